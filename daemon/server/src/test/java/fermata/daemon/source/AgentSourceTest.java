package fermata.daemon.source;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.secret.Secrets;
import fermata.daemon.tool.NoArtifacts;
import fermata.daemon.tool.NoEvents;
import fermata.daemon.tool.runner.LocalToolRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition is not read twice while nothing that it is made of has changed. */
final class AgentSourceTest {

  private static final String ASKING =
      """
      agent: asking
      tools: [look.around]
      limits: {cost_usd: 1}
      nodes:
        ask: {prompt: {file: question.md}, model: openai/gpt-5-mini, next: below}
        below: {agent: other}
      """;

  private static final String OTHER =
      """
      agent: other
      nodes:
        only: {set: {x: 1}}
      """;

  @TempDir Path folder;
  private LocalToolRunner tools;
  private AgentSource source;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    Map<String, String> environment = Map.of();
    tools =
        new LocalToolRunner(
            environment,
            new Secrets(environment, folder),
            InstantSource.system(),
            new LocalToolRunner.Ports(_ -> new NoEvents(), _ -> new NoArtifacts(), _ -> {}));
    source = new AgentSource(tools);
    file = write("asking.agent.yaml", ASKING);
    write("other.agent.yaml", OTHER);
    write("question.md", "Well?");
    write("look.tools.yaml", "tools:\n  look.around: {description: Looks., command: [ls]}\n");
  }

  @AfterEach
  void close() {
    tools.close();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void readsOnceWhatDoesNotChange() {
    SourcedAgent first = source.read(file);
    assertThat(first.loaded().problems()).isEmpty();
    assertThat(source.read(file)).isSameAs(first);
    assertThat(source.load(first.texts())).as("of the texts that a run keeps").isSameAs(first);
  }

  @Test
  void readsAgainWhenTheTextHasChanged() throws IOException {
    SourcedAgent first = source.read(file);
    write("asking.agent.yaml", ASKING + "description: other\n");
    assertThat(source.read(file).texts()).isNotEqualTo(first.texts());
  }

  @Test
  void readsAgainWhenATextThatItNamesHasChanged() throws IOException {
    SourcedAgent first = source.read(file);
    write("question.md", "Really?");
    assertThat(source.read(file).usable().digest()).isNotEqualTo(first.usable().digest());
  }

  @Test
  void readsAgainWhenATextThatWasMissingIsThere() throws IOException {
    Files.delete(folder.resolve("question.md"));
    assertThat(source.read(file).loaded().isUsable()).isFalse();
    write("question.md", "Well?");
    assertThat(source.read(file).loaded().isUsable()).isTrue();
  }

  @Test
  void readsAgainWhenAnotherAgentHasChanged() throws IOException {
    assertThat(source.read(file).loaded().isUsable()).isTrue();
    write("other.agent.yaml", OTHER.replace("set", "sett"));
    assertThat(source.read(file).loaded().problems()).isNotEmpty();
    Files.delete(folder.resolve("other.agent.yaml"));
    assertThat(source.read(file).loaded().isUsable()).isFalse();
  }

  @Test
  void readsAgainWhenTheToolsHaveChanged() throws IOException {
    assertThat(source.read(file).loaded().problems()).isEmpty();
    write("look.tools.yaml", "tools:\n  look.back: {description: Looks., command: [ls]}\n");
    assertThat(source.read(file).loaded().problems()).isNotEmpty();
  }

  @Test
  void readsAgainWhenThereIsAProjectFile() throws IOException {
    SourcedAgent first = source.read(file);
    write("fermata.yaml", "# nothing\n");
    assertThat(source.read(file)).isNotSameAs(first);
  }
}
