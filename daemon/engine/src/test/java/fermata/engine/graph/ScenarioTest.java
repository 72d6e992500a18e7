package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.RunInput;
import fermata.engine.run.Usage;
import fermata.engine.state.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the files in {@code src/test/scenarios}.
 *
 * <p>With {@code -Dgolden=update} the outputs in the files are rewritten; read the difference.
 */
class ScenarioTest {

  private static final Path FOLDER = Path.of("src/test/scenarios");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  static ScenarioRun run(Path file) throws IOException {
    var run = new ScenarioRun();
    Scenario.parse(Files.readAllLines(file)).withOutputs(run::execute);
    return run;
  }

  @TestFactory
  Stream<DynamicTest> giveWhatTheySay() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> compare(file)));
  }

  private static void compare(Path file) throws IOException {
    String expected = Files.readString(file);
    String actual =
        Scenario.parse(expected.lines().toList()).withOutputs(new ScenarioRun()::execute);
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @TestFactory
  Stream<DynamicTest> endWithARunThatIsOver() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> assertOver(file)));
  }

  // A scenario that stops half-way most often names calls that do not exist.
  private static void assertOver(Path file) throws IOException {
    assertThat(run(file).journal().invariants().terminal()).isPresent();
  }

  @TestFactory
  Stream<DynamicTest> giveTheSameStateWhenTheirEventsAreReplayed() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> replay(file)));
  }

  private static void replay(Path file) throws IOException {
    Journal journal = run(file).journal();
    assertThat(journal.replayed()).isEqualTo(journal.state());
    assertThat(journal.replayed().toString()).isEqualTo(journal.state().toString());
  }

  @TestFactory
  Stream<DynamicTest> surviveACrashAfterEveryInput() throws IOException {
    return files().stream()
        .map(file -> DynamicTest.dynamicTest(name(file), file.toUri(), () -> crash(file)));
  }

  private static void crash(Path file) throws IOException {
    ScenarioRun run = run(file);
    for (int at = 0; at <= run.taken().size(); at++) {
      crash(run, at);
    }
  }

  // What comes after the crash still comes, whether or not it fits; then somebody cancels.
  private static void crash(ScenarioRun run, int at) {
    var journal = new Journal(run.definition());
    Instant now = ScenarioRun.START;
    for (int i = 0; i < run.taken().size(); i++) {
      if (i == at) {
        recover(journal, now);
      }
      ScenarioRun.Taken taken = run.taken().get(i);
      now = taken.at();
      journal.take(taken.input(), now);
    }
    if (journal.state().status() == RunStatus.NEW) {
      return;
    }
    recover(journal, now);
    journal.take(new RunInput.CancelRequested("the end", "test"), now);
    for (CallId call : List.copyOf(journal.invariants().inFlight())) {
      journal.take(new RunInput.CallStopped(call), now);
    }
    for (CallId call : List.copyOf(journal.state().stopping().asMap().keySet())) {
      journal.take(new RunInput.CallStopped(call), now);
    }
    Instant ended = now;
    Map.copyOf(journal.invariants().away())
        .forEach(
            (call, child) ->
                journal.take(
                    new RunInput.ChildEnded(
                        call, child, new ChildOutcome.Cancelled("the end"), Usage.NONE),
                    ended));
    assertThat(journal.invariants().terminal()).as("crash before input %d", at).isPresent();
    assertThat(journal.replayed()).isEqualTo(journal.state());
  }

  private static void recover(Journal journal, Instant now) {
    for (RunInput input : Recovery.of(journal.definition(), journal.state(), "crash").inputs()) {
      journal.take(input, now);
    }
  }

  static String name(Path file) {
    return file.getFileName().toString().replace(".txt", "");
  }
}
