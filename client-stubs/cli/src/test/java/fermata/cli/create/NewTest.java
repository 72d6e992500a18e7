package fermata.cli.create;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.Commands;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewTest {

  @TempDir Path folder;

  private final Commands commands = new Commands();

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
  @EnumSource(Template.class)
  void everyTemplateChecksWithoutAProblemUnderItsNewName(Template template) throws IOException {
    assertThat(run("new", "my-desk", "--template", template.word())).isZero();
    assertThat(out()).isEqualTo("my-desk.agent.yaml\n");
    assertThat(err()).contains("fermata check my-desk.agent.yaml", template.input());
    String text = Files.readString(folder.resolve("my-desk.agent.yaml"));
    assertThat(text).contains("agent: my-desk\n").doesNotContain("new-agent");

    assertThat(run("check", "my-desk.agent.yaml")).isZero();
    assertThat(out()).isEmpty();
    assertThat(err()).contains("1 file checked, no problems");
  }

  @Test
  void beginsWithAQuestionUnlessItIsTold() {
    assertThat(run("new", "desk", "--json")).isZero();
    assertThat(out())
        .isEqualTo("{\"file\":\"desk.agent.yaml\",\"agent\":\"desk\",\"template\":\"question\"}\n");
  }

  @Test
  void makesTheFolderThatIsNamed() {
    assertThat(run("new", "my agents/notes.agent.yaml", "--template", "model")).isZero();
    assertThat(folder.resolve("my agents/notes.agent.yaml")).isRegularFile();
    assertThat(err()).contains("fermata run 'my agents/notes.agent.yaml' file=notes.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"desk.agent.yaml", "desk.agent.yml", "desk.agent.json"})
  void neverWritesOverADefinition(String name) throws IOException {
    Files.writeString(folder.resolve(name), "mine");

    assertThat(run("new", "desk")).isEqualTo(2);
    assertThat(err()).startsWith("error: " + name + ": is there already");
    assertThat(folder.resolve(name)).hasContent("mine");
    assertThat(folder.toFile().list()).containsExactly(name);
  }

  @Test
  void neverWritesThroughALinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(folder.resolve("desk.agent.yaml"), folder.resolve("elsewhere"));

    assertThat(run("new", "desk")).isEqualTo(2);
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void saysThatAFolderCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("agents"), "a file");

    assertThat(run("new", "agents/desk")).isEqualTo(2);
    assertThat(err()).contains("agents/desk.agent.yaml: cannot be written");
  }

  @ParameterizedTest
  @CsvSource({
    "RefundDesk, did you mean 'refund-desk'?",
    "refund desk, did you mean 'refund-desk'?",
    "42, 'expected: lower-case letters'"
  })
  void refusesANameThatNoAgentMayHave(String name, String hint) {
    assertThat(run("new", name)).isEqualTo(2);
    assertThat(err()).contains("'" + name + "' is not an agent name", hint);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wantsANameAndATemplateThatThereIs() {
    assertThat(run("new")).isEqualTo(2);
    assertThat(err()).contains("missing required parameter: 'NAME'");
    assertThat(run("new", "desk", "--template", "modle")).isEqualTo(2);
    assertThat(err()).contains("--template modle: no such template (did you mean 'model'?)");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void listsTheTemplates() throws IOException {
    assertThat(run("new", "--list")).isZero();
    assertThat(out().lines().skip(1)).hasSize(Template.values().length);
    assertThat(out()).contains("question", "model", "pipeline");

    assertThat(run("new", "--list", "--json")).isZero();
    for (String line : out().lines().toList()) {
      JsonNode entry = Json.mapper().readTree(line);
      assertThat(Template.words()).contains(entry.path("template").asText());
      assertThat(entry.path("summary").asText()).isNotEmpty();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
