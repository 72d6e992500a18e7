package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project file of a workspace does to runs. */
class ProjectFileTest {

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
  void start() throws IOException {
    fermata = new Fermata(folder.resolve("home")).with("LOCAL_KEY", "sk-local");
    provider.script("reply\n  text Hello.\n  usage 1000 1000\n");
    write("work/agents/hello.agent.yaml", "agent: hello\nnodes:\n  say: {prompt: Say hello.}\n");
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void modelProviderKeyAndPriceComeFromTheProjectFile() throws IOException {
    write(
        "work/fermata.yaml",
        """
        models: {default: fast, aliases: {fast: local/llama}}
        providers:
          local: {base_url: "%s", key: LOCAL_KEY}
        prices:
          local/llama: {input_usd: 1, output_usd: 2}
        """
            .formatted(provider.address()));
    Fermata.Ended ended =
        fermata.run("run", "--json", folder + "/work/agents/hello.agent.yaml").expect(0);
    assertThat(ended.out()).contains("\"costUsd\":0.003", "local/llama");
    assertThat(provider.requests().getLast()).contains("sk-local", "\"llama\"");
  }

  @Test
  void theMaximumIsKeptByTheDaemonToo() throws IOException {
    write("work/fermata.yaml", "models: {default: openai/gpt-5}\nlimits: {max: {tokens: 10}}\n");
    Path agent =
        write(
            "work/agents/hello.agent.yaml",
            "agent: hello\nlimits: {tokens: 11}\nnodes:\n  say: {prompt: Say hello.}\n");
    assertThat(fermata.run("check", agent.toString()).expect(1).out()).contains("F8035");
    Fermata.Ended refused = fermata.run("run", agent.toString()).expect(1);
    assertThat(refused.out() + refused.err()).contains("F8035");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
