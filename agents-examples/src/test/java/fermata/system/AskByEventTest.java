package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.ClientSettings;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.StreamItem;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.events.EventsWaitParams;
import fermata.wire.method.events.EventsWaitResult;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies that come at once, twice, late, and to somebody else, at a real daemon. */
final class AskByEventTest {

  /** How many requests wait at once; each run makes two. */
  private static final int WAITING = 40;

  private static final Pattern VOLUNTARY = Pattern.compile("\\nvoluntary_ctxt_switches:\\s+(\\d+)");
  private static final Pattern OF_THE_JVM =
      Pattern.compile("^Name:\\s+(VM |GC |G1 |C1 |C2 |Monitor |Service )");

  @TempDir Path folder;
  private Fermata fermata;
  private FermataClient client;

  @BeforeEach
  void open() {
    fermata = new Fermata(folder);
    fermata.run("daemon", "start").expect(0);
    client =
        FermataClient.connect(
            ClientSettings.of(fermata.environment(), new ClientIdentity("clerk", "1", null)));
  }

  @AfterEach
  void close() {
    client.close();
    fermata.close();
  }

  @Test
  void theFirstReplyToARequestCountsHoweverLateItCame() throws Exception {
    String before = next(null, 0).cursor();
    RunStartResult run = ask("500ms");
    var requests = new ArrayList<JsonNode>();
    String cursor = before;
    while (requests.size() < 2) {
      EventsWaitResult found = next(cursor, 10_000);
      cursor = found.cursor();
      requests.add(published(found));
    }
    publish("nobody", 1_000);
    publish(requests.get(0).path("correlationId").asText(), 20);
    publish(requests.get(0).path("correlationId").asText(), 3_000);
    List<String> types = read(run, "retry.scheduled");
    publish(requests.get(1).path("correlationId").asText(), 22);
    publish(requests.get(1).path("correlationId").asText(), 5_000);
    types.addAll(read(run, "run.completed"));
    assertThat(types).contains("retry.scheduled", "run.completed");
    assertThat(next(cursor, 0).event()).as("a third request").isNull();
    JsonNode output = client.call(Methods.RUN_GET, new RunGetParams(run.run())).output();
    assertThat(Objects.requireNonNull(output).path("lines").asInt()).isEqualTo(42);
  }

  @Test
  void whoWaitsIsNotWokenBeforeTheEventComes() throws IOException {
    String cursor = next(null, 0).cursor();
    long idle = wakeUps(cursor);
    for (int i = 0; i < WAITING / 2; i++) {
      ask("300s");
    }
    for (int found = 0; found < WAITING; found++) {
      EventsWaitResult request = next(cursor, 20_000);
      published(request);
      cursor = request.cursor();
    }
    long waiting = wakeUps(cursor);
    // One that looks every 500 ms would look six times.
    assertThat(waiting - idle)
        .as("times that threads of the daemon woke in 3 s, %d while nobody waits", idle)
        .isLessThan(2L * WAITING);
  }

  @Test
  void heldRunsWakeNobody() throws IOException {
    String cursor = next(null, 0).cursor();
    long idle = wakeUps(cursor);
    for (String held :
        List.of(
            "agent: asks\nnodes: {ask: {ask: Go on?}}\n",
            "agent: sleeps\nnodes: {wait: {kind: wait, for: 10h}}\n",
            "agent: listens\nnodes: {wait: {kind: wait, event: {schema: never.v1}}}\n")) {
      Path agent = Files.writeString(folder.resolve("held.agent.yaml"), held);
      for (int i = 0; i < WAITING; i++) {
        RunStartResult run = start(agent, Json.mapper().createObjectNode());
        client.call(Methods.RUN_WAIT, new RunWaitParams(run.run(), WaitUntil.HELD, 60_000L));
      }
    }
    assertThat(wakeUps(cursor) - idle)
        .as("times that threads of the daemon woke in 3 s, %d before anything was held", idle)
        .isLessThan(3L * WAITING);
  }

  /** {@return how often the threads of the daemon wake in three seconds, those of the JVM apart} */
  private long wakeUps(String cursor) throws IOException {
    Map<Path, Long> before = switches();
    assertThat(next(cursor, 3_000).event()).as("a request that nobody made").isNull();
    long all = 0;
    for (Map.Entry<Path, Long> thread : switches().entrySet()) {
      all += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return all;
  }

  private Map<Path, Long> switches() throws IOException {
    var switches = new HashMap<Path, Long>();
    Path tasks = Path.of("/proc", String.valueOf(fermata.daemon().orElseThrow().pid()), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String status = Files.readString(thread.resolve("status"));
        Matcher voluntary = VOLUNTARY.matcher(status);
        if (!OF_THE_JVM.matcher(status).find() && voluntary.find()) {
          switches.put(thread, Long.parseLong(voluntary.group(1)));
        }
      }
    }
    return switches;
  }

  private RunStartResult ask(String patience) {
    Path example = folder.resolve("ask-by-event");
    if (!Files.exists(example)) {
      Fermata.example("ask-by-event", example);
    }
    ObjectNode input = Json.mapper().createObjectNode().put("patience", patience);
    return start(example.resolve("desk.agent.yaml"), input);
  }

  private RunStartResult start(Path agent, ObjectNode input) {
    return client.call(
        Methods.RUN_START,
        new RunStartParams(
            new AgentReference(agent.toString(), null),
            input,
            null,
            null,
            null,
            UUID.randomUUID().toString(),
            null,
            null,
            null,
            null,
            null));
  }

  private EventsWaitResult next(@Nullable String after, long millis) {
    ObjectNode selector = Json.mapper().createObjectNode().put("schema", "tool.request.v1");
    return client.call(Methods.EVENTS_WAIT, new EventsWaitParams(selector, millis, after));
  }

  private static JsonNode published(EventsWaitResult found) {
    EventEnvelope event = found.event();
    assertThat(event).as("a request").isNotNull();
    return event == null ? Json.mapper().missingNode() : event.data();
  }

  private void publish(String request, int lines) {
    ObjectNode data =
        Json.mapper()
            .createObjectNode()
            .put("correlationId", request)
            .put("requestedBy", "desk")
            .put("by", "test")
            .put("lines", lines);
    client.call(
        Methods.EVENTS_PUBLISH,
        new EventsPublishParams(
            "tool.response.v1", data, null, null, UUID.randomUUID().toString()));
  }

  /** {@return the types of the events of a run up to the first of a type} */
  private List<String> read(RunStartResult run, String last) throws Exception {
    var types = new ArrayList<String>();
    try (EventStream stream = client.events(run.session(), new StartPosition.Start())) {
      while (!types.contains(last)) {
        if (stream.next(Duration.ofSeconds(20)).orElseThrow() instanceof StreamItem.Event(var it)) {
          types.add(it.type());
        }
      }
    }
    return types;
  }
}
