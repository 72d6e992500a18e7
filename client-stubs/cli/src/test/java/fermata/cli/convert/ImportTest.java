package fermata.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.Commands;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  private static final String HIVE =
      """
      name: Desk Agent
      model: gpt-5-mini
      max_tokens: 4096
      nodes:
        - {id: ask, input_keys: [topic], output_keys: [text], system_prompt: Be brief.}
        - {id: tell, input_keys: [text]}
      edges:
        - {from_node: ask, to_node: tell}
      """;

  @TempDir Path folder;

  private final Commands commands = new Commands();

  @BeforeEach
  void writeSource() throws IOException {
    Files.writeString(folder.resolve("agent.yaml"), HIVE);
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

  @Test
  void writesADefinitionBesideTheSourceAndSaysWhatItLacks() {
    assertThat(run("import", "agent.yaml")).isZero();
    assertThat(out()).isEqualTo("desk-agent.agent.yaml\n");
    assertThat(err())
        .contains("said in another way:\n  agent.yaml:1:7  name\n")
        .contains("not carried over:\n  agent.yaml:3:13  max_tokens\n      how long a reply may be")
        .contains("hint[F5005]")
        .contains("desk-agent: Hive configuration, 2 nodes, it loads");
    assertThat(run("check", "desk-agent.agent.yaml")).isZero();
  }

  @Test
  void neverWritesOverAFileUnlessItIsTold() throws IOException {
    Path target = Files.writeString(folder.resolve("desk-agent.agent.yaml"), "mine");
    assertThat(run("import", "agent.yaml")).isEqualTo(2);
    assertThat(err()).contains("desk-agent.agent.yaml: is there already", "--force");
    assertThat(target).hasContent("mine");

    assertThat(run("import", "agent.yaml", "--force")).isZero();
    assertThat(target).content().startsWith("agent: desk-agent\n");
  }

  @Test
  void writesWhereItIsTold() {
    assertThat(run("import", "agent.yaml", "-o", "other.agent.yaml")).isZero();
    assertThat(folder.resolve("other.agent.yaml")).isRegularFile();
    assertThat(run("import", "agent.yaml", "-o", "no/such/x.agent.yaml")).isEqualTo(2);
    assertThat(err()).contains("x.agent.yaml: cannot be written: no such folder");
  }

  @Test
  void printsForProgramsAndWritesNothing() throws IOException {
    assertThat(run("import", "agent.yaml", "-o", "-")).isZero();
    assertThat(out()).startsWith("agent: desk-agent\n").contains("  ask:\n    kind: llm\n");

    assertThat(run("import", "agent.yaml", "-o", "-", "--json")).isZero();
    JsonNode report = Json.mapper().readTree(out());
    assertThat(report.path("format").asText()).isEqualTo("Hive configuration");
    assertThat(report.path("usable").asBoolean()).isTrue();
    assertThat(report.path("text").asText()).startsWith("agent: desk-agent\n");
    assertThat(report.path("notes").path(1).toString())
        .isEqualTo(
            "{\"kind\":\"leftOut\",\"pointer\":\"max_tokens\",\"line\":2,\"column\":12,"
                + "\"reason\":\"how long a reply may be is the provider's to say\"}");
    assertThat(report.path("problems").path(0).path("code").asText()).isEqualTo("F5005");
    assertThat(folder.resolve("desk-agent.agent.yaml")).doesNotExist();
  }

  @Test
  void writesNothingThatDoesNotLoad() throws IOException {
    String odd = HIVE.replace("id: tell,", "id: tell, tools: [a b],");
    Files.writeString(folder.resolve("agent.yaml"), odd);
    assertThat(run("import", "agent.yaml")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("error[F2003]", "'a b'", "it does not load", "nothing was written");
    assertThat(folder.resolve("desk-agent.agent.yaml")).doesNotExist();

    assertThat(run("import", "agent.yaml", "-o", "-")).isEqualTo(1);
    assertThat(out()).startsWith("agent: desk-agent\n");
  }

  @Test
  void saysWhatIsWrongWithTheSourceAndWhere() throws IOException {
    Files.writeString(folder.resolve("agent.yaml"), HIVE.replace("to_node: tell", "to_node: tel"));
    assertThat(run("import", "agent.yaml")).isEqualTo(1);
    assertThat(err())
        .contains(
            "agent.yaml:8:31  edges[0].to_node: 'tel' is the id of no node (did you mean 'tell'?)",
            "agent.yaml: cannot be imported, nothing was written");
    assertThat(folder.resolve("desk-agent.agent.yaml")).doesNotExist();

    Files.writeString(folder.resolve("agent.yaml"), "name: x\nnodes: 3\n");
    assertThat(run("import", "agent.yaml")).isEqualTo(1);
    assertThat(err())
        .contains("agent.yaml:2:8  nodes: 3 (expected: a list of nodes under 'nodes')");

    Files.writeString(folder.resolve("agent.yaml"), "schema_name: agent.def.v1\ncontext: 3\n");
    assertThat(run("import", "agent.yaml")).isEqualTo(1);
    assertThat(err()).contains("agent.yaml:2:10  context: 3 (expected: a mapping under 'context'");
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "a: 1\n");
    assertThat(run("import", "other.yaml")).isEqualTo(2);
    assertThat(err()).contains("other.yaml: not a definition that can be imported", "agent.def.v1");

    Files.writeString(folder.resolve("broken.json"), "{\"name\": \"x\", \"nodes\": [");
    assertThat(run("import", "broken.json")).isEqualTo(1);
    assertThat(err()).contains("error[", "broken.json: cannot be read, nothing was written");
  }
}
