package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata doctor}: what it says of a machine that is well, and of one that is not. */
class DoctorTest {

  @TempDir Path folder;
  private Fermata fermata;
  private Path agents;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    agents = Files.createDirectories(folder.resolve("agents"));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void saysThatAllIsWellWithoutStartingAnything() throws IOException {
    Files.writeString(
        agents.resolve("good.agent.yaml"), "agent: good\nnodes:\n  one: {ask: \"Well?\"}\n");
    Fermata.Ended ended = fermata.run("doctor", "--workspace", agents.toString()).expect(0);
    assertThat(ended.out()).contains("Java", "none runs", "1 file in ", "no errors");
    assertThat(fermata.daemon()).as("a daemon that was started to look").isEmpty();
  }

  @Test
  void saysWhichModelsCanBeAskedAndAsksThemWhereItIsTold() throws IOException {
    Files.writeString(
        agents.resolve("desk.agent.yaml"),
        """
        agent: desk
        model: openai/gpt-5-mini
        models: [anthropic/claude-haiku-5-5, replay/desk.ndjson]
        nodes: {one: {prompt: "?", model: lab/one}}
        """);
    try (Provider provider = new Provider()) {
      provider.offerTo(fermata, "sk-test");
      fermata.with("ANTHROPIC_API_KEY", "");
      provider.script("reply\n  tool c set_outputs {\"ok\": true}\n  usage 1 1\n");
      String folder = agents.toString();
      assertThat(fermata.run("doctor", "--workspace", folder).expect(0).out())
          .contains(
              "anthropic/claude-haiku-5-5, lab/one, openai/gpt-5-mini; fermata doctor --models")
          .contains("none runs");
      assertThat(fermata.run("doctor", "--workspace", folder, "--models").expect(1).out())
          .contains("openai/gpt-5-mini answers in ")
          .contains(
              "claude-haiku-5-5' cannot be asked: no key for anthropic (set ANTHROPIC_API_KEY)")
          .contains("no provider 'lab'");
      assertThat(fermata.run("doctor", "--workspace", folder).expect(1).out())
          .contains("openai/gpt-5-mini; fermata doctor --models asks whether it answers")
          .contains("anthropic/claude-haiku-5-5: no key for anthropic (set ANTHROPIC_API_KEY)")
          .contains("lab/one: there is no such provider");
    }
  }

  @Test
  void namesWhatIsWrongAndWhatToDo() throws IOException {
    Files.writeString(agents.resolve("bad.agent.yaml"), "agent: bad\nnodes: 7\n");
    Files.writeString(
        agents.resolve(".mcp.json"),
        "{\"mcpServers\": {\"gone\": {\"command\": \"no-such-program-anywhere\", \"args\": [\"secret-key\"]}}}");
    Fermata.Ended ended =
        fermata.run("doctor", "--workspace", agents.toString(), "--servers").expect(1);
    assertThat(ended.out())
        .contains("1 with errors", "fermata check " + agents)
        .contains("gone: ", "no-such-program-anywhere", "try its command in a terminal")
        .doesNotContain("secret-key");
    assertThat(
            fermata
                .run("doctor", "--workspace", agents.toString(), "--json")
                .expect(1)
                .json()
                .findValuesAsText("state"))
        .contains("ok", "problem");
  }
}
