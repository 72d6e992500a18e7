package fermata.daemon.tool.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a shell that behave as badly as programs do. */
@Timeout(60)
class ProgramTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final Captured output = new Captured();
  private final Captured errors = new Captured();

  @Test
  void programsReadAndWriteAndEnd() throws Exception {
    Program program = start("cat; echo problem >&2; exit 3", "input äöü\n");

    assertThat(program.awaitFinish(SOON)).isTrue();
    assertThat(program.endTree()).isTrue();
    assertThat(program.exitCode()).isEqualTo(3);
    assertThat(output.text()).isEqualTo("input äöü\n");
    assertThat(errors.text()).isEqualTo("problem\n");
  }

  @Test
  void aProgramThatDoesNotReadItsInputIsNotWaitedFor() throws Exception {
    Program program = start("exit 0", "x".repeat(5_000_000));

    assertThat(program.awaitFinish(SOON)).isTrue();
    assertThat(program.endTree()).isTrue();
  }

  @Test
  void endingAProgramEndsItsChildren() throws Exception {
    Program program = start("sleep 1000 & sh -c 'sleep 1000 & sleep 1000' & echo $$; wait", "");
    awaitLines(1);
    await().until(() -> program.livingPids().size() >= 4);
    List<Long> pids = program.livingPids();

    assertThat(program.endTree()).isTrue();
    assertThat(pids).noneMatch(ProgramTest::isAlive);
  }

  @Test
  void childrenThatIgnoreTheTermSignalAreKilled() throws Exception {
    Program program =
        start("trap '' TERM; sh -c 'trap \"\" TERM; echo ready; while :; do sleep 1; done'", "");
    awaitLines(1);
    List<Long> pids = program.livingPids();

    assertThat(program.endTree()).isTrue();
    assertThat(pids).isNotEmpty().noneMatch(ProgramTest::isAlive);
  }

  @Test
  void childrenThatHaveLostTheirParentAreFound() throws Exception {
    Program program = start("(setsid sleep 1000 >/dev/null 2>&1 & echo $!) ; exit 0", "");
    assertThat(program.awaitFinish(SOON)).isTrue();
    awaitLines(1);
    await().until(() -> program.livingPids().size() == 1);
    List<Long> pids = program.livingPids();

    assertThat(program.endTree()).isTrue();
    assertThat(pids).noneMatch(ProgramTest::isAlive);
  }

  @Test
  void aChildThatHoldsTheOutputOpenDoesNotHoldUpTheEnd() throws Exception {
    Program program = start("sleep 1000 & echo done", "");
    assertThat(program.awaitFinish(SOON)).isTrue();

    assertThat(program.endTree()).isTrue();
    assertThat(output.text()).isEqualTo("done\n");
  }

  @Test
  void aProgramThatAsksForMoreProcessesWhileItIsEndedIsEnded() throws Exception {
    Path script = folder.resolve("spawner.sh");
    Files.writeString(
        script, "trap '' TERM\nwhile :; do sh -c 'trap \"\" TERM; sleep 1000' & sleep 0.01; done");
    Program program = start("echo ready; sh " + script, "");
    awaitLines(1);
    await().until(() -> program.livingPids().size() >= 5);

    assertThat(program.endTree()).isTrue();
    assertThat(program.livingPids()).isEmpty();
  }

  @Test
  void refusedOutputEndsTheWaitWhileTheProgramGoesOn() throws Exception {
    OutputSink few =
        (buffer, length) -> {
          output.accept(buffer, length);
          return output.size() < 100_000;
        };
    Program program = Program.start(plan("while :; do echo flood; done", ""), few, errors);

    assertThat(program.awaitFinish(SOON)).isTrue();
    assertThat(program.livingPids()).isNotEmpty();
    assertThat(program.endTree()).isTrue();
    assertThat(output.size()).isLessThan(200_000);
  }

  @Test
  void programsSeeOnlyTheEnvironmentOfTheirPlan() throws Exception {
    Program program =
        Program.start(
            new ProgramPlan(List.of("/usr/bin/env"), folder, Map.of("A", "b"), ""), output, errors);
    assertThat(program.awaitFinish(SOON)).isTrue();
    assertThat(program.endTree()).isTrue();

    assertThat(output.text().lines())
        .allMatch(line -> line.equals("A=b") || line.startsWith("FERMATA_PROCESS="))
        .hasSize(2);
  }

  @Test
  void aProgramNamedWithASlashIsLookedForFromItsFolderOn() throws Exception {
    Path script = folder.resolve("hello.sh");
    Files.writeString(script, "#!/bin/sh\necho hello\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Program program =
        Program.start(new ProgramPlan(List.of("./hello.sh"), folder, Map.of(), ""), output, errors);
    assertThat(program.awaitFinish(SOON)).isTrue();
    assertThat(program.endTree()).isTrue();

    assertThat(output.text()).isEqualTo("hello\n");
  }

  @Test
  void aProgramThatIsNotThereIsRefused() {
    ProgramPlan plan = new ProgramPlan(List.of("no-such-program"), folder, Map.of(), "");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Program.start(plan, output, errors));
  }

  private Program start(String script, String input) throws IOException {
    return Program.start(plan(script, input), output, errors);
  }

  private ProgramPlan plan(String script, String input) {
    return new ProgramPlan(
        List.of("sh", "-c", script), folder, Map.of("PATH", System.getenv("PATH")), input);
  }

  private void awaitLines(int count) {
    await().until(() -> output.text().lines().count() >= count);
  }

  private static boolean isAlive(long pid) {
    return Processes.isRunning(pid);
  }

  private static final class Captured implements OutputSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized boolean accept(byte[] buffer, int length) {
      bytes.write(buffer, 0, length);
      return true;
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    synchronized int size() {
      return bytes.size();
    }
  }
}
