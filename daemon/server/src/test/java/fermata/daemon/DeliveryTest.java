package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.TextKey;
import fermata.daemon.store.JournalId;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A subscription brings what it asks for, when it wants it, and the rest is accounted for. */
@Timeout(60)
final class DeliveryTest {

  private static final String MAPPED =
      """
      agent: mapped
      output: {all: {type: array}}
      nodes:
        before:
          set: {list: [1, 2]}
          outputs: {list: {type: array}}
          next: each
        each:
          over: "${{ nodes.before.list }}"
          do: look
          next: after
        look:
          set: {n: "${{ item }}"}
          outputs: {n: {}}
        after:
          set: {all: [done]}
          outputs: {all: {type: array}}
      """;

  private static final String RUN = "r1";

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;

  @BeforeEach
  void open() {
    daemon = TestDaemon.open(home);
    peer = daemon.connect();
  }

  @AfterEach
  void close() {
    peer.close();
    daemon.close();
  }

  private RunStartResult ran(String text) {
    RunStartResult run = daemon.run(peer, daemon.file("a.agent.yaml", text));
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    return run;
  }

  private List<JsonNode> read(String session, String more) {
    var events = new ArrayList<JsonNode>();
    peer.result("events/read", "{'session':'" + session + "','limit':1000,'waitMs':0" + more + "}")
        .path("events")
        .forEach(events::add);
    return events;
  }

  private List<Long> followed(String session, String more, Predicate<JsonNode> last) {
    EventTail tail = EventTail.from(peer, session, "{'kind':'start'}", more).until(last);
    return tail.events().stream().map(event -> event.path("seq").asLong()).toList();
  }

  private static List<Long> numbers(List<JsonNode> events) {
    return events.stream().map(event -> event.path("seq").asLong()).toList();
  }

  @Test
  void knowsWhereInTheGraphThingsHappen() {
    String session = ran(MAPPED).session();
    List<JsonNode> all = read(session, "");
    List<JsonNode> inside = read(session, ",'path':['each']");

    assertThat(inside).hasSizeGreaterThan(4);
    assertThat(inside)
        .allMatch(event -> List.of("each", "look").contains(event.path("node").asText()));
    assertThat(numbers(read(session, ",'path':['each'],'depth':0")))
        .isEqualTo(
            numbers(
                all.stream().filter(event -> event.at("/node").asText().equals("each")).toList()));
    assertThat(read(session, ",'path':['each','look']"))
        .isNotEmpty()
        .allMatch(event -> event.path("path").toString().equals("[\"each\",\"look\"]"));
    assertThat(read(session, ",'path':['look']")).isEmpty();
  }

  @Test
  void leavesOutTheInsidesOfMaps() {
    String session = ran(MAPPED).session();
    List<JsonNode> all = read(session, "");
    List<JsonNode> shallow = all.stream().filter(event -> !event.has("path")).toList();
    List<JsonNode> shallowest = all.stream().filter(event -> !event.has("node")).toList();

    assertThat(shallow).hasSizeLessThan(all.size());
    assertThat(shallowest).isNotEmpty().hasSizeLessThan(shallow.size());
    assertThat(numbers(read(session, ",'depth':1"))).isEqualTo(numbers(shallow));
    assertThat(followed(session, ",'depth':1", DeliveryTest::isCompleted))
        .isEqualTo(numbers(shallow));
    assertThat(followed(session, ",'depth':0", DeliveryTest::isCompleted))
        .isEqualTo(numbers(shallowest));
  }

  private static boolean isCompleted(JsonNode event) {
    return event.path("type").asText().equals("run.completed");
  }

  @Test
  void bringsEventsOfSomeRunsOnly() {
    RunStartResult first = ran(Agents.QUICK);
    JsonNode second =
        peer.result(
            "run/start",
            "{'key':'second','session':'"
                + first.session()
                + "','agent':{'uri':'"
                + daemon.file("a.agent.yaml", Agents.QUICK)
                + "'}}");
    String run = second.path("run").asText();
    TestDaemon.await(peer, run, WaitUntil.TERMINAL);

    String of = ",'runs':['" + run + "']";
    assertThat(read(first.session(), of))
        .isNotEmpty()
        .allMatch(event -> event.path("run").asText().equals(run));
    assertThat(followed(first.session(), of, DeliveryTest::isCompleted))
        .isEqualTo(numbers(read(first.session(), of)));
    assertThat(read(first.session(), ",'runs':[]")).isEmpty();
  }

  @Test
  void readsWhatASelectorFits() {
    for (int i = 0; i < 3; i++) {
      peer.result(
          "events/publish",
          "{'schema':'s" + i % 2 + ".v1','data':{'n':" + i + "},'tags':[],'key':'k" + i + "'}");
    }
    assertThat(read("workspace", ",'selector':{'schema':'s0.v1'}"))
        .extracting(event -> event.at("/data/n").asInt())
        .containsExactly(0, 2);
  }

  @Test
  void tellsPiecesOfTheNodesAndRunsThatAreWanted() {
    String session = ran(Agents.QUICK).session();
    String now = "{'kind':'now'}";
    EventTail wanted = EventTail.from(peer, session, now, ",'path':['each'],'runs':['r1']");
    append(session, RUN, "elsewhere", List.of("say"));
    append(session, "r2", "other run", List.of("each"));
    append(session, RUN, "inside", List.of("each", "look"));

    assertThat(nextPieces(wanted)).containsExactly("inside");
  }

  private void append(String session, String run, String text, List<String> path) {
    var key = new TextKey(run, "c-" + text, "it-" + text, "text", path);
    long head = daemon.workings().log().head(new JournalId(session)).seq();
    daemon.workings().log().append(new JournalId(session), key, head, text);
  }

  private static List<String> nextPieces(EventTail tail) {
    while (true) {
      JsonNode deltas = tail.batch().path("deltas");
      if (!deltas.isEmpty()) {
        return deltas.valueStream().map(delta -> delta.path("text").asText()).toList();
      }
    }
  }

  @Test
  void putsPiecesTogetherAsLongAsItMay() {
    String session = ran(Agents.QUICK).session();
    EventTail tail =
        EventTail.from(peer, session, "{'kind':'now'}", ",'deltas':'coalesce','maxLatencyMs':400");
    tail.batch();
    long begun = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      append(session, RUN, "x", List.of("say"));
    }
    assertThat(nextPieces(tail)).containsExactly("x".repeat(50));
    assertThat(System.nanoTime() - begun).isGreaterThan(300_000_000L);
  }

  @Test
  void bringsAnEventAtOnceThoughPiecesWait() {
    RunStartResult run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK));
    TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    EventTail tail =
        EventTail.from(
            peer, run.session(), "{'kind':'now'}", ",'deltas':'coalesce','maxLatencyMs':1000");
    tail.batch();
    append(run.session(), run.run(), "x", List.of("question"));
    long begun = System.nanoTime();
    peer.result(
        "question/answer",
        "{'key':'k','answers':[{'id':'"
            + run.run()
            + ".q1','action':'accept','content':{'word':'hi'}}]}");
    tail.until("question.answered");
    assertThat(System.nanoTime() - begun).isLessThan(900_000_000L);
  }

  @Test
  void letsEventsWaitForOthersWhereItMay() {
    EventTail tail =
        EventTail.from(peer, "workspace", "{'kind':'now'}", ",'deltas':'none','maxLatencyMs':1000");
    tail.batch();
    for (int i = 0; i < 5; i++) {
      peer.result("events/publish", "{'schema':'s.v1','data':{},'tags':[],'key':'k" + i + "'}");
    }
    assertThat(tail.batch().path("events")).hasSize(5);
  }

  @Test
  void beginsWithWhatTheViewAsksFor() throws IOException {
    String session = ran(MAPPED).session();
    JsonNode opened =
        peer.result(
            "events/subscribe",
            "{'session':'" + session + "','from':{'kind':'now'},'view':{'items':5,'state':true}}");
    assertThat(opened.at("/snapshot/state/nodes/after/all/0").asText()).isEqualTo("done");
    assertThat(opened.at("/snapshot/state/seq").asLong())
        .isEqualTo(Long.parseLong(opened.path("from").asText().substring(3)));
    assertThat(opened.at("/snapshot/items").isArray()).isTrue();

    Path gated = Agents.gated(daemon);
    RunStartResult run = daemon.run(peer, gated);
    CallFile.await(gated.resolveSibling("calls"), 1);
    Files.writeString(gated.resolveSibling("gate"), "go\n");
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    JsonNode items =
        peer.result(
                "events/subscribe",
                "{'session':'" + run.session() + "','from':{'kind':'now'},'view':{'items':1}}")
            .path("snapshot");
    assertThat(items.path("items"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("type").asText()).isEqualTo("tool.completed"));
    assertThat(items.has("state")).isFalse();
  }

  @Test
  void subscribesInTheFirstRoundTrip() {
    String session = ran(Agents.QUICK).session();
    try (Peer other = Peer.connect(daemon.socket())) {
      JsonNode result =
          other.result(
              "initialize",
              "{'protocol':['1.0.0'],'client':{'name':'t','version':'1'},'subscribe':["
                  + "{'session':'"
                  + session
                  + "','from':{'kind':'start'}},{'session':'*','from':{'kind':'now'}}]}");
      assertThat(result.at("/subscriptions/0/sub").asText()).isEqualTo("s1");
      assertThat(result.at("/subscriptions/1/sub").asText()).isEqualTo("s2");
      assertThat(other.notification("events/batch").path("events").get(0).path("seq").asLong())
          .isEqualTo(1);
    }
  }

  @Test
  void connectsNobodyWhoCannotHaveOneOfItsSubscriptions() {
    try (Peer other = Peer.connect(daemon.socket())) {
      String ask =
          "{'protocol':['1.0.0'],'client':{'name':'t','version':'1'},'subscribe':["
              + "{'session':'workspace','from':{'kind':'start'}},{'session':'gone','from':{'kind':'now'}}]}";
      assertThat(other.error("initialize", ask).at("/data/kind").asText()).isEqualTo("NotFound");
      assertThat(other.error("daemon/status", "{}").at("/data/kind").asText())
          .isEqualTo("NotInitialized");
      JsonNode again = other.initialized().result("daemon/diagnostics", "{}");
      assertThat(again.at("/connections").valueStream())
          .allMatch(connection -> connection.path("subscriptions").isEmpty());
    }
  }

  @Test
  void refusesWhatNobodyCanHave() {
    for (String wrong :
        List.of(
            "'depth':-1",
            "'depth':65",
            "'maxLatencyMs':1001",
            "'maxLatencyMs':-1",
            "'view':{'items':101}")) {
      JsonNode error =
          peer.error(
              "events/subscribe",
              "{'session':'"
                  + ran(Agents.QUICK).session()
                  + "','from':{'kind':'now'},"
                  + wrong
                  + "}");
      assertThat(error.at("/data/issues/0/message").asText()).as(wrong).contains("expected: 0 to");
    }
  }
}
