package fermata.cli.command;

import fermata.cli.check.DefinitionFiles;
import fermata.cli.check.ProblemText;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.convert.ImportReport;
import fermata.cli.convert.ImportTarget;
import fermata.definition.convert.ImportedAgent;
import fermata.definition.convert.SourceFormat;
import fermata.definition.convert.SourceMistake;
import fermata.definition.load.LoadedAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Parsed;
import fermata.definition.text.SourceText;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlParser;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata import}: makes a definition of one of another system. */
final class ImportCommand implements Command {

  private static final String OUTPUT = "--output";
  private static final String FORCE = "--force";

  /** The name of a file that stands for standard output. */
  private static final String PRINTED = "-";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "import",
            "Makes a definition of one of another system: a Hive agent.json or agent.yaml, an RCRT"
                + " agent.def.v1. What cannot be carried over is listed.",
            "fermata import exports/agent.json                  writes exports/NAME.agent.yaml",
            "fermata import agent.json -o desk.agent.yaml --force",
            "fermata import agent.json -o - --json              nothing is written");
    spec.addPositional(
        Arguments.positional("0", "1", "FILE", "The definition of the other system"));
    spec.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .type(String.class)
            .paramLabel("FILE")
            .description("Where to write it (default: beside the source, by its name); - prints it")
            .build());
    spec.addOption(Arguments.flag(FORCE, "Write over a file that is there"));
    spec.addOption(Arguments.json("Print one JSON object: what was left out or changed, problems"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    Console console = context.console();
    var files = new DefinitionFiles(console);
    Path file = console.path(String.valueOf(Arguments.positional(arguments, 0)));
    var source = new SourceText(files.shown(file), files.read(file));
    Parsed<YamlDocument> parsed = YamlParser.parse(source);
    if (!parsed.isUsable()) {
      return unreadable(console, source, parsed);
    }
    SourceFormat format = format(source, parsed.value());
    List<SourceMistake> mistakes = format.mistakes(parsed.value());
    if (!mistakes.isEmpty()) {
      return mistaken(console, source, mistakes);
    }
    ImportedAgent imported = format.convert(parsed.value());
    String output = Arguments.find(arguments, OUTPUT);
    Path target = target(console, output, file, imported.name());
    LoadedAgent result = files.load(target, imported.text());
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    String shown = PRINTED.equals(output) ? "" : files.shown(target);
    if (!shown.isEmpty() && result.isUsable()) {
      write(new ImportTarget(target, shown), imported.text(), Arguments.has(arguments, FORCE));
    }
    var report = new ImportReport(source, format, imported, result, shown);
    if (isJson) {
      console.printJson(report.json());
    } else {
      if (shown.isEmpty()) {
        console.print(imported.text().stripTrailing());
      } else if (result.isUsable()) {
        console.print(shown);
      }
      report.say(console);
    }
    return result.isUsable() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static ExitCode mistaken(
      Console console, SourceText source, List<SourceMistake> mistakes) {
    var lines = LineIndex.of(source.text());
    for (SourceMistake mistake : mistakes) {
      LineIndex.Place place = lines.place(mistake.span().start(), LineIndex.ColumnUnit.UTF_32);
      String pointer = mistake.pointer().isEmpty() ? "the whole" : mistake.pointer();
      console.say(
          "%s:%d:%d  %s: %s"
              .formatted(
                  source.name(),
                  place.line() + 1,
                  place.column() + 1,
                  DisplayText.oneLine(pointer),
                  DisplayText.oneLine(mistake.message())));
    }
    console.sayFailure(
        CommandFailure.of(
            ExitCode.FAILED, source.name() + ": cannot be imported, nothing was written"));
    return ExitCode.FAILED;
  }

  private static ExitCode unreadable(
      Console console, SourceText source, Parsed<YamlDocument> parsed) {
    var text = new ProblemText(console, source);
    parsed.problems().forEach(problem -> text.lines(problem).forEach(console::say));
    console.sayFailure(
        CommandFailure.of(
            ExitCode.FAILED, source.name() + ": cannot be read, nothing was written"));
    return ExitCode.FAILED;
  }

  private static SourceFormat format(SourceText source, YamlDocument document) {
    return SourceFormat.of(document)
        .orElseThrow(
            () ->
                CommandFailure.of(
                    ExitCode.USAGE,
                    source.name() + ": not a definition that can be imported",
                    "expected: a Hive export ('agent' and 'graph'), a Hive configuration ('name' and"
                        + " 'nodes'), or an RCRT breadcrumb ('schema_name: agent.def.v1')"));
  }

  private static Path target(Console console, @Nullable String output, Path source, String name) {
    return output == null || output.equals(PRINTED)
        ? source.resolveSibling(name + ".agent.yaml")
        : console.path(output);
  }

  private static void write(ImportTarget target, String text, boolean isForced) {
    if (isForced) {
      target.replace(text);
    } else {
      target.create(text);
    }
  }
}
