package fermata.cli.command;

import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.wire.discovery.FileFailure;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.artifact.ArtifactListParams;
import fermata.wire.method.artifact.ArtifactListResult;
import fermata.wire.method.artifact.ArtifactReadParams;
import fermata.wire.method.artifact.ArtifactReadResult;
import fermata.wire.method.artifact.ArtifactView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata artifacts}: what sessions keep under names. */
final class ArtifactsCommand implements Command {

  private static final String OUTPUT = "-o";
  private static final String VERSION = "--version-number";
  private static final String VERSIONS = "--versions";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "artifacts",
            "Lists what a session keeps under names, or gives the content of one.",
            "fermata artifacts --last",
            "fermata artifacts --last report.md",
            "fermata artifacts 3f9a2b1c picture.png -o picture.png",
            "fermata artifacts --last report.md --versions");
    spec.addPositional(
        Arguments.positional(
            "0..*",
            "0..2",
            "SESSION NAME",
            "The session, by the beginning or end of its id, and an artifact of it"));
    spec.addOption(References.last("The session that changed last"));
    spec.addOption(Arguments.value(OUTPUT, "FILE", "Write the content to that file"));
    spec.addOption(Arguments.value(VERSION, "NUMBER", "That version; the newest unless said"));
    spec.addOption(Arguments.flag(VERSIONS, "List all versions of the artifact"));
    spec.addOption(Arguments.json("Print one JSON object instead of a table"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) {
    List<String> words = Arguments.positionals(arguments, 0);
    boolean isLast = Arguments.has(arguments, References.LAST);
    var references = new References(context.client());
    String session =
        (isLast
                ? references.lastSession()
                : references.session(words.isEmpty() ? null : words.getFirst()))
            .session();
    List<String> names = isLast ? words : words.subList(1, words.size());
    if (names.size() > 1) {
      throw CommandFailure.of(
          ExitCode.USAGE, "artifacts: " + names.size() + " names (expected: one, or none)");
    }
    String name = names.isEmpty() ? null : names.getFirst();
    if (name == null || Arguments.has(arguments, VERSIONS)) {
      refuseWithoutName(arguments, name);
      list(context, session, name, Arguments.has(arguments, Arguments.JSON));
    } else {
      give(arguments, context, session, name);
    }
    return ExitCode.OK;
  }

  private static void refuseWithoutName(ParseResult arguments, @Nullable String name) {
    for (String option : List.of(OUTPUT, VERSION)) {
      if (Arguments.find(arguments, option) != null) {
        throw CommandFailure.of(
            ExitCode.USAGE, option + ": there is no content to give (expected: SESSION NAME)");
      }
    }
    if (name == null && Arguments.has(arguments, VERSIONS)) {
      throw CommandFailure.of(
          ExitCode.USAGE, VERSIONS + ": no artifact named (expected: SESSION NAME)");
    }
  }

  private static void list(Context context, String session, @Nullable String name, boolean isJson) {
    ArtifactListResult found =
        context.client().call(Methods.ARTIFACT_LIST, new ArtifactListParams(session, name));
    Console console = context.console();
    if (isJson) {
      console.printJson(Json.toTree(found));
      return;
    }
    if (found.artifacts().isEmpty()) {
      console.say("session " + References.shortened(session) + " keeps nothing");
      return;
    }
    Table table = new Table(console, "NAME", "VERSION", "SIZE", "TYPE", "KEPT", "SHA-256");
    for (ArtifactView each : found.artifacts()) {
      table.row(
          each.name(),
          String.valueOf(each.version()),
          Amounts.bytes(each.size()),
          each.mime(),
          Amounts.ago(each.at(), console.now()),
          each.sha256().substring(0, 12));
    }
    table.print();
  }

  private static void give(ParseResult arguments, Context context, String session, String name) {
    String number = Arguments.find(arguments, VERSION);
    Integer version =
        number == null ? null : Arguments.number(VERSION, number, 1, Integer.MAX_VALUE);
    Console console = context.console();
    String file = Arguments.find(arguments, OUTPUT);
    var wanted = new Wanted(context, session, name, version);
    try {
      if (file == null) {
        OutputStream out = console.surroundings().out();
        wanted.writeTo(out);
        out.flush();
      } else {
        ArtifactView written = save(wanted, console.path(file));
        console.say("wrote " + DisplayText.oneLine(file) + ", " + Amounts.bytes(written.size()));
      }
    } catch (IOException failure) {
      Path path = console.path(file == null ? "-" : file);
      throw CommandFailure.of(ExitCode.FAILED, FileFailure.text(path, failure));
    }
  }

  /** The first piece is read before a file is touched: there may be no such artifact. */
  private static ArtifactView save(Wanted wanted, Path file) throws IOException {
    ArtifactReadResult first = wanted.read(0);
    try (OutputStream out = Files.newOutputStream(file)) {
      wanted.writeTo(out, first);
    }
    return first.artifact();
  }

  /** A version that is wanted; once its first piece is there, it is that one which is read on. */
  private record Wanted(Context context, String session, String name, @Nullable Integer version) {

    ArtifactReadResult read(long from) {
      return context
          .client()
          .call(Methods.ARTIFACT_READ, new ArtifactReadParams(session, name, version, from, null));
    }

    void writeTo(OutputStream out) throws IOException {
      writeTo(out, read(0));
    }

    void writeTo(OutputStream out, ArtifactReadResult first) throws IOException {
      var same = new Wanted(context, session, name, first.artifact().version());
      long at = 0;
      for (ArtifactReadResult piece = first; ; piece = same.read(at)) {
        byte[] bytes = Base64.getDecoder().decode(piece.data());
        out.write(bytes);
        at += bytes.length;
        if (bytes.length == 0 || at >= first.artifact().size()) {
          return;
        }
      }
    }
  }
}
