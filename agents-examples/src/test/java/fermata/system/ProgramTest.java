package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.example.FollowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the Java client's README, as a process of its own. */
final class ProgramTest {

  private static final long PROGRAM_SECONDS_MAX = 90;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    Path example = Fermata.example("folder-review", folder.resolve("review"));
    Files.writeString(example.resolve("notes.txt"), "one\nTODO two\nthree\n");
    agent = example.resolve("folder-review.agent.yaml");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void followsARunOverTheSocket() throws IOException, InterruptedException {
    fermata.run("daemon", "start").expect(0);
    assertReviewed(follow(List.of()));
  }

  @Test
  void followsARunOverStandardStreams() throws IOException, InterruptedException {
    String launcher = Fermata.root().resolve("fermata").toString();
    assertReviewed(follow(List.of(launcher, "daemon")));
  }

  @Test
  void standsInTheReadmeAsItIs() throws IOException {
    Path root = Fermata.root();
    String program =
        Files.readString(
            root.resolve("agents-examples/src/test/java/fermata/example/FollowRun.java"));
    assertThat(Files.readString(root.resolve("client-stubs/java/README.md"))).contains(program);
  }

  private void assertReviewed(List<String> lines) throws IOException {
    assertThat(lines)
        .anyMatch(line -> line.endsWith(" question.asked"))
        .anyMatch(line -> line.endsWith(" question.answered"))
        .anyMatch(line -> line.endsWith(" run.completed"));
    assertThat(lines.getLast()).startsWith("output {").contains("write the report");
    assertThat(numbersOf(lines)).isNotEmpty().isSorted().doesNotHaveDuplicates();
    assertThat(Files.readString(agent.resolveSibling("review-report.md")))
        .contains("- notes.txt:2 TODO two");
  }

  private static List<Integer> numbersOf(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches("\\d+ [a-z]+\\.[a-zA-Z]+"))
        .map(line -> Integer.valueOf(line.substring(0, line.indexOf(' '))))
        .toList();
  }

  private List<String> follow(List<String> daemon) throws IOException, InterruptedException {
    Path out = folder.resolve("program.out");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FollowRun.class.getName(), agent.toString(), "{\"glob\":\"*.txt\"}"));
    command.addAll(daemon);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().putAll(fermata.environment());
    Process program = builder.start();
    boolean hasEnded = program.waitFor(PROGRAM_SECONDS_MAX, TimeUnit.SECONDS);
    program.destroyForcibly();
    List<String> lines = Files.readAllLines(out);
    assertThat(hasEnded).as("%s", lines).isTrue();
    assertThat(program.exitValue()).as("%s", lines).isZero();
    return lines;
  }
}
