package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fermata models}: what can be asked, and whether it answers. */
class ModelsTest {

  private static final String KEY = "sk-test-ONLY-THE-PROVIDER-MAY-SEE-THIS";

  private static Provider provider;

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeAll
  static void open() throws IOException {
    provider = new Provider();
  }

  @AfterAll
  static void shut() {
    provider.close();
  }

  @BeforeEach
  void start() {
    fermata = new Fermata(folder.resolve("home"));
    provider.offerTo(fermata, KEY);
    fermata.with("ANTHROPIC_API_KEY", "");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void areListedWithWhatTheWorkspaceSays() throws IOException {
    Files.writeString(
        folder.resolve("fermata.yaml"),
        """
        providers: {lab: {base_url: "http://127.0.0.1:1/v1", protocol: gemini, free: true}}
        prices: {lab/large: {input_usd: 3, output_usd: 4}}
        """);

    JsonNode all =
        fermata
            .run("models", "--workspace", folder.toString(), "--json")
            .expect(0)
            .jsonLines()
            .findFirst()
            .orElseThrow();

    assertThat(all.path("providers"))
        .anySatisfy(
            one -> {
              assertThat(one.path("name").asText()).isEqualTo("lab");
              assertThat(one.path("protocol").asText()).isEqualTo("gemini");
              assertThat(one.has("obstacle")).isFalse();
            })
        .anySatisfy(
            one -> {
              assertThat(one.path("name").asText()).isEqualTo("anthropic");
              assertThat(one.path("obstacle").asText()).contains("set ANTHROPIC_API_KEY");
            });
    assertThat(all.path("models"))
        .anySatisfy(
            one -> {
              assertThat(one.path("name").asText()).isEqualTo("lab/large");
              assertThat(one.path("inputUsdPerMillion").asInt()).isEqualTo(3);
            });
    String shown = fermata.run("models", "list").expect(0).out();
    assertThat(shown).contains("openai/gpt-5-mini").contains("can be asked").doesNotContain(KEY);
  }

  @Test
  void areCheckedByACallOfATool() {
    provider.script(
        """
        reply
          tool call_1 set_outputs {"ok": true}
          usage 40 8
        reply
          say I would rather not.
          usage 40 8
        reply
          status 401
          body {"error": {"message": "no"}}
        """);

    assertThat(fermata.run("models", "check", "openai/gpt-5-mini").expect(0).out())
        .contains("openai/gpt-5-mini answers in ");
    assertThat(fermata.run("models", "check", "openai/gpt-5-mini").expect(1).out())
        .contains("did not call the tool");
    JsonNode refused =
        fermata
            .run("models", "check", "openai/gpt-5-mini", "--json")
            .expect(1)
            .jsonLines()
            .findFirst()
            .orElseThrow();
    assertThat(refused.path("usable").asBoolean()).isFalse();
    assertThat(refused.path("error").path("kind").asText()).isEqualTo("model.auth");
    assertThat(fermata.run("models", "check", "nobody/none").expect(1).out())
        .contains("no provider 'nobody'");
    assertThat(fermata.run("models", "check").expect(2).err()).contains("which?");
    assertThat(fermata.run("models", "guess").expect(2).err()).contains("expected list or check");
  }
}
