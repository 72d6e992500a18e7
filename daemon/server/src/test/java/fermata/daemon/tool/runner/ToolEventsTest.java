package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.event.EventBridge;
import fermata.daemon.event.EventRouter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolEvents;
import fermata.daemon.tool.ToolExecution;
import fermata.definition.model.ToolName;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.PublishedEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Running tools that publish events and wait for them. */
@Timeout(60)
class ToolEventsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path workspace;
  private JournalStore store;
  private EventRouter router;
  private ToolEvents others;
  private TestRunner tools;

  @BeforeEach
  void open() throws IOException {
    workspace = Files.createDirectories(folder.resolve("workspace"));
    var owner = new OwnerRow("test", ProcessHandle.current().pid(), 0, "boot", Instant.EPOCH);
    store =
        JournalStore.open(
            folder.resolve("state"),
            owner,
            BlobStore.in(folder.resolve("state"), InstantSource.system()));
    var log = new EventLog(store);
    router = EventRouter.open(store, log);
    router.start((_, _) -> {});
    var bridge = new EventBridge(store, log, router, InstantSource.system());
    others = bridge.of(callOfAnother());
    tools = new TestRunner(workspace, System.getenv(), bridge);
  }

  private ToolCall callOfAnother() {
    return new ToolCall(
        new SessionId("other"),
        new RunId("other-run"),
        new CallId("c1"),
        new ToolName("t.other"),
        TestRunner.json("{}"),
        "other-run/s1/c1",
        SOON,
        workspace,
        new ToolCatalog(workspace, List.of()),
        1,
        "other");
  }

  @AfterEach
  void close() {
    tools.close();
    router.close();
    store.close();
  }

  private static final String REQUEST =
      "{\"schema\": \"asked.v1\", \"reply\": \"told.v1\", \"data\": {\"item\": \"lamp\"},"
          + " \"timeout\": \"30s\"}";

  private static Selector schema(String name) {
    return ((SelectorForm.Reading.Fine)
            SelectorForm.read(TestRunner.json("{\"schema\": \"" + name + "\"}")))
        .selector();
  }

  private static ObjectNode data(String json) {
    return (ObjectNode) TestRunner.json(json);
  }

  private void publish(String schema, String data) throws IOException {
    others.publish(new ToolEvents.Message(schema, List.of(), data(data), null));
  }

  /** Answers the next request as somebody else would: with the ids of the request. */
  private PublishedEvent answer(ToolEvents.Listening requests, String said) throws Exception {
    PublishedEvent request = requests.next(SOON).orElseThrow();
    ObjectNode reply = data("{}").put("said", said);
    reply.set("correlationId", request.data().path("correlationId"));
    reply.set("requestedBy", request.data().path("requestedBy"));
    others.publish(new ToolEvents.Message("told.v1", List.of(), reply, null));
    return request;
  }

  private static JsonNode result(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Completed.class);
    return ((ToolOutcome.Completed) outcome).result();
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }

  @Test
  void aRequestIsAnsweredByTheReplyThatNamesItAndNoOther() throws Exception {
    try (ToolEvents.Listening requests = others.listen(schema("asked.v1"), 0)) {
      ToolExecution asking = tools.start("events.request", REQUEST);
      publish("told.v1", "{\"said\": \"to somebody else\", \"correlationId\": \"x\"}");
      PublishedEvent request = answer(requests, "yes");
      assertThat(request.data())
          .isEqualTo(
              TestRunner.json(
                  "{\"item\": \"lamp\", \"correlationId\": \"run-1/s1/c1\", \"requestedBy\":"
                      + " \"tester\"}"));
      assertThat(result(asking.await()).path("data").path("said").asText()).isEqualTo("yes");
    }
  }

  @Test
  void ofTwoRepliesTheFirstCounts() throws Exception {
    try (ToolEvents.Listening requests = others.listen(schema("asked.v1"), 0)) {
      ToolExecution asking = tools.start("events.request", REQUEST);
      answer(requests, "first");
      publish("told.v1", "{\"said\": \"second\", \"correlationId\": \"run-1/s1/c1\"}");
      assertThat(result(asking.await()).path("data").path("said").asText()).isEqualTo("first");
    }
  }

  @Test
  void aRequestThatNobodyAnswersEndsWithItsTime() {
    Failure failure = failure(tools.call("events.request", REQUEST.replace("30s", "1ms")));
    assertThat(failure.kind()).isEqualTo("tool.reply");
    assertThat(failure.message()).isEqualTo("no reply 'told.v1' within 1ms");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void anotherAttemptAsksNobodyTwiceAndTakesTheReplyThatCameLate() throws Exception {
    try (ToolEvents.Listening requests = others.listen(schema("asked.v1"), 0)) {
      failure(tools.call("events.request", REQUEST.replace("30s", "1ms")));
      answer(requests, "late");
      assertThat(result(tools.call("events.request", REQUEST)).path("data").path("said").asText())
          .isEqualTo("late");
      assertThat(requests.next(Duration.ZERO)).as("a second request").isEmpty();
    }
  }

  @Test
  void aWaitTakesTheNextEventThatFitsAndNoOlderOneUnlessAsked() throws Exception {
    publish("paid.v1", "{\"n\": 1}");
    String wait = "{\"event\": {\"schema\": \"paid.v1\"}, \"timeout\": \"%s\"%s}";
    assertThat(failure(tools.call("events.wait", wait.formatted("1ms", ""))).message())
        .isEqualTo("no such event within 1ms");
    JsonNode old = result(tools.call("events.wait", wait.formatted("30s", ", \"since\": 0")));
    assertThat(old.path("data").path("n").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThat(failure(tools.call("events.wait", "{\"event\": {\"schem\": \"x\"}}")).message())
        .contains("schem");
    assertThat(
            failure(
                    tools.call(
                        "events.wait",
                        "{\"event\": {\"schema\": \"x.v1\"}, \"timeout\": \"soon\"}"))
                .message())
        .isEqualTo("'soon' is no duration (expected: such as 30s or 2m)");
    assertThat(failure(tools.call("events.publish", "{\"schema\": \"no good\"}")).message())
        .startsWith("/schema: 'no good' is not ");
  }

  @Test
  void aCallPublishesOnceHoweverOftenItIsRepeated() {
    String args = "{\"schema\": \"done.v1\", \"data\": {\"n\": 1}, \"tags\": [\"a\"]}";
    JsonNode first = result(tools.call("events.publish", args));
    JsonNode again = result(tools.call("events.publish", args));
    assertThat(first.path("duplicate").asBoolean()).isFalse();
    assertThat(again.path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("seq")).isEqualTo(first.path("seq"));
  }

  private void program(String script, String... keys) throws IOException {
    Files.writeString(workspace.resolve("tool.sh"), script);
    tools.withCatalog(
        """
        tools:
          t.x:
            description: speaks of events
            command: [sh, tool.sh]
        """
            + String.join("", List.of(keys).stream().map(key -> "    " + key + "\n").toList()));
  }

  @Test
  void aProgramWaitsBeforeItAsksAndIsToldOfTheReply() throws Exception {
    program(
        """
        read args
        echo '{"fermata": {"wait": {"id": "w", "event": {"schema": "told.v1"}, "timeout": "30s"},\
         "publish": {"id": "p", "schema": "asked.v1", "data": {"item": "lamp"}}}}'
        read one; read two
        printf '{"lines": [%s, %s]}' "$one" "$two"
        """,
        "events: true");
    try (ToolEvents.Listening requests = others.listen(schema("asked.v1"), 0)) {
      ToolExecution call = tools.start("t.x", "{}");
      answer(requests, "yes");
      JsonNode lines = result(call.await()).path("lines");
      assertThat(lines.findValue("published").path("duplicate").asBoolean(true)).isFalse();
      assertThat(lines.findValue("event").path("data").path("said").asText()).isEqualTo("yes");
    }
  }

  @Test
  void aProgramListensUntilItStops() throws Exception {
    program(
        """
        read args
        echo '{"fermata": {"listen": {"id": "l", "event": {"schema": "tick.v1"}, "since": 0}}}'
        read one; read two
        echo '{"fermata": {"stop": {"id": "l"}}}'
        echo '{"fermata": {"wait": {"id": "w", "event": {"schema": "never.v1"}, "timeout": "1ms"}}}'
        read three
        printf '[%s, %s, %s]' "$one" "$two" "$three"
        """,
        "events: true");
    publish("tick.v1", "{\"n\": 1}");
    publish("tick.v1", "{\"n\": 2}");
    JsonNode lines = result(tools.call("t.x", "{}"));
    assertThat(lines.findValues("n")).extracting(JsonNode::asInt).containsExactly(1, 2);
    assertThat(lines.get(2).path("fermata").path("timeout").asBoolean()).isTrue();
  }

  @Test
  void aProgramIsToldWhatIsWrongAndGoesOn() throws Exception {
    program(
        """
        read args
        echo '{"fermata": {"wait": {"id": "w", "event": {"shema": "told.v1"}}}}'
        echo '{"fermata": {"publish": {"id": "p", "schema": "no good"}}}'
        read one; read two
        printf '[%s, %s]' "$one" "$two"
        """,
        "events: true");
    JsonNode lines = result(tools.call("t.x", "{}"));
    assertThat(lines.get(0).path("fermata").path("error").asText())
        .startsWith("/event")
        .contains("shema");
    assertThat(lines.get(1).path("fermata").path("error").asText()).startsWith("/schema");
  }

  @Test
  void aProgramThatDoesNotReadItsEventsEndsWithAClearError() throws Exception {
    program(
        """
        for id in a b c; do
          echo '{"fermata": {"listen": {"id": "'$id'", "event": {"schema": "big.v1"}, "since": 0}}}'
        done
        exec sleep 600
        """,
        "events: true");
    String big = "{\"text\": \"" + "x".repeat(15_000) + "\"}";
    // Few enough for each of its three ears, and more than a program may leave unread.
    for (int i = 0; i < ToolEvents.UNTAKEN_MAX; i++) {
      publish("big.v1", big);
    }
    Failure failure = failure(tools.call("t.x", "{}"));
    assertThat(failure.kind()).isEqualTo("tool.events");
    assertThat(failure.message())
        .isEqualTo("the program does not read the events that it asked for");
  }

  @Test
  void aProgramThatDoesNotDeclareEventsMayNotAskForThem() throws Exception {
    program("echo '{\"fermata\": {\"publish\": {\"schema\": \"x.v1\"}}}'");
    assertThat(failure(tools.call("t.x", "{}")).message())
        .isEqualTo("the program asks to publish, and its declaration does not say `events: true`");
    assertThat(others.newest()).isZero();
  }

  @Test
  void nobodyIsWokenByAnEventThatDoesNotFit() throws Exception {
    try (ToolEvents.Listening wanted = others.listen(schema("wanted.v1"), 0)) {
      for (int i = 0; i < ToolEvents.UNTAKEN_MAX * 2; i++) {
        publish("noise.v1", "{}");
      }
      publish("wanted.v1", "{}");
      assertThat(wanted.next(SOON)).as("the queue has no room for noise").isPresent();
      assertThat(wanted.next(Duration.ZERO)).isEmpty();
    }
  }
}
