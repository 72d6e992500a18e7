package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of {@code docs/any-language.md}, run as they stand there. */
final class AnyLanguageTest {

  private static final long PROGRAM_SECONDS_MAX = 90;

  private static final String AGENT =
      """
      agent: asked
      output: {way: {from: "${{ nodes.ask.choice }}"}}
      nodes:
        ask:
          ask: Which way?
          choices: [left, right]
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private String agent;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("asked.agent.yaml"), AGENT).toString();
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aFewLinesOfPythonRunAnAgentToItsEnd() throws Exception {
    requireProgram("python3");
    fermata.run("daemon", "start").expect(0);
    Path program = Files.writeString(folder.resolve("few.py"), block("python", "import glob"));
    String out = run("", "python3", program.toString(), agent);
    assertThat(out)
        .contains("1 session.created\n", " question.answered\n")
        .endsWith(" run.completed\n{\"way\": \"left\"}\n");
  }

  @Test
  void curlFollowsEvents() throws Exception {
    requireProgram("curl");
    String session =
        ExamplesTest.session(fermata.run("run", agent, "--detach", "--json").expect(0));
    String out = run("SESSION=" + session + "\n", "sh", "-c", block("sh", "--unix-socket"));
    assertThat(out).contains("id: e1.1\n", "\"type\":\"session.created\"", "question.asked");
  }

  @Test
  void socatAsksAndIsAnswered() throws Exception {
    requireProgram("socat");
    fermata.run("daemon", "start").expect(0);
    String out = run("", "sh", "-c", block("sh", "UNIX-CONNECT"));
    assertThat(out).contains("\"id\":1,\"result\":{\"protocol\":\"1.0.0\"", "{\"sessions\":[]");
  }

  @Test
  void aPipeSpeaksToADaemonOfItsOwn() throws Exception {
    String out = run("", "sh", "-c", block("sh", "fermata daemon --stdio"));
    assertThat(out).contains("\"id\":1,\"result\"", "export interface Methods {");
  }

  /** {@return the block of a language that has these words} */
  private static String block(String language, String words) throws IOException {
    String page = Files.readString(Fermata.root().resolve("docs/any-language.md"));
    Matcher blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    List<String> found =
        blocks.results().map(each -> each.group(1)).filter(each -> each.contains(words)).toList();
    assertThat(found).as("blocks with " + words).hasSize(1);
    return found.getFirst();
  }

  private static void requireProgram(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Arrays.stream(path.split(":", -1)).anyMatch(each -> Files.exists(Path.of(each, name))),
        "no " + name);
  }

  /**
   * Runs a program with what the page takes for granted: the command on the path, and variables.
   */
  private String run(String variables, String... words) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("fermata"), Fermata.root().resolve("fermata"));
    var builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
    builder.environment().putAll(fermata.environment());
    builder.environment().put("PATH", bin + ":" + System.getenv().getOrDefault("PATH", ""));
    socket().ifPresent(found -> builder.environment().put("SOCKET", found.toString()));
    variables
        .lines()
        .forEach(
            line -> {
              int at = line.indexOf('=');
              builder.environment().put(line.substring(0, at), line.substring(at + 1));
            });
    Path out = folder.resolve("program.out");
    builder.redirectOutput(out.toFile()).redirectError(folder.resolve("program.err").toFile());
    Process program = builder.start();
    program.getOutputStream().close();
    boolean hasEnded = program.waitFor(PROGRAM_SECONDS_MAX, TimeUnit.SECONDS);
    program.destroyForcibly();
    assertThat(hasEnded).isTrue();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private Optional<Path> socket() throws IOException {
    Path run = folder.resolve("run");
    if (!Files.exists(run)) {
      return Optional.empty();
    }
    try (var files = Files.list(run)) {
      return files.filter(file -> file.toString().endsWith(".sock")).findFirst();
    }
  }
}
