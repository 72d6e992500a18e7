package fermata.cli.command;

import fermata.cli.check.DefinitionFiles;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.graph.PictureFormat;
import fermata.definition.graph.Picture;
import fermata.definition.load.LoadedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata graph}: draws the nodes of a definition and the ways between them. */
final class GraphCommand implements Command {

  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "graph",
            "Draws the graph of a definition. Of one with errors it draws what can be read.",
            "fermata graph review.agent.yaml                    boxes in the terminal",
            "fermata graph review.agent.yaml -o review.svg      a picture, light and dark",
            "fermata graph review.agent.yaml >> README.md       Mermaid, for Markdown",
            "fermata graph review.agent.yaml --format dot | dot -Tpdf -o review.pdf");
    spec.addPositional(Arguments.positional("0", "1", "FILE", "A definition"));
    spec.addOption(
        Arguments.value(
            FORMAT,
            "FORMAT",
            "text, mermaid, dot or svg (default: what the ending of the file of -o says, else text"
                + " on a terminal and mermaid elsewhere)"));
    spec.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .type(String.class)
            .paramLabel("FILE")
            .description("Write it to a file, over what is there")
            .build());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    Path file = console.path(String.valueOf(Arguments.positional(arguments, 0)));
    String output = Arguments.find(arguments, OUTPUT);
    Path target = output == null ? null : console.path(output);
    PictureFormat format = format(console, Arguments.find(arguments, FORMAT), target);
    var files = new DefinitionFiles(console);
    LoadedAgent loaded = files.load(file);
    AgentDefinition definition = loaded.definition();
    if (definition == null || definition.nodes().isEmpty()) {
      throw CommandFailure.of(
          ExitCode.FAILED,
          files.shown(file) + ": has no node that can be drawn",
          "fermata check " + files.shown(file) + " says what is wrong");
    }
    String picture = format.draw(Picture.of(definition), console);
    if (target == null) {
      console.print(picture.stripTrailing());
    } else {
      write(target, picture, file, files);
    }
    return exitCode(console, loaded, files.shown(file));
  }

  private static PictureFormat format(
      Console console, @Nullable String word, @Nullable Path target) {
    if (word != null) {
      return PictureFormat.of(word);
    }
    if (target != null) {
      return PictureFormat.of(target);
    }
    return console.showsResults() ? PictureFormat.TEXT : PictureFormat.MERMAID;
  }

  private static ExitCode exitCode(Console console, LoadedAgent loaded, String shown) {
    long errors =
        loaded.problems().stream().filter(problem -> problem.severity() == Severity.ERROR).count();
    if (errors == 0) {
      return ExitCode.OK;
    }
    String what = Amounts.count(errors, "error") + " in " + shown;
    console.say(console.paint().warning(what + ": drawn as far as it can be read"));
    console.say("  fermata check " + shown + " says what is wrong");
    return ExitCode.FAILED;
  }

  private static void write(Path target, String picture, Path source, DefinitionFiles files) {
    if (target.equals(source)) {
      throw CommandFailure.of(
          ExitCode.USAGE, "-o " + files.shown(target) + ": that is the definition itself");
    }
    try {
      Files.writeString(target, picture);
    } catch (IOException e) {
      throw CommandFailure.of(ExitCode.USAGE, files.shown(target) + ": cannot be written")
          .because(e);
    }
  }
}
