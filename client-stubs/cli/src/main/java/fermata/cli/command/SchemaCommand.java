package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.definition.publish.PublishedSchema;
import fermata.definition.text.Suggestions;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata schema}: the language as JSON Schema. */
final class SchemaCommand implements Command {

  private static final String AGENT = "agent";
  private static final String TOOLS = "tools";
  private static final String PROJECT = "project";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "schema",
            "Prints the JSON Schema (2020-12) of definitions, for editors that do not know them.",
            "fermata schema > agent.schema.json",
            "fermata schema tools > tools.schema.json",
            "fermata schema project > project.schema.json");
    spec.addPositional(
        Arguments.positional(
            "0", "0..1", "KIND", "agent (default), tools: a tool catalogue, or project"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    String named = Arguments.positional(arguments, 0);
    context.console().print(schema(named == null ? AGENT : named).toPrettyString());
    return ExitCode.OK;
  }

  private static ObjectNode schema(String kind) {
    return switch (kind) {
      case AGENT -> PublishedSchema.ofAgent();
      case TOOLS -> PublishedSchema.ofTools();
      case PROJECT -> PublishedSchema.ofProject();
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE,
              kind
                  + ": no such kind of file"
                  + Suggestions.hint(kind, List.of(AGENT, TOOLS, PROJECT)));
    };
  }
}
