package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.definition.text.FileForm;
import fermata.definition.text.FileText;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.agent.AgentValidateParams;
import fermata.wire.method.agent.AgentValidateResult;
import fermata.wire.method.agent.ProblemReport;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.run.RunStartParams;
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
    assertThat(files).hasSizeGreaterThanOrEqualTo(15);
    fermata.run("daemon", "start").expect(0);
    try (var editor = new Editor(fermata);
        var client = FermataClient.connect(settings())) {
      for (Path file : files) {
        List<String> checked = checked(file);
        assertThat(checked).as(file + " has problems").isNotEmpty();
        assertThat(validated(client, file)).as("daemon, " + file).isEqualTo(checked);
        assertThat(shown(editor, file)).as("editor, " + file).isEqualTo(checked);
        assertThat(refused(client, file)).as("run/start, " + file).isEqualTo(errors(checked));
      }
    }
  }

  @Test
  void textsThatAreNoneAreRefusedEverywhereForTheSameReasons() throws IOException {
    Files.write(folder.resolve("latin.md"), new byte[] {'g', 'r', (byte) 0xFC, 'n'});
    Files.writeString(folder.resolve("book.md"), "x".repeat(FileText.BESIDE_BYTES_MAX + 1));
    Files.writeString(folder.resolve("long.md"), "x".repeat(FileText.BESIDE_BYTES_MAX));
    Files.createDirectories(folder.resolve("folder.md"));
    Path file =
        Files.writeString(
            folder.resolve("texts.agent.yaml"),
            """
            agent: texts
            model: openai/gpt-5-mini
            limits: {tokens: 1000}
            nodes:
              a: {system: {file: latin.md}, prompt: {file: book.md}, next: b}
              b: {system: {file: long.md}, prompt: {file: folder.md}}
            """);
    fermata.run("daemon", "start").expect(0);
    try (var editor = new Editor(fermata);
        var client = FermataClient.connect(settings())) {
      List<String> checked = checked(file);
      assertThat(checked)
          .satisfiesExactly(
              problem -> assertThat(problem).contains("F2008", "byte 2 is 0xFC"),
              problem -> assertThat(problem).contains("F2008", "4194305 bytes"),
              problem -> assertThat(problem).contains("F2008", "no text file 'folder.md'"));
      assertThat(validated(client, file)).isEqualTo(checked);
      assertThat(shown(editor, file)).isEqualTo(checked);
      assertThat(refused(client, file)).isEqualTo(checked);
    }
  }

  @Test
  void definitionsThatAreNoTextAreRefusedEverywhere() throws IOException {
    Path file =
        Files.write(folder.resolve("x.agent.yaml"), new byte[] {'a', ':', ' ', (byte) 0xFC, '\n'});
    fermata.run("daemon", "start").expect(0);
    fermata.run("check", file.toString()).expect(2);
    try (var client = FermataClient.connect(settings())) {
      assertThatThrownBy(() -> validate(client, file)).hasMessageContaining("byte 3 is 0xFC");
      assertThatThrownBy(() -> start(client, file)).hasMessageContaining("byte 3 is 0xFC");
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

  private static void start(FermataClient client, Path file) {
    var input = JsonNodeFactory.instance.objectNode();
    var _ =
        client.call(
            Methods.RUN_START,
            RunStartParams.of(file.toUri().toString(), input, file.getFileName().toString()));
  }

  /** {@return the errors for which a run is refused; none where it is not} */
  private static List<String> refused(FermataClient client, Path file) {
    if (validate(client, file).usable()) {
      return List.of();
    }
    var refusal = catchThrowableOfType(FermataException.Refused.class, () -> start(client, file));
    return errors(
        refusal
            .error()
            .data()
            .path("problems")
            .valueStream()
            .map(problem -> line(Json.read(problem, ProblemReport.class)))
            .sorted()
            .toList());
  }

  private static List<String> errors(List<String> problems) {
    return problems.stream().filter(problem -> problem.contains(" error ")).toList();
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
