package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said with place, value and what to do; the exit code is not 0. */
class ErrorsTest {

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aMalformedFileDoesNotRunAndSaysAllThatIsWrong() throws IOException {
    Path agent =
        write(
            "broken.agent.yaml",
            """
            agent: broken
            nodes:
              a: {tool: files.fnd, next: b}
              c: {set: {x: "${{ 1 + }}"}}
            limits: {steps: 3
            """);
    Fermata.Ended ended = fermata.run("run", agent.toString()).expect(1);
    assertThat(ended.out() + ended.err())
        .contains("broken.agent.yaml:3:")
        .contains("did you mean 'files.find'")
        .contains("'b' is not a node")
        .contains("broken.agent.yaml:4:")
        .contains("broken.agent.yaml:5:9", "'{' is not closed");
    assertThat(fermata.run("sessions", "--json").expect(0).json().path("sessions")).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Fermata.Ended ended = fermata.run("run", "nowhere.agent.yaml").expect(2);
    assertThat(ended.err()).contains("nowhere.agent.yaml");
  }

  @Test
  void argumentsThatDoNotFitFailTheRunAndNameThePlace() throws IOException {
    Path agent =
        write(
            "arguments.agent.yaml",
            """
            agent: arguments
            input: {limit: {}}
            nodes:
              find: {tool: files.find, args: {glob: "*", limit: "${{ input.limit }}"}}
            """);
    Fermata.Ended ended =
        fermata.run("run", agent.toString(), "--input-json", "{\"limit\": \"many\"}").expect(1);
    assertThat(ended.out() + ended.err()).contains("tool.arguments").contains("/limit");
  }

  @Test
  void inputThatDoesNotFitIsRefusedBeforeAnythingRuns() throws IOException {
    Path agent =
        write(
            "input.agent.yaml",
            """
            agent: input
            input: {count: {type: integer, minimum: 1}}
            nodes:
              a: {set: {x: "${{ input.count }}"}}
            """);
    Fermata.Ended ended = fermata.run("run", agent.toString(), "count=0");
    assertThat(ended.code()).isIn(1, 2);
    assertThat(ended.err()).contains("count").contains("1");
    Fermata.Ended unknown = fermata.run("run", agent.toString(), "cuont=3");
    assertThat(unknown.code()).isIn(1, 2);
    assertThat(unknown.err()).contains("cuont").contains("count");
    assertThat(fermata.run("sessions", "--json").expect(0).json().path("sessions")).isEmpty();
  }

  @Test
  void aToolThatHangsIsEndedWithAllThatItStarted() throws IOException {
    write(
        "hang.tools.yaml",
        """
        tools:
          hang.now:
            description: Never ends.
            command: [sh, -c, "sleep 7654 & sleep 7654"]
            timeout: 1s
        """);
    Path agent =
        write(
            "hang.agent.yaml",
            """
            agent: hang
            approvals: {default: allow}
            tools: [hang.now]
            nodes:
              a: {tool: hang.now, args: {}}
            """);
    Fermata.Ended ended = fermata.run("run", agent.toString()).expect(1);
    assertThat(ended.out() + ended.err()).contains("hang.now").contains("tool.timeout");
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      assertThat(processes.map(it -> it.info().commandLine().orElse("")))
          .noneMatch(line -> line.contains("sleep 7654"));
    }
  }

  @Test
  void aLockThatSomethingElseHoldsIsNamed() throws IOException {
    fermata.run("daemon", "start").expect(0);
    Path lock;
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      lock = files.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow();
    }
    fermata.run("daemon", "stop").expect(0);
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      Fermata.Ended ended = fermata.run("daemon", "start").expect(5);
      assertThat(ended.err()).contains(lock.toString());
    }
    fermata.run("daemon", "start").expect(0);
  }

  @Test
  void aJavaThatIsTooOldIsNamed() {
    Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64");
    assumeTrue(Files.exists(old), "no Java 17 here");
    Fermata.Ended ended = fermata.with("FERMATA_JAVA_HOME", old.toString()).run("--version");
    assertThat(ended.code()).isNotZero();
    assertThat(ended.err()).contains("25").contains(old.toString());
    fermata.with("FERMATA_JAVA_HOME", "");
  }

  @Test
  void optionsOfTheVirtualMachineReachTheCommandAndTheDaemon() throws IOException {
    fermata.with("FERMATA_JAVA_OPTIONS", "-Xmx*1g");
    assertThat(fermata.run("--version").expect(1).err()).contains("-Xmx*1g");

    Path log = folder.resolve("vm-%p.log");
    fermata.with(
        "FERMATA_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -Xmx334m -Xlog:gc+init:file=" + log);
    fermata.run("daemon", "start").expect(0);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("vm-")))
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(file -> assertThat(file).content().contains("Heap Max Capacity: 334M"));
    }
  }

  @Test
  void aResultThatCannotBeWrittenIsNoSuccess() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no device that is always full");
    Path err = folder.resolve("err.txt");
    Process tools =
        fermata
            .builder(List.of("tools"))
            .redirectOutput(Path.of("/dev/full").toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(tools.waitFor(90, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(tools.exitValue()).isEqualTo(1);
    assertThat(err).content().contains("standard output cannot be written: ");
  }

  /** The system refuses to let a file of the daemon grow, as it does when a disk is full. */
  @Test
  void aFullDiskFailsWhatCannotBeStoredAndLosesNothing() throws IOException {
    Path agent =
        write(
            "fill.agent.yaml",
            """
            agent: fill
            input: {text: {type: string}}
            nodes:
              a: {set: {x: "${{ input.text }}"}, outputs: {x: {type: string}}, next: b}
              b: {ask: "Go on?"}
            """);
    var limited =
        new ProcessBuilder(
            List.of(
                "sh",
                "-c",
                "ulimit -f 4000; exec \"$0\" daemon start",
                Fermata.root().resolve("fermata").toString()));
    limited.environment().putAll(fermata.environment());
    limited.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    await(limited);

    Path input = write("input.json", "{\"text\": \"" + "x".repeat(300_000) + "\"}");
    Fermata.Ended ended;
    int held = 0;
    do {
      ended = fermata.run("run", agent.toString(), "--input-file", input.toString(), "--json");
      held += ended.code() == 3 ? 1 : 0;
    } while (ended.code() == 3 && held < 100);
    assertThat(held).isBetween(1, 99);
    assertThat(ended.code()).isNotZero();
    assertThat(ended.out() + ended.err()).containsAnyOf("full", "disk", "space", "stored");

    fermata.killDaemon();
    fermata.run("daemon", "start").expect(0);
    var sessions = fermata.run("sessions", "--limit", "200", "--json").expect(0).json();
    assertThat(sessions.path("sessions").size()).isGreaterThanOrEqualTo(held);
    fermata.run("answer", "--last", "yes", "--follow").expect(0);
  }

  private static void await(ProcessBuilder builder) throws IOException {
    try {
      assertThat(builder.start().waitFor()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
