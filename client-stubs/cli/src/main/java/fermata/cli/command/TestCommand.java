package fermata.cli.command;

import fermata.cli.check.DefinitionFiles;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.ExitCode;
import fermata.cli.test.AgentTest;
import fermata.cli.test.Recordings;
import fermata.cli.test.TestFile;
import fermata.cli.test.TestReport;
import fermata.cli.test.TestRunner;
import fermata.cli.test.Verdict;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code fermata test}: runs tests of agents in a daemon of their own. */
final class TestCommand implements Command {

  private static final String ONLY = "--only";
  private static final String JUNIT = "--junit";
  private static final String RECORD = "--record";

  /** How deep below a folder files of tests are looked for. */
  private static final int DEPTH_MAX = 20;

  private static final List<String> SKIPPED = List.of("target", "node_modules", "build", ".git");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "test",
            "Runs tests of agents: what a run is given, and what must come of it.",
            "fermata test",
            "fermata test review.test.yaml --only \"large change\"",
            "fermata test agents/ --junit report.xml",
            "fermata test --record",
            "fermata test --json");
    spec.addPositional(
        Arguments.positional(
            "0..*", "0..*", "FILE", "Files *.test.yaml, or folders with such; else this folder"));
    spec.addOption(Arguments.value(ONLY, "TEXT", "Only tests that have the text in their names"));
    spec.addOption(Arguments.value(JUNIT, "FILE", "Also write a report as JUnit XML"));
    spec.addOption(
        Arguments.flag(
            RECORD, "Ask the providers, and make the recordings that the tests name anew"));
    spec.addOption(Arguments.json("Print one JSON object for each test, and a last one"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    Console console = context.console();
    DefinitionFiles files = new DefinitionFiles(console);
    List<AgentTest> tests = tests(console, files, arguments);
    List<Verdict> verdicts = new ArrayList<>();
    boolean isJson = Arguments.has(arguments, Arguments.JSON);
    var report = new TestReport(console);
    Path scratch = scratch();
    Recordings recordings =
        Arguments.has(arguments, RECORD) ? new Recordings(scratch.resolve("recordings")) : null;
    if (recordings != null) {
      copyModels(context.settings().state().path(), scratch);
    }
    try (FermataClient client = client(context, scratch)) {
      var runner = new TestRunner(console, client, scratch, recordings);
      for (AgentTest test : tests) {
        Verdict verdict = runner.run(test);
        verdicts.add(verdict);
        String file = files.shown(test.file());
        if (isJson) {
          console.printJson(TestReport.json(verdict, file));
        } else {
          report.print(verdict, file);
        }
      }
      if (recordings != null) {
        keep(console, recordings, files, isJson);
      }
    } finally {
      remove(scratch);
    }
    finish(console, report, verdicts, isJson);
    writeJunit(console, Arguments.find(arguments, JUNIT), files, verdicts);
    return verdicts.stream().allMatch(Verdict::isPassed) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void finish(
      Console console, TestReport report, List<Verdict> verdicts, boolean isJson) {
    if (isJson) {
      console.printJson(TestReport.jsonSum(verdicts));
    } else {
      report.printSum(verdicts);
    }
  }

  private static void keep(
      Console console, Recordings recordings, DefinitionFiles files, boolean isJson) {
    var report = new TestReport(console);
    for (Recordings.Made made : recordings.keep()) {
      String file = files.shown(made.file());
      if (isJson) {
        console.printJson(TestReport.json(made, file));
      } else {
        report.print(made, file);
      }
    }
  }

  // Providers and prices of the user; what else is in the state folder is none of a test's
  // business.
  private static void copyModels(Path state, Path scratch) {
    Path models = state.resolve("models.json");
    try {
      if (Files.exists(models)) {
        Files.copy(
            models, Files.createDirectories(scratch.resolve("state")).resolve("models.json"));
      }
    } catch (IOException e) {
      throw CommandFailure.of(ExitCode.USAGE, models + ": cannot be read").because(e);
    }
  }

  private static List<AgentTest> tests(
      Console console, DefinitionFiles files, ParseResult arguments) {
    List<String> names = Arguments.positionals(arguments, 0);
    String only = Arguments.find(arguments, ONLY);
    List<AgentTest> all = new ArrayList<>();
    for (String name : names.isEmpty() ? List.of("") : names) {
      for (Path file : found(console.path(name), name)) {
        all.addAll(TestFile.read(file, files.source(file), files.shown(file)));
      }
    }
    Map<Boolean, List<AgentTest>> named =
        all.stream()
            .collect(Collectors.partitioningBy(one -> only == null || one.name().contains(only)));
    List<AgentTest> tests = Objects.requireNonNull(named.get(true));
    if (Arguments.has(arguments, RECORD)) {
      Recordings.requireWhole(tests, Objects.requireNonNull(named.get(false)));
      tests = tests.stream().filter(test -> !test.wantsDrift()).toList();
    }
    if (tests.isEmpty()) {
      throw CommandFailure.of(ExitCode.USAGE, "no test has '" + only + "' in its name");
    }
    return tests;
  }

  private static List<Path> found(Path path, String name) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> below = Files.walk(path, DEPTH_MAX)) {
      List<Path> found =
          below
              .filter(file -> file.getFileName().toString().endsWith(TestFile.SUFFIX))
              .filter(file -> !isSkipped(path.relativize(file)))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw CommandFailure.of(
            ExitCode.USAGE,
            (name.isEmpty() ? "." : name) + ": no file *" + TestFile.SUFFIX + " in this folder");
      }
      return found;
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.of(ExitCode.USAGE, path + ": cannot be read");
    }
  }

  private static boolean isSkipped(Path relative) {
    for (Path part : relative) {
      if (SKIPPED.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static FermataClient client(Context context, Path scratch) {
    ClientSettings settings = context.settings();
    if (settings.daemonCommand().isEmpty()) {
      throw CommandFailure.of(
          ExitCode.UNREACHABLE, ClientSettings.DAEMON_COMMAND + " does not name a daemon");
    }
    Map<String, String> environment = new TreeMap<>(settings.environment());
    environment.put("FERMATA_CLOCK", "skips");
    return FermataClient.overStdio(
        settings.daemonCommand(),
        new ClientSettings(
            new RunDirectory(scratch.resolve("run")),
            new StateDirectory(scratch.resolve("state")),
            settings.build(),
            settings.identity(),
            settings.daemonCommand(),
            environment,
            true,
            settings.startMax(),
            settings.callMax()));
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("fermata-test-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What cannot be removed stays in the folder that the system cleans.
  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException _) {
      return;
    }
  }

  private static void writeJunit(
      Console console, @Nullable String name, DefinitionFiles files, List<Verdict> verdicts) {
    if (name == null) {
      return;
    }
    List<String> shown =
        verdicts.stream().map(verdict -> files.shown(verdict.test().file())).toList();
    try {
      Files.writeString(console.path(name), TestReport.junit(verdicts, shown));
    } catch (IOException e) {
      throw CommandFailure.of(ExitCode.USAGE, name + ": cannot be written").because(e);
    }
  }
}
