package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.Retention;
import fermata.daemon.store.Routed;
import fermata.daemon.store.StoreChange;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are published, and runs that wait for them, in a real daemon. */
class PublishedEventsTest {

  private static final String WAITING =
      """
      agent: waiting
      output:
        amount: {type: number}
      nodes:
        paid:
          event: {schema: order.paid.v1, where: [{path: $.order, op: eq, value: A-17}]}
          outputs: {amount: {type: number}}
      """;

  private static final String TELLING =
      """
      agent: telling
      nodes:
        tell: {schema: order.paid.v1, data: {order: A-17, amount: 3}, tags: [desk]}
      """;

  private static final String ALONE =
      """
      agent: alone
      nodes:
        fork: {set: {go: true}, next: [hear, tell]}
        hear: {event: {schema: own.v1%s}, timeout: 1h, next: end}
        tell: {schema: own.v1, next: end}
        end: {set: {done: true}}
      """;

  @TempDir Path home;

  @Test
  void wakeARunThatWaitsAndNoOther() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      publish(peer, "order.paid.v1", "{'order':'A-17','amount':1}");
      RunStartResult run = daemon.run(peer, daemon.file("w.agent.yaml", WAITING));
      RunSummary held = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      assertThat(held.status()).isEqualTo(RunStatus.HELD);

      publish(peer, "order.paid.v1", "{'order':'A-18','amount':2}");
      publish(peer, "order.seen.v1", "{'order':'A-17','amount':3}");
      publish(peer, "order.paid.v1", "{'order':'A-17','amount':4}");
      publish(peer, "order.paid.v1", "{'order':'A-17','amount':5}");

      assertThat(outputOf(peer, run).path("amount").asInt()).isEqualTo(4);
      List<JsonNode> events = EventTail.of(peer, run.session()).until("run.completed").events();
      assertThat(events.stream().filter(event -> isA(event, "wait.ended"))).hasSize(1);
    }
  }

  @Test
  void areOnceForAKeyAndOnceForADedupeKey() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      String params = "{'schema':'a.v1','data':{'n':1},'tags':['x'],'dedupeKey':'d','key':'k'}";
      JsonNode first = peer.result("events/publish", params);
      assertThat(first.path("seq").asLong()).isEqualTo(1);
      assertThat(first.path("asOf").path("session").asText()).isEqualTo("workspace");

      JsonNode again = peer.result("events/publish", params);
      assertThat(again.path("replayed").asBoolean()).isTrue();
      assertThat(again.path("seq").asLong()).isEqualTo(1);

      JsonNode other = peer.result("events/publish", params.replace("'k'", "'k2'"));
      assertThat(other.path("duplicate").asBoolean()).isTrue();
      assertThat(other.path("seq").asLong()).isEqualTo(1);

      JsonNode schema =
          peer.result("events/publish", params.replace("a.v1", "b.v1").replace("'k'", "'k3'"));
      assertThat(schema.path("seq").asLong()).isEqualTo(2);
      assertThat(read(peer)).hasSize(2);
    }
  }

  @Test
  void wakeWaitersAfterACrashExactlyOnce() {
    Path copy;
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("w.agent.yaml", WAITING));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      // What is stored and not yet brought is what a crash right after the answer leaves.
      daemon.daemon().workings().events().close();
      publish(peer, "order.paid.v1", "{'order':'A-17','amount':4}");
      copy = daemon.copy(home.resolve("copy"));
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      assertThat(outputOf(peer, run).path("amount").asInt()).isEqualTo(4);
    }
    try (TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      List<JsonNode> events = EventTail.of(peer, run.session()).until("run.completed").events();
      assertThat(events.stream().filter(event -> isA(event, "wait.ended"))).hasSize(1);
    }
  }

  /** As if the others had become old; what is the newest of its schema stays. */
  private static void forget(TestDaemon daemon, long upTo) {
    var store = daemon.workings().store();
    store.commit(List.of(new StoreChange.PutRouted(new Routed(upTo, store.routed().waits()))));
    var retention =
        new Retention(Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(1), 1, 1_000);
    assertThat(store.forget(retention, Instant.now().plus(Duration.ofDays(2)))).isPositive();
  }

  @Test
  void areForgottenFromTheFirstOnAndWhoAsksForThemIsTold() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      for (int n = 1; n <= 6; n++) {
        publish(peer, n == 2 ? "rare.v1" : "order.paid.v1", "{'order':'A-17','amount':" + n + "}");
      }
      RunStartResult run = daemon.run(peer, daemon.file("w.agent.yaml", WAITING));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      forget(daemon, 4);

      assertThat(read(peer)).extracting(event -> event.path("seq").asInt()).containsExactly(5, 6);
      JsonNode read =
          peer.result("events/read", "{'session':'workspace','after':'e1.2','limit':9,'waitMs':0}");
      assertThat(read.path("status").asText()).isEqualTo("expired");
      assertThat(read.path("events")).hasSize(2);
      JsonNode back =
          peer.result(
              "events/read", "{'session':'workspace','direction':'backward','limit':9,'waitMs':0}");
      assertThat(back.path("events")).hasSize(2);
      assertThat(back.path("hasMore").asBoolean()).isFalse();
      try (Peer other = daemon.connect()) {
        JsonNode view =
            other.result(
                "events/subscribe",
                "{'session':'workspace','from':{'kind':'cursor','cursor':'e1.1'}}");
        assertThat(view.path("status").asText()).isEqualTo("expired");
        assertThat(view.path("from").asText()).isEqualTo("e1.4");
      }
      String wait = "{'selector':{'schema':'order.paid.v1'},'timeoutMs':1000,'after':'e1.%d'}";
      JsonNode refused = peer.error("events/wait", wait.formatted(1));
      assertThat(refused.path("data").path("oldest").asText()).isEqualTo("e1.4");
      assertThat(peer.result("events/wait", wait.formatted(4)).path("event").path("seq").asInt())
          .isEqualTo(5);
      assertThat(peer.error("log/verify", "{'session':'workspace'}").path("message").asText())
          .contains("begin that are still there");

      publish(peer, "order.paid.v1", "{'order':'A-17','amount':7}");
      assertThat(outputOf(peer, run).path("amount").asInt()).isEqualTo(7);
      assertThat(
              peer.result(
                      "run/wait",
                      "{'run':'%s','until':'terminal','timeoutMs':9000}"
                          .formatted(latest(daemon, peer)))
                  .path("run")
                  .path("output")
                  .path("n")
                  .asInt())
          .as("the newest of its schema is there, however old")
          .isEqualTo(2);
    }
  }

  private static String latest(TestDaemon daemon, Peer peer) {
    Path file =
        daemon.file(
            "latest.agent.yaml",
            """
            agent: latest
            subscriptions:
              - {on: {schema: rare.v1}, role: context, as: rare, fetch: {latest: 1}}
            output: {n: {type: integer}}
            nodes:
              say:
                set: {n: "${{ int(context.rare.amount) }}"}
                outputs: {n: {type: integer}}
            """);
    return daemon.run(peer, file).run();
  }

  @Test
  void comeFromRunsToRunsOfOtherAgents() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult waiting = daemon.run(peer, daemon.file("w.agent.yaml", WAITING));
      TestDaemon.await(peer, waiting.run(), WaitUntil.HELD);
      RunStartResult telling = daemon.run(peer, daemon.file("t.agent.yaml", TELLING));

      assertThat(outputOf(peer, waiting).path("amount").asInt()).isEqualTo(3);
      JsonNode event = read(peer).getFirst();
      assertThat(event.path("type").asText()).isEqualTo("event.published");
      assertThat(event.path("schema").asText()).isEqualTo("order.paid.v1");
      assertThat(event.path("tags")).hasToString("[\"desk\"]");
      assertThat(event.path("data").path("order").asText()).isEqualTo("A-17");
      assertThat(event.path("run").asText()).isEqualTo(telling.run());
      assertThat(event.path("node").asText()).isEqualTo("tell");
      assertThat(event.path("cause").path("agent").asText()).isEqualTo("telling");
    }
  }

  @Test
  void doNotComeToTheirOwnAgentUnlessItWantsThat() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult deaf = daemon.run(peer, daemon.file("d.agent.yaml", ALONE.formatted("")));
      TestDaemon.await(peer, deaf.run(), WaitUntil.HELD);
      RunStartResult open =
          daemon.run(
              peer,
              daemon.file(
                  "o.agent.yaml",
                  ALONE.formatted(", allow_self: true").replace("alone", "talking")));

      assertThat(TestDaemon.await(peer, open.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      // The event of the other agent came to the first one, its own did not.
      TestDaemon.await(peer, deaf.run(), WaitUntil.TERMINAL);
      List<JsonNode> events = EventTail.of(peer, deaf.session()).until("run.completed").events();
      JsonNode ended =
          events.stream().filter(event -> isA(event, "wait.ended")).findFirst().orElseThrow();
      assertThat(ended.path("data").path("event").path("seq").asLong()).isEqualTo(2);
    }
  }

  @Test
  void countFromWhenTheWaitSays() {
    String agent =
        """
        agent: back
        nodes:
          pause: {for: 1s}
          both: {event: {schema: a.v1, all_tags: ["${{ run.id }}"]}, since: run}
        """;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("b.agent.yaml", agent));
      peer.result(
          "events/publish",
          "{'schema':'a.v1','tags':['" + run.run() + "'],'key':'" + run.run() + "'}");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void areContextOfRunsThatStartLater() {
    String agent =
        """
        agent: reading
        variables: {team: desk}
        subscriptions:
          - {on: {schema: policy.v1, all_tags: ["${{ vars.team }}"]}, role: context, as: policy}
          - {on: {schema: note.v1}, role: context, as: notes, fetch: {latest: 2}}
          - {on: {schema: never.v1}, role: context, as: nothing}
        output: {said: {type: string}}
        nodes:
          say: {set: {said: "${{ context.policy.text + json(context.notes) + json(context.nothing) }}"}}
        """;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      peer.result(
          "events/publish",
          "{'schema':'policy.v1','data':{'text':'yes '},'tags':['desk'],'key':'p'}");
      publish(peer, "policy.v1", "{'text':'of others'}");
      publish(peer, "note.v1", "{'n':1}");
      publish(peer, "note.v1", "{'n':2}");
      publish(peer, "note.v1", "{'n':3}");
      RunStartResult run = daemon.run(peer, daemon.file("r.agent.yaml", agent));

      assertThat(outputOf(peer, run).path("said").asText())
          .isEqualTo("yes [{\"n\":2},{\"n\":3}]null");
      List<JsonNode> events = EventTail.of(peer, run.session()).until("run.completed").events();
      assertThat(
              events.stream()
                  .filter(event -> isA(event, "context.fetched"))
                  .map(event -> event.path("data").path("events").toString()))
          .containsExactly("[1]", "[4,5]", "[]");
    }
  }

  @Test
  void areWaitedForByClientsWithoutLookingTwice() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      publish(other, "a.v1", "{'n':1}");
      CompletableFuture<JsonNode> waiting =
          peer.ask(
              "events/wait",
              Peer.json(
                  "{'selector':{'schema':'a.v1','when':'event.n > 1'},'timeoutMs':20000,'after':'e1.1'}"));
      publish(other, "b.v1", "{'n':9}");
      publish(other, "a.v1", "{'n':2}");
      JsonNode found = Peer.await(waiting).path("result");
      assertThat(found.path("event").path("seq").asLong()).isEqualTo(3);
      assertThat(found.path("cursor").asText()).isEqualTo("e1.3");

      JsonNode before =
          other.result(
              "events/wait", "{'selector':{'match_all':true},'timeoutMs':0,'after':'e1.1'}");
      assertThat(before.path("event").path("seq").asLong()).isEqualTo(2);
      JsonNode none = other.result("events/wait", "{'selector':{'schema':'a.v1'},'timeoutMs':50}");
      assertThat(none.has("event")).isFalse();
      assertThat(none.path("cursor").asText()).isEqualTo("e1.3");
    }
  }

  @Test
  void areFollowedByASelector() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      publish(other, "a.v1", "{'n':1}");
      peer.result(
          "events/subscribe",
          "{'session':'workspace','from':{'kind':'start'},"
              + "'selector':{'schema':'a.v1','where':[{'path':'$.n','op':'gt','value':1}]}}");
      publish(other, "b.v1", "{'n':7}");
      publish(other, "a.v1", "{'n':2}");
      JsonNode events = peer.notification("events/batch").path("events");
      while (events.isEmpty()) {
        events = peer.notification("events/batch").path("events");
      }
      assertThat(events).hasSize(1);
      assertThat(events.get(0).path("seq").asLong()).isEqualTo(3);
      assertThat(events.get(0).path("prev").asLong()).isZero();
    }
  }

  @Test
  void startRunsOfArmedAgentsOnceEach() {
    Path copy;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect()) {
      publish(peer, "ticket.opened.v1", "{'kind':'refund','order':'before'}");
      Path agent = daemon.file("desk.agent.yaml", SUBSCRIBED);
      peer.result("agent/register", "{'uri':'" + agent + "','key':'r'}");
      publish(peer, "ticket.opened.v1", "{'kind':'other','order':'A-0'}");
      publish(peer, "ticket.opened.v1", "{'kind':'refund','order':'A-1'}");
      assertThat(ordersOf(peer, 1)).containsExactly("A-1");

      daemon.daemon().workings().events().close();
      publish(peer, "ticket.moved.v1", "{'order':'A-2'}");
      copy = daemon.copy(home.resolve("copy"));
    }
    for (int start = 0; start < 2; start++) {
      try (TestDaemon daemon = TestDaemon.open(copy);
          Peer peer = daemon.connect()) {
        assertThat(ordersOf(peer, 2)).containsExactlyInAnyOrder("A-1", "A-2");
      }
    }
  }

  @Test
  void giveTheirRunsTheInputOfTheirSubscription() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      String computing =
          """
          agent: desk
          input: {order: {type: string}}
          output: {order: {type: string}}
          variables: {desk: north}
          subscriptions:
            - on: {schema: ticket.opened.v1}
              role: trigger
              input: {order: "${{ vars.desk + ' ' + event.order }}"}
            - on: {any_tags: [moved]}
              role: trigger
              input: {order: "${{ schema + ' ' + tags[1] + ' ' + event.id }}"}
          nodes:
            a: {set: {order: "${{ input.order }}"}}
          """;
      Path agent = daemon.file("desk.agent.yaml", computing);
      peer.result("agent/register", "{'uri':'" + agent + "','key':'arm'}");
      publish(peer, "ticket.opened.v1", "{'order':'A-1'}");
      peer.result(
          "events/publish",
          "{'schema':'ticket.moved.v1','data':{'id':'A-2'},'tags':['moved','east'],'key':'m'}");
      peer.result(
          "trigger/fire",
          "{'uri':'" + agent + "','entry':'default','event':{'order':'A-3'},'key':'hand'}");
      assertThat(ordersOf(peer, 3))
          .containsExactlyInAnyOrder("north A-1", "ticket.moved.v1 east A-2", "north A-3");
    }
  }

  private static final String SUBSCRIBED =
      """
      agent: desk
      input: {order: {type: string}}
      output: {order: {type: string}}
      entries:
        default: {node: a, input: {order: "${{ event.order }}"}}
        moved:
          node: a
          trigger: {event: {schema: ticket.moved.v1}}
          input: {order: "${{ event.order }}"}
      subscriptions:
        - on: {schema: ticket.opened.v1, where: [{path: $.kind, op: eq, value: refund}]}
          role: trigger
        - {on: {schema: ticket.opened.v1, when: "${{ event.kind == 'refund' }}"}, role: trigger}
      nodes:
        a: {set: {order: "${{ input.order }}"}}
      """;

  /** Waits until there are so many runs that have ended, and tells what they were given. */
  private static List<String> ordersOf(Peer peer, int count) {
    long deadline = System.nanoTime() + java.time.Duration.ofSeconds(20).toNanos();
    while (true) {
      List<JsonNode> sessions =
          peer.result("session/list", "{}").path("sessions").valueStream().toList();
      List<String> orders =
          sessions.stream()
              .filter(session -> session.path("run").path("status").asText().equals("completed"))
              .map(
                  session ->
                      EventTail.of(peer, session.path("session").asText())
                          .until("run.completed")
                          .events()
                          .getLast()
                          .path("data")
                          .path("output")
                          .path("order")
                          .asText())
              .toList();
      if (orders.size() >= count) {
        return orders;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("runs that have ended: " + sessions);
      }
      peer.result("events/wait", "{'selector':{'schema':'never'},'timeoutMs':100}");
    }
  }

  @Test
  void areRefusedWithEveryReason() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode wrong =
          peer.error("events/publish", "{'schema':'1 x','tags':['',''],'dedupeKey':'','key':'k'}");
      assertThat(wrong.path("data").path("issues")).hasSize(4);
      JsonNode large = Peer.json("{'schema':'a.v1','key':'k2'}");
      ((com.fasterxml.jackson.databind.node.ObjectNode) large)
          .putObject("data")
          .put("text", "x".repeat(256 * 1024));
      assertThat(
              Peer.await(peer.ask("events/publish", large)).path("error").path("message").asText())
          .contains("/data");
      assertThat(
              peer.error(
                      "events/wait",
                      "{'selector':{'where':[{'path':'$..a','op':'is','value':1}]},'timeoutMs':1}")
                  .path("message")
                  .asText())
          .contains("/selector/where/0/path")
          .contains("/selector/where/0/op");
      assertThat(
              peer.error(
                      "events/subscribe",
                      "{'session':'workspace','from':{'kind':'now'},'selector':{}}")
                  .path("message")
                  .asText())
          .contains("an empty selector matches nothing");
      assertThat(
              peer.error(
                      "events/wait", "{'selector':{'match_all':true},'timeoutMs':1,'after':'e1.9'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("CursorInvalid");
    }
  }

  private static void publish(Peer peer, String schema, String data) {
    String key = java.util.UUID.randomUUID().toString();
    peer.result(
        "events/publish", "{'schema':'" + schema + "','data':" + data + ",'key':'" + key + "'}");
  }

  private static List<JsonNode> read(Peer peer) {
    JsonNode page = peer.result("events/read", "{'session':'workspace','limit':100,'waitMs':0}");
    return page.path("events").valueStream().toList();
  }

  private static JsonNode outputOf(Peer peer, RunStartResult run) {
    assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
        .isEqualTo(RunStatus.COMPLETED);
    List<JsonNode> events = EventTail.of(peer, run.session()).until("run.completed").events();
    return events.getLast().path("data").path("output");
  }

  private static boolean isA(JsonNode event, String type) {
    return event.path("type").asText().equals(type);
  }
}
