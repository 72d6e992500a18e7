package fermata.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.cli.Commands;
import fermata.cli.console.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {

  private static final String DESK =
      """
      agent: desk
      nodes:
        ask: {ask: Well?}
        keep: {set: {text: "${{ nodes.ask.answer }}"}}
      """;

  @TempDir Path folder;

  private final Commands commands = new Commands().with(Map.of("COLUMNS", "80"));

  @BeforeEach
  void writeDefinition() throws IOException {
    Files.writeString(folder.resolve("desk.agent.yaml"), DESK);
  }

  private int run(String... args) {
    return commands.run(folder, args);
  }

  private String out() {
    return commands.out();
  }

  private String err() {
    return commands.err();
  }

  @ParameterizedTest
  @CsvSource({
    "text, │ transform · end │",
    "mermaid, flowchart TD",
    "dot, digraph \"desk\" {",
    "svg, <svg xmlns="
  })
  void writesTheFormatThatIsNamed(String format, String part) {
    assertThat(run("graph", "desk.agent.yaml", "--format", format)).isZero();
    assertThat(out()).contains(part).endsWith("\n").doesNotEndWith("\n\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void drawsBoxesForAPersonAndMermaidForAFile() {
    assertThat(run("graph", "desk.agent.yaml")).isZero();
    assertThat(out()).startsWith("flowchart TD\n");

    commands.at(new Surroundings.Terminals(false, true, false));
    assertThat(run("graph", "desk.agent.yaml")).isZero();
    assertThat(out()).contains("┌───").contains("▼");
  }

  @ParameterizedTest
  @CsvSource({
    "desk.svg, <svg ",
    "desk.gv, digraph",
    "desk.dot, digraph",
    "DESK.MMD, flowchart",
    "desk.txt, ┌─"
  })
  void tellsTheFormatByTheEndingOfTheFile(String file, String part) throws IOException {
    Files.writeString(folder.resolve(file), "what was there before");
    assertThat(run("graph", "desk.agent.yaml", "-o", file)).isZero();
    assertThat(folder.resolve(file)).content().contains(part).doesNotContain("before");
    assertThat(out()).isEmpty();
  }

  @Test
  void writesNothingWhenItCannotTellTheFormat() {
    assertThat(run("graph", "desk.agent.yaml", "-o", "desk.png")).isEqualTo(2);
    assertThat(err()).contains("-o desk.png: its ending names no format", ".svg");
    assertThat(run("graph", "desk.agent.yaml", "--format", "sgv")).isEqualTo(2);
    assertThat(err()).contains("--format sgv: no such format (did you mean 'svg'?)");
    assertThat(folder.resolve("desk.png")).doesNotExist();
  }

  @Test
  void neverWritesOverTheDefinitionItself() {
    assertThat(run("graph", "desk.agent.yaml", "--format", "svg", "-o", "./desk.agent.yaml"))
        .isEqualTo(2);
    assertThat(folder.resolve("desk.agent.yaml")).content().isEqualTo(DESK);
  }

  @Test
  void drawsWhatCanBeReadAndSaysThatTheRestIsMissing() throws IOException {
    Files.writeString(folder.resolve("bad.agent.yaml"), DESK + "edges: [{from: ask, to: kep}]\n");
    assertThat(run("graph", "bad.agent.yaml")).isEqualTo(1);
    assertThat(out()).contains("n0{{", "n1[").doesNotContain("n0 -->");
    assertThat(err())
        .contains("1 error in bad.agent.yaml: drawn as far as it can be read")
        .contains("fermata check bad.agent.yaml");
  }

  @Test
  void saysThatThereIsNothingToDraw() throws IOException {
    Files.writeString(folder.resolve("none.agent.yaml"), "just a text\n");
    assertThat(run("graph", "none.agent.yaml")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("none.agent.yaml: has no node that can be drawn");
    assertThat(run("graph", "missing.agent.yaml")).isEqualTo(2);
    assertThat(err()).contains("missing.agent.yaml: no such file");
  }
}
