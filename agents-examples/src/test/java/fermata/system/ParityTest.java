package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.definition.text.FileForm;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentValidateParams;
import fermata.wire.method.agent.AgentValidateResult;
import fermata.wire.method.agent.ProblemReport;
import fermata.wire.method.daemon.ClientIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.Diagnostic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A terminal, an editor and the daemon find the same problems at the same places. */
class ParityTest {

  private static final Path BROKEN =
      Fermata.root().resolve("protocol/definition/src/test/fixtures/broken");

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
  void brokenFilesHaveTheSameProblemsEverywhere() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThanOrEqualTo(12);
    fermata.run("daemon", "start").expect(0);
    try (var editor = new Editor(fermata);
        var client = FermataClient.connect(settings())) {
      for (Path file : files) {
        List<String> checked = checked(file);
        assertThat(checked).as(file + " has problems").isNotEmpty();
        assertThat(validated(client, file)).as("daemon, " + file).isEqualTo(checked);
        assertThat(shown(editor, file)).as("editor, " + file).isEqualTo(checked);
      }
    }
  }

  @Test
  void whatChecksWithoutAnErrorLoads() {
    fermata.run("daemon", "start").expect(0);
    try (var client = FermataClient.connect(settings())) {
      for (String example :
          List.of(
              "folder-review", "release-notes", "preflight", "folder-survey", "change-review")) {
        Path agent =
            Fermata.root().resolve("agents-examples/" + example + "/" + example + ".agent.yaml");
        fermata.run("check", agent.toString()).expect(0);
        assertThat(validate(client, agent).usable()).as(example).isTrue();
      }
    }
  }

  private List<String> checked(Path file) {
    Fermata.Ended ended = fermata.run("check", "--json", file.toString());
    JsonNode report = ended.json();
    ended.expect(report.path("usable").asBoolean() ? 0 : 1);
    var problems = report.path("files").path(0).path("problems");
    return problems
        .valueStream()
        .map(
            problem ->
                line(
                    problem.path("code").asText(),
                    problem.path("severity").asText(),
                    problem.path("line").asInt(),
                    problem.path("character").asInt(),
                    problem.path("endLine").asInt(),
                    problem.path("endCharacter").asInt(),
                    problem.path("message").asText()))
        .sorted()
        .toList();
  }

  private static AgentValidateResult validate(FermataClient client, Path file) {
    return client.call(
        Methods.AGENT_VALIDATE, new AgentValidateParams(null, file.toUri().toString(), null));
  }

  private static List<String> validated(FermataClient client, Path file) {
    return validate(client, file).problems().stream().map(ParityTest::line).sorted().toList();
  }

  private static String line(ProblemReport problem) {
    return line(
        problem.code(),
        problem.severity().wireName(),
        problem.line(),
        problem.character(),
        problem.endLine(),
        problem.endCharacter(),
        problem.message());
  }

  private static List<String> shown(Editor editor, Path file) throws IOException {
    return editor.problems(file.toUri().toString(), Files.readString(file)).stream()
        .map(ParityTest::line)
        .sorted()
        .toList();
  }

  private static String line(Diagnostic diagnostic) {
    var range = diagnostic.getRange();
    return line(
        diagnostic.getCode().getLeft(),
        switch (diagnostic.getSeverity()) {
          case Error -> "error";
          case Warning -> "warning";
          case Information -> "information";
          case Hint -> "hint";
        },
        range.getStart().getLine(),
        range.getStart().getCharacter(),
        range.getEnd().getLine(),
        range.getEnd().getCharacter(),
        diagnostic.getMessage().getLeft());
  }

  private static String line(
      String code,
      String severity,
      int line,
      int character,
      int endLine,
      int endCharacter,
      String message) {
    return "%s %s %d:%d-%d:%d %s"
        .formatted(code, severity, line, character, endLine, endCharacter, message);
  }

  private ClientSettings settings() {
    var environment = new HashMap<>(fermata.environment());
    return ClientSettings.of(environment, new ClientIdentity("test", "0", null));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(BROKEN)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> FileForm.of(file.toString()).isAgent())
          .sorted()
          .toList();
    }
  }
}
