package fermata.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.Commands;
import fermata.cli.GoldenFile;
import fermata.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each format makes of the same problems. */
class ReportTest {

  private static final String BAD = "agent: desk\nnodes:\n  a: {set: {n: 1}, next: bb}\n";

  @TempDir Path folder;

  private final Map<String, String> environment = new TreeMap<>(Map.of("FERMATA_COLUMNS", "80"));
  private final Commands commands = new Commands().with(environment);

  private static Stream<GoldenFile> reports() {
    return GoldenFile.in("reports");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void showsTheSameProblemsInEveryFormat(GoldenFile file) throws IOException {
    Files.write(folder.resolve("desk.agent.yaml"), file.input());
    List<String> parts = new ArrayList<>();
    parts.add(checked("text"));
    parts.add(checked("github"));
    JsonNode log = Json.mapper().readTree(checked("sarif"));
    log.at("/runs/0/results").forEach(result -> parts.add(result + "\n"));

    file.expect(String.join("\n", parts));
  }

  private String checked(String format) {
    check(folder, "desk.agent.yaml", "--format", format);
    return out();
  }

  private int check(Path directory, String... arguments) {
    List<String> args = new ArrayList<>(List.of("check"));
    args.addAll(List.of(arguments));
    return commands.run(directory, args);
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

  private JsonNode sarif(Path directory, String... names) throws IOException {
    List<String> args = new ArrayList<>(List.of(names));
    args.addAll(List.of("--format", "sarif"));
    check(directory, args.toArray(String[]::new));
    return Json.mapper().readTree(out()).at("/runs/0");
  }

  @Test
  void everyFormatEndsWithTheSameCode() throws IOException {
    write("bad.agent.yaml", BAD);
    write("good.agent.yaml", BAD.replace("bb", "a"));
    write("good.agent.yaml", "agent: desk\nnodes: {a: {set: {n: 1}}}\n");

    for (String format : ReportFormat.words()) {
      assertThat(check(folder, "good.agent.yaml", "--format", format)).as(format).isZero();
      assertThat(check(folder, "bad.agent.yaml", "--format", format)).as(format).isEqualTo(1);
      assertThat(check(folder, "none.agent.yaml", "--format", format)).as(format).isEqualTo(2);
    }
  }

  @Test
  void printsTheSameJsonByEitherOption() throws IOException {
    write("bad.agent.yaml", BAD);
    check(folder, "bad.agent.yaml", "--json");
    String json = out();

    check(folder, "bad.agent.yaml", "--format=json");
    assertThat(out()).isEqualTo(json);
    assertThat(check(folder, "bad.agent.yaml", "--format=json", "--json")).isEqualTo(1);
    assertThat(check(folder, "bad.agent.yaml", "--format=sarif", "--json")).isEqualTo(2);
    assertThat(err()).contains("--json and --format sarif exclude each other");
  }

  @Test
  void suggestsAFormat() throws IOException {
    write("bad.agent.yaml", BAD);

    assertThat(check(folder, "bad.agent.yaml", "--format", "sarfi")).isEqualTo(2);
    assertThat(err()).contains("--format sarfi: no such format (did you mean 'sarif'?)");
  }

  @Test
  void describesEachRuleThatWasBrokenOnce() throws IOException {
    write("bad.agent.yaml", BAD + "  c: {set: {n: 1}, next: [bb, bc]}\n");

    JsonNode run = sarif(folder, "bad.agent.yaml");
    JsonNode driver = run.at("/tool/driver");
    assertThat(driver.path("name").asText()).isEqualTo("fermata");
    assertThat(driver.path("semanticVersion").asText()).startsWith("0.");
    JsonNode rules = driver.path("rules");
    assertThat(rules.findValuesAsText("id")).isSorted().doesNotHaveDuplicates();
    for (JsonNode result : run.path("results")) {
      JsonNode rule = rules.path(result.path("ruleIndex").asInt(-1));
      assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
      assertThat(rule.at("/help/text").asText()).isNotEmpty();
      assertThat(rule.at("/defaultConfiguration/level")).isEqualTo(result.path("level"));
    }
    assertThat(run.path("results")).hasSizeGreaterThan(2);
  }

  @Test
  void leadsToThePageOfEachRule() throws IOException {
    write("bad.agent.yaml", BAD);

    assertThat(sarif(folder, "bad.agent.yaml").findValues("helpUri")).isEmpty();
    environment.put("FERMATA_DOCS", "/opt/fer mata/docs");
    assertThat(sarif(folder, "bad.agent.yaml").findValuesAsText("helpUri"))
        .contains("file:///opt/fer%20mata/docs/diagnostics/F2001.md");
    environment.put("FERMATA_DOCS", "https://docs.example.org");
    assertThat(sarif(folder, "bad.agent.yaml").findValuesAsText("helpUri"))
        .contains("https://docs.example.org/diagnostics/F2001.md");
  }

  @Test
  void namesFilesBelowTheFolderRelativeToIt() throws IOException {
    write("agents/my desk: ü.agent.yaml", BAD);

    JsonNode run = sarif(folder, "agents");
    assertThat(run.at("/originalUriBaseIds/%SRCROOT%/uri").asText())
        .isEqualTo(folder.toUri().toString());
    JsonNode artifact = run.at("/results/0/locations/0/physicalLocation/artifactLocation");
    assertThat(artifact.path("uri").asText()).isEqualTo("./agents/my%20desk:%20%C3%BC.agent.yaml");
    assertThat(artifact.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
  }

  @Test
  void namesFilesElsewhereByTheirWholeUri() throws IOException {
    write("agents/bad.agent.yaml", BAD);
    write("work/bad.agent.yaml", BAD);

    JsonNode run = sarif(folder.resolve("work"), "../agents/bad.agent.yaml");
    JsonNode artifact = run.at("/results/0/locations/0/physicalLocation/artifactLocation");
    assertThat(artifact.path("uri").asText())
        .isEqualTo(folder.resolve("agents/bad.agent.yaml").toUri().toString());
    assertThat(artifact.has("uriBaseId")).isFalse();
  }

  @Test
  void tellsServicesOfFilesThatCannotBeRead() throws IOException {
    JsonNode invocation = sarif(folder, "none.agent.yaml").at("/invocations/0");

    assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
    assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("none.agent.yaml: no such file");
    check(folder, "none.agent.yaml", "--format", "github");
    assertThat(out()).isEqualTo("::error::none.agent.yaml: no such file\n");
  }

  @Test
  void namesFilesOfAWorkflowFromItsCheckout() throws IOException {
    write("agents/a,b.agent.yaml", BAD);
    environment.put("GITHUB_WORKSPACE", folder.toString());

    check(folder.resolve("agents"), "a,b.agent.yaml", "--format", "github");
    assertThat(out()).startsWith("::error file=agents/a%2Cb.agent.yaml,line=3,");
  }
}
