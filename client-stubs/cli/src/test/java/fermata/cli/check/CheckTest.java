package fermata.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.Commands;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  private static final String GOOD =
      """
      agent: good
      nodes:
        begin: {set: {text: hello}}
      """;

  @TempDir Path folder;

  private final Commands commands = new Commands();

  private int check(String... names) {
    List<String> args = new java.util.ArrayList<>(List.of("check"));
    args.addAll(List.of(names));
    return commands.run(folder, args);
  }

  private String out() {
    return commands.out();
  }

  private String err() {
    return commands.err();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void findsNothingInAGoodFile() throws IOException {
    write("good.agent.yaml", GOOD);

    assertThat(check("good.agent.yaml")).isZero();
    assertThat(out()).isEmpty();
    assertThat(err()).contains("1 file checked, no problems");
  }

  @Test
  void marksThePlaceOfAProblemInItsLine() throws IOException {
    write("bad.agent.yaml", "agent: bad\nnodes:\n\t  begin:\n    next: [\n");

    assertThat(check("bad.agent.yaml")).isEqualTo(1);
    assertThat(out()).containsPattern("error\\[F1\\d{3}\\]: .+");
    assertThat(out()).containsPattern("--> bad.agent.yaml:\\d+:\\d+  yaml/");
    assertThat(out()).containsPattern("\\d+ \\| .*\\n +\\| +\\^+");
    assertThat(err()).containsPattern("\\d+ errors? in 1 file");
  }

  @Test
  void saysOfAFixOnlyWhatItsTitleDoesNot() throws IOException {
    write(
        "bad.agent.yaml",
        """
        agent: bad
        tools: [files.stat]
        nodes:
          a: {tool: files.find, args: {path: x}}
          my words
        """);

    assertThat(check("bad.agent.yaml")).isEqualTo(1);
    assertThat(out().lines())
        .anyMatch(line -> line.endsWith("fix: Add 'files.find' to 'tools'"))
        .anyMatch(line -> line.endsWith("fix: Make it a comment"));
  }

  @Test
  void checksEveryDefinitionBelowAFolderAndNothingElse() throws IOException {
    write("a.agent.yaml", GOOD);
    write("deep/er/b.agent.yml", GOOD);
    write("deep/notes.yaml", "][");
    write("target/c.agent.yaml", "][");
    write(".hidden/d.agent.yaml", "][");

    assertThat(check(".", "--json")).isZero();
    assertThat(files()).containsExactly("a.agent.yaml", "deep/er/b.agent.yml");
  }

  private List<String> files() throws IOException {
    JsonNode report = Json.mapper().readTree(out());
    return report.path("files").valueStream().map(file -> file.path("file").asText()).toList();
  }

  @Test
  void reportsProblemsInTheirWireForm() throws IOException {
    write("bad.agent.yaml", "nodes: ]\n");

    assertThat(check("--json", "bad.agent.yaml")).isEqualTo(1);
    JsonNode report = Json.mapper().readTree(out());
    assertThat(report.path("usable").asBoolean(true)).isFalse();
    JsonNode problem = report.at("/files/0/problems/0");
    assertThat(problem.path("severity").asText()).isEqualTo("error");
    assertThat(problem.path("code").asText()).startsWith("F");
    assertThat(problem.path("line").asInt(-1)).isZero();
    assertThat(out().lines()).hasSize(1);
  }

  @Test
  void tellsAProgramOfFilesThatCannotBeRead() throws IOException {
    write("good.agent.yaml", GOOD);

    assertThat(check("--json", "missing.agent.yaml", "good.agent.yaml")).isEqualTo(2);
    JsonNode report = Json.mapper().readTree(out());
    assertThat(report.path("usable").asBoolean(true)).isFalse();
    assertThat(report.at("/unreadable/0").asText()).isEqualTo("missing.agent.yaml: no such file");
    assertThat(report.at("/files/0/usable").asBoolean()).isTrue();
  }

  @Test
  void saysWhatCannotBeReadAndChecksTheRest() throws IOException {
    write("good.agent.yaml", GOOD);
    Files.write(folder.resolve("latin.agent.yaml"), new byte[] {'a', (byte) 0xE9, '\n'});

    assertThat(check("missing.agent.yaml", "latin.agent.yaml", "good.agent.yaml")).isEqualTo(2);
    assertThat(err())
        .contains(
            "error: missing.agent.yaml: no such file",
            "error: latin.agent.yaml: not UTF-8 text (byte 1 is 0xE9)",
            "1 file checked, no problems");
  }

  @Test
  void saysThatAFolderHoldsNoDefinition() throws IOException {
    Files.createDirectory(folder.resolve("empty"));

    assertThat(check("empty")).isEqualTo(2);
    assertThat(err()).contains("empty: no definition in this folder", "*.agent.yaml");
  }

  @Test
  void findsTheAgentsInMarkdownAndThoseOfOtherTools() throws IOException {
    write("a.agent.md", "---\nmodel: openai/gpt-5\nlimits: {tokens: 9}\n---\n${{ input.x }}\n");
    write(".claude/agents/b.md", "---\nname: b\ndescription: d\n---\nBe kind.\n");
    write(".github/agents/c.agent.md", "---\nmodel: openai/gpt-5\ntools: [todo]\n---\nBe kind.\n");
    write("README.md", "---\nnodes: [\n---\n");
    write(".other/d.agent.md", "---\nnodes: [\n---\n");

    assertThat(check(".")).isEqualTo(1);
    assertThat(out())
        .contains("a.agent.md:5:11", ".claude/agents/b.md:1:1", "F8006", "F8012")
        .doesNotContain("README", ".other");
    assertThat(err()).contains("in 3 files");
  }

  @Test
  void tellsTheToolOfAnAgentByTheFolderThatItIsIn() throws IOException {
    write(".claude/agents/b.md", "---\nname: b\nmodel: sonnet\n---\nSay ${{ this }}.\n");

    assertThat(check(".claude/agents/b.md")).isZero();
    assertThat(out()).contains("F8012");
  }

  @Test
  void checksTheProjectFileAndLeavesOutWhatItExcludes() throws IOException {
    write("fermata.yaml", "files: {exclude: [\"old/**\"]}\nproblems: {policy/nothing: off}\n");
    write("agents/good.agent.yaml", GOOD);
    write("old/bad.agent.yaml", "nodes: [\n");

    assertThat(check(".")).isZero();
    assertThat(out()).contains("F8031").doesNotContain("old/");
    assertThat(check("old/bad.agent.yaml")).isEqualTo(1);
  }
}
