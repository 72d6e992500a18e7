package fermata.daemon.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.StandIn;
import fermata.engine.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded with a provider is answered without one, and what drifts is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingTest {

  private static final String SCRIPT =
      """
      reply
        on first
        reasoning Hm.
        text "One "
        text piece.
        usage 100 20
      reply
        on second
        tool call_1 time_now {"zone": "UTC"}
        usage 50 5
      reply
        text something else
        usage 1 1
      """;
  private static final String FIRST = "{\"prompt\": \"first\", \"temperature\": 1}";
  private static final String SECOND = "{\"prompt\": \"second\", \"tools\": [\"time.now\"]}";

  private static final String TOKEN = "tok-0123456789abc";

  private StandIn standIn;
  private Path folder;
  private Path file;

  @BeforeAll
  void startStandIn() throws IOException {
    standIn = StandIn.start();
  }

  @AfterAll
  void stopStandIn() {
    standIn.close();
  }

  @BeforeEach
  void script(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.file = folder.resolve("recordings/run.ndjson");
    standIn.script(SCRIPT);
  }

  @Test
  void whatWasRecordedIsHeardAgainPieceByPiece() throws IOException {
    List<String> live = record(FIRST, SECOND);
    assertThat(live).contains("text \"One \"", "text \"piece.\"", "reasoning \"Hm.\"");

    try (TestModels models = new TestModels(folder).replaying(file)) {
      List<String> replayed = heard(models, FIRST, SECOND);
      assertThat(replayed.removeFirst())
          .isEqualTo("warning model.recorded: answers come from the recording run.ndjson");
      assertThat(replayed).isEqualTo(live.stream().map(RecordingTest::withoutCost).toList());
    }
  }

  @Test
  void twoReplaysAreEqualByteForByte() throws IOException {
    record(FIRST, SECOND);
    Path one = folder.resolve("one.ndjson");
    Path other = folder.resolve("other.ndjson");
    for (Path copy : List.of(one, other)) {
      try (TestModels models = new TestModels(folder).replaying(file).recordingTo(copy)) {
        heard(models, FIRST, SECOND);
      }
    }
    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(Files.readString(one)).contains("\"request\"");
  }

  @Test
  void theKeyAndTheNameOfTheModelDecideNothingAndTheKeyIsNotWritten() throws IOException {
    record(FIRST);
    assertThat(Files.readString(file)).doesNotContain(StandIn.KEY).contains("openai/gpt-5-mini");

    try (TestModels models = new TestModels(folder).replaying(file)) {
      String other = "{\"model\": \"ollama/other\", \"prompt\": \"first\", \"temperature\": 1.0}";
      assertThat(heard(models, other)).contains("  text \"One piece.\"");
    }
  }

  @Test
  void secretsThatToolsOrModelsRepeatAreWrittenAndComparedByTheirNames() throws IOException {
    String asked = "{\"prompt\": \"with " + TOKEN + "\"}";
    standIn.script("reply\n  text \"I saw tok-\"\n  text \"0123456789abc.\"\n  usage 1 1\n");
    try (TestModels models = new TestModels(folder, standIn)) {
      models.with("DEPLOY_TOKEN", TOKEN).recordingTo(file).ask(asked, new Heard());
    }

    assertThat(Files.readString(file))
        .doesNotContain("0123456789abc")
        .contains("with <secret DEPLOY_TOKEN>", "I saw <secret DEPLOY_TOKEN>.");
    try (TestModels models = new TestModels(folder)) {
      models.with("DEPLOY_TOKEN", TOKEN).replaying(file);
      assertThat(Heard.shown(models.ask(asked, new Heard())))
          .contains("  text \"I saw <secret DEPLOY_TOKEN>.\"");
    }
  }

  @Test
  void aRequestThatDriftedFailsWithTheDifference() throws IOException {
    record(FIRST);
    try (TestModels models = new TestModels(folder).replaying(file)) {
      ModelOutcome outcome =
          models.ask("{\"prompt\": \"first!\", \"temperature\": 1}", new Heard());
      assertThat(outcome)
          .isEqualTo(
              failed(
                  "model.drift",
                  "recording 'run.ndjson': no reply to this request; the nearest one that was not"
                      + " used (call c1) differs at /messages/0/text: recorded 'first', asked"
                      + " 'first!'"));
    }
  }

  @Test
  void theDifferenceIsToTheRequestThatIsNearest() throws IOException {
    standIn.script("reply\n repeat\n text a\n usage 1 1");
    record(
        "{\"prompt\": \"one\", \"temperature\": 1}",
        "{\"messages\": [{\"role\": \"user\", \"text\": \"a\"}, {\"role\": \"user\", \"text\": \"b\"},"
            + " {\"role\": \"user\", \"text\": \"c\"}, {\"role\": \"user\", \"text\": \"d\"}]}");
    try (TestModels models = new TestModels(folder).replaying(file)) {
      assertThat(
              drift(
                  models,
                  "{\"messages\": [{\"role\": \"user\", \"text\": \"a\"}, {\"role\": \"user\", \"text\":"
                      + " \"new\"}, {\"role\": \"user\", \"text\": \"b\"}, {\"role\": \"user\", \"text\":"
                      + " \"c\"}, {\"role\": \"user\", \"text\": \"d\"}]}"))
          .endsWith(
              "(call c2) differs at /messages/1: recorded nothing, asked"
                  + " '{\"role\":\"user\",\"text\":\"new\"}'");
      assertThat(
              drift(
                  models,
                  "{\"messages\": [{\"role\": \"user\", \"text\": \"1\"}, {\"role\": \"user\", \"text\":"
                      + " \"2\"}, {\"role\": \"user\", \"text\": \"3\"}, {\"role\": \"user\", \"text\":"
                      + " \"4\"}], \"reasoning\": \"low\", \"tools\": [\"files.read\"]}"))
          .contains("; and at ", " more places");
    }
  }

  private static String drift(TestModels models, String request) {
    return models.ask(request, new Heard()) instanceof ModelOutcome.Failed(var failure)
        ? failure.message()
        : "";
  }

  @Test
  void aRequestMoreThanWasRecordedFails() throws IOException {
    record(FIRST);
    try (TestModels models = new TestModels(folder).replaying(file)) {
      heard(models, FIRST);
      assertThat(models.ask(FIRST, new Heard()))
          .isEqualTo(
              failed(
                  "model.drift",
                  "recording 'run.ndjson': all of its 1 replies are used, and none is left for this"
                      + " request"));
    }
  }

  @Test
  void parallelRequestsMayComeInAnotherOrder() throws IOException {
    record(FIRST, SECOND);
    try (TestModels models = new TestModels(folder).replaying(file)) {
      List<String> turned = heard(models, SECOND, FIRST);
      assertThat(turned).anyMatch(line -> line.startsWith("  tool call_1 time.now"));
      assertThat(turned).contains("  text \"One piece.\"");
    }
  }

  @Test
  void equalRequestsAreAnsweredByTheirCallThenInOrderAndARepeatedCallAsBefore() throws IOException {
    standIn.script("reply\n text a\n usage 1 1\nreply\n text b\n usage 1 1\nreply\n text c\n");
    record(FIRST, FIRST, FIRST);
    try (TestModels models = new TestModels(folder).replaying(file)) {
      assertThat(said(models, "c2")).isEqualTo("b");
      assertThat(said(models, "x9")).isEqualTo("a");
      assertThat(said(models, "c2")).isEqualTo("b");
      assertThat(said(models, "x9")).isEqualTo("a");
      assertThat(said(models, "c1")).isEqualTo("c");
    }
  }

  @Test
  void aLastLineThatWasCutOffDoesNotCountAndIsReplacedByTheNext() throws IOException {
    record(FIRST);
    Files.writeString(file, "{\"call\":\"c2\",\"requ", StandardOpenOption.APPEND);
    try (TestModels models = new TestModels(folder).replaying(file)) {
      assertThat(heard(models, FIRST)).contains("  text \"One piece.\"");
    }
    standIn.script(SCRIPT);
    record(SECOND);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.stream().map(line -> Heard.json(line).has("fermata")))
        .containsExactly(true, false, false);
  }

  @Test
  void aRecordingThatIsNoneIsRefusedWithItsLine() throws IOException {
    Map<String, String> reasons =
        Map.of(
            "",
            "empty (expected: a recording)",
            "{}\n",
            "line 1: not the header of a recording of version 1",
            "{\"fermata\":\"recording\",\"version\":9}\n",
            "line 1: not the header of a recording of version 1",
            "{\"fermata\":\"recording\",\"version\":1}\n\nnot JSON\n",
            "line 3: not JSON",
            "{\"fermata\":\"recording\",\"version\":1}\n{}\n",
            "line 2: expected an object with 'request' and 'reply'",
            """
            {"fermata":"recording","version":1}
            {"request":{},"reply":{"finish":"why"}}
            """,
            "line 2: finish 'why' (expected: stop, toolCalls, length or filtered)");
    for (Map.Entry<String, String> one : reasons.entrySet()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, one.getKey());
      assertThat(refusal(file))
          .isEqualTo(failed("model.recording", "recording 'run.ndjson': " + one.getValue()));
    }
    assertThat(refusal(folder.resolve("none.ndjson")))
        .isEqualTo(failed("model.recording", "recording 'none.ndjson': not there"));
  }

  @Test
  void aDefinitionNamesARecordingBesideItAndNothingElse() throws IOException {
    record(FIRST);
    String ask = "{\"model\": \"replay/%s\", \"prompt\": \"first\", \"temperature\": 1}";
    try (TestModels models = new TestModels(folder)) {
      assertThat(heard(models, ask.formatted("recordings/run.ndjson")))
          .contains(
              "warning model.recorded: answers come from the recording recordings/run.ndjson",
              "  text \"One piece.\"");
      for (String outside : List.of("../run.ndjson", "/etc/passwd", "a/../../b", "\\u0000")) {
        assertThat(heard(models, ask.formatted(outside)).getLast())
            .startsWith("failed model.recording: recording '")
            .endsWith("expected a file below the folder of the definition");
      }
    }
  }

  @Test
  void theSameDefinitionAsksTheProviderWithAKeyAndTheRecordingWithout() throws IOException {
    record(FIRST);
    standIn.script(SCRIPT);
    String[] models = {"openai/gpt-5-mini", "replay/recordings/run.ndjson"};
    try (TestModels withKey = new TestModels(folder, standIn)) {
      assertThat(fallingBack(withKey, models))
          .contains("  text \"One piece.\"")
          .noneMatch(line -> line.startsWith("warning"));
    }
    try (TestModels without = new TestModels(folder)) {
      assertThat(fallingBack(without, models))
          .contains(
              "failed model.unavailable: model 'openai/gpt-5-mini' cannot be asked: no key for"
                  + " openai (set OPENAI_API_KEY)",
              "warning model.recorded: no key for openai (set OPENAI_API_KEY); answers come from"
                  + " the recording recordings/run.ndjson",
              "  text \"One piece.\"");
    }
  }

  @Test
  void failuresAreNotRecordedAndAFileThatCannotBeWrittenCostsNoReply() throws IOException {
    standIn.script("reply\n status 500\nreply\n text ok\n usage 1 1");
    Files.writeString(folder.resolve("plain"), "a file, no folder");
    file = folder.resolve("plain/run.ndjson");
    List<String> all = record(FIRST, FIRST);

    assertThat(all.getFirst()).startsWith("failed model.overloaded");
    assertThat(all).contains("  text \"ok\"");
    assertThat(all)
        .anyMatch(
            line -> line.startsWith("warning model.recording-failed: recording 'run.ndjson'"));
  }

  private List<String> record(String... requests) {
    try (TestModels models = new TestModels(folder, standIn).recordingTo(file)) {
      return heard(models, requests);
    }
  }

  private static List<String> heard(TestModels models, String... requests) {
    List<String> lines = new ArrayList<>();
    for (String request : requests) {
      Heard heard = new Heard();
      ModelOutcome outcome = models.ask(request, heard);
      lines.addAll(heard.lines());
      lines.addAll(Heard.shown(outcome));
    }
    return lines;
  }

  /** Asks one model after the other until one answers, as the engine does. */
  private static List<String> fallingBack(TestModels models, String... names) {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String ask = "{\"model\": \"%s\", \"prompt\": \"first\", \"temperature\": 1}".formatted(name);
      List<String> one = heard(models, ask);
      lines.addAll(one);
      if (one.stream().noneMatch(line -> line.startsWith("failed"))) {
        return lines;
      }
    }
    return lines;
  }

  private static String said(TestModels models, String call) {
    ModelExecution execution = models.start(call, 1, FIRST, new Heard());
    return execution.await() instanceof ModelOutcome.Replied(var reply)
        ? String.valueOf(reply.text())
        : "nothing";
  }

  private ModelOutcome refusal(Path recording) {
    try (TestModels models = new TestModels(folder).replaying(recording)) {
      return models.ask(FIRST, new Heard());
    }
  }

  private static ModelOutcome failed(String kind, String message) {
    return new ModelOutcome.Failed(Failure.of(kind, message));
  }

  private static String withoutCost(String line) {
    return line.replaceAll("[0-9.]+ USD", "0 USD");
  }
}
