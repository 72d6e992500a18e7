package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.create.NewDefinition;
import fermata.cli.create.Template;
import fermata.wire.json.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata new}: writes a definition to begin with. */
final class NewCommand implements Command {

  private static final String TEMPLATE = "--template";
  private static final String LIST = "--list";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "new",
            "Writes a definition that checks and runs, for you to change. Never over a file.",
            "fermata new desk                              writes desk.agent.yaml",
            "fermata new agents/notes --template model     writes agents/notes.agent.yaml",
            "fermata new --list                            what templates there are");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "NAME", "The name of the agent, perhaps with a folder before it"));
    spec.addOption(
        Arguments.value(
            TEMPLATE, "TEMPLATE", String.join(", ", Template.words()) + " (default: question)"));
    spec.addOption(Arguments.flag(LIST, "List the templates and write nothing"));
    spec.addOption(Arguments.json("Print one JSON object, or one for each template"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    if (Arguments.has(arguments, LIST)) {
      return list(console, isJson);
    }
    Template template = template(Arguments.find(arguments, TEMPLATE));
    String name = Arguments.positional(arguments, 0);
    if (name == null) {
      throw CommandFailure.of(
          ExitCode.USAGE, "missing required parameter: 'NAME'", "see: fermata new --help");
    }
    NewDefinition made = NewDefinition.of(console.surroundings().directory(), name);
    made.write(template.text(made.agent()));
    report(console, made, template, isJson);
    return ExitCode.OK;
  }

  private static Template template(@Nullable String word) {
    return word == null ? Template.QUESTION : Template.of(word);
  }

  private static ExitCode list(Console console, boolean isJson) {
    Table table = new Table(console, "TEMPLATE", "WHAT IT DOES");
    for (Template template : Template.values()) {
      table.row(template.word(), template.summary());
      if (isJson) {
        ObjectNode entry = Json.mapper().createObjectNode();
        entry.put("template", template.word());
        console.printJson(entry.put("summary", template.summary()));
      }
    }
    if (!isJson) {
      table.print();
    }
    return ExitCode.OK;
  }

  private static void report(
      Console console, NewDefinition made, Template template, boolean isJson) {
    if (isJson) {
      ObjectNode entry = Json.mapper().createObjectNode();
      entry.put("file", made.shown()).put("agent", made.agent());
      console.printJson(entry.put("template", template.word()));
      return;
    }
    console.print(made.shown());
    String file = quoted(made.shown());
    console.say("next:");
    console.say("  fermata check " + file);
    console.say(("  fermata run " + file + " " + template.input()).stripTrailing());
  }

  private static String quoted(String path) {
    boolean isPlain = path.matches("[A-Za-z0-9_./+-]+");
    return isPlain ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
