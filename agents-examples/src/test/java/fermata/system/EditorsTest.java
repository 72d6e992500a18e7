package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The editors themselves, with the configurations that we ship, against the built language server
 * and a daemon: problems, completion, hover, definition, references, rename, and a run to its end.
 */
class EditorsTest {

  private static final long EDITOR_SECONDS_MAX = 150;

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
  void neovimShowsHelpsAndRuns() throws IOException, InterruptedException {
    requireEditor("nvim", "--version");
    Path script = resource("neovim.lua");
    JsonNode seen =
        edit(
            "neovim",
            List.of("nvim", "--headless", "-u", "NONE", "-i", "NONE", "-c", "luafile " + script));
    assertThat(texts(seen.path("completion"))).contains("done", "other");
    assertSeen(seen);
  }

  @Test
  void emacsShowsHelpsAndRuns() throws IOException, InterruptedException {
    requireEditor("emacs", "--batch", "--eval", "(progn (package-initialize) (require 'eglot))");
    Path script = resource("emacs.el");
    JsonNode seen = edit("emacs/fermata.el", List.of("emacs", "--batch", "-l", script.toString()));
    assertThat(texts(seen.path("completion"))).contains("done");
    assertSeen(seen);
  }

  private void assertSeen(JsonNode seen) {
    assertThat(seen.path("mistake").asText()).as("%s", seen).isEmpty();
    assertThat(texts(seen.path("problems")))
        .hasSize(1)
        .allMatch(problem -> problem.contains("'dne' is not a node (did you mean 'done'?)"));
    assertThat(seen.path("hover").asText()).contains("**done**", "`transform` node");
    assertThat(seen.path("definition").asText()).isEqualTo("  done:");
    assertThat(seen.path("references").asInt()).isEqualTo(3);
    assertThat(seen.path("renamed").asInt()).isEqualTo(3);
    assertThat(seen.path("session").asText()).isNotEmpty();
    assertThat(seen.path("notes").toString())
        .containsIgnoringCase("running, session")
        .contains("run completed");
    assertThat(fermata.run("show", seen.path("session").asText()).expect(0).out())
        .contains("about a long life.");
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private JsonNode edit(String configuration, List<String> command)
      throws IOException, InterruptedException {
    Path seen = folder.resolve("seen.json");
    Path said = folder.resolve("said.txt");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(fermata.environment());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LAUNCHER", Fermata.root().resolve("fermata").toString());
    builder
        .environment()
        .put(
            "CONFIGURATION",
            Fermata.root().resolve("client-stubs/editors").resolve(configuration).toString());
    builder.environment().put("AGENT", resource("tried.agent.yaml.txt").toString());
    builder.environment().put("SEEN", seen.toString());
    builder.environment().put("RUN", "yes");
    Process editor =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(said.toFile())
            .start();
    if (!editor.waitFor(EDITOR_SECONDS_MAX, TimeUnit.SECONDS)) {
      editor.destroyForcibly();
      throw new AssertionError(command + " did not end; it said: " + Files.readString(said));
    }
    assertThat(seen).as("what %s saw; it said: %s", command, Files.readString(said)).exists();
    return new ObjectMapper().readTree(Files.readString(seen));
  }

  private Path resource(String name) throws IOException {
    // No file of the examples may look like a definition that is broken.
    Path file = folder.resolve(name.replace(".txt", ""));
    try (InputStream in =
        Objects.requireNonNull(EditorsTest.class.getResourceAsStream(name), name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  /** Skips the test, and says so, where an editor or what it needs is not installed. */
  private static void requireEditor(String... command) throws InterruptedException {
    boolean isThere = false;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      isThere = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      isThere = false;
    }
    if (!isThere) {
      System.out.println("EditorsTest: skipped, this does not work here: " + command[0]);
    }
    Assumptions.assumeTrue(isThere, command[0]);
  }
}
