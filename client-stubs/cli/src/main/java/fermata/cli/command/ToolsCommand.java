package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.tool.ToolDescription;
import fermata.wire.method.tool.ToolListParams;
import fermata.wire.method.tool.ToolListResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata tools}: what agents of a folder may use. */
final class ToolsCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "tools",
            "Lists the built-in tools and those of the catalogues of a folder.",
            "fermata tools",
            "fermata tools --workspace agents --json");
    spec.addOption(
        Arguments.value("--workspace", "DIR", "Folder with *.tools.yaml files; else this one"));
    spec.addOption(Arguments.json("Print one JSON object, with the schemas"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    String folder = Arguments.find(arguments, "--workspace");
    String workspace = console.path(folder == null ? "" : folder).toString();
    ToolListResult tools = context.client().call(Methods.TOOL_LIST, new ToolListParams(workspace));
    if (Arguments.has(arguments, Arguments.JSON)) {
      console.printJson(Json.toTree(tools));
    } else {
      print(console, tools);
    }
    return ExitCode.OK;
  }

  private static void print(Console console, ToolListResult tools) {
    Table table = new Table(console, "TOOL", "EFFECT", "DESCRIPTION");
    for (ToolDescription tool : tools.tools()) {
      table.row(tool.name(), tool.readOnly() ? "reads" : "changes", tool.description());
    }
    table.print();
    if (!tools.complete()) {
      console.say("a catalogue could not be read, so there may be more");
    }
  }
}
