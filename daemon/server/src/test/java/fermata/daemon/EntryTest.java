package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many runs of an entry point are under way, and what becomes of the others. */
@Timeout(60)
final class EntryTest {

  @TempDir Path home;

  @SuppressWarnings("InlineFormatString") // A definition reads better as a block of its own.
  private static final String QUESTION =
      """
      agent: limited
      entries: {default: {node: question, concurrent: %d, overflow: %s}}
      nodes:
        question: {ask: Well?}
      """;

  private static Path agent(TestDaemon daemon, int concurrent, String overflow) {
    return daemon.file("limited.agent.yaml", QUESTION.formatted(concurrent, overflow));
  }

  private static void answer(Peer peer, String run) {
    peer.result(
        "question/answer",
        "{'key':'a%s','answers':[{'id':'%s.q1','action':'accept','content':'yes'}]}"
            .formatted(run, run));
  }

  private static String status(Peer peer, String run) {
    return peer.result("run/get", "{'run':'" + run + "'}").path("status").asText();
  }

  @Test
  void queuesARunThatFindsNoRoomAndStartsItWhenThereIs() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      String first = daemon.run(peer, agent).run();
      TestDaemon.await(peer, first, WaitUntil.HELD);
      RunStartResult second = daemon.run(peer, agent);
      String third = daemon.run(peer, agent).run();
      assertThat(status(peer, second.run())).isEqualTo("queued");
      assertThat(status(peer, third)).isEqualTo("queued");

      answer(peer, first);
      TestDaemon.await(peer, second.run(), WaitUntil.HELD);
      assertThat(status(peer, third)).isEqualTo("queued");
      assertThat(EventTail.of(peer, second.session()).until("run.held").types())
          .startsWith("session.created", "run.queued", "run.started");

      answer(peer, second.run());
      TestDaemon.await(peer, third, WaitUntil.HELD);
    }
  }

  @Test
  void saysThatAQueuedRunHasNoPastYet() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      TestDaemon.await(peer, daemon.run(peer, agent).run(), WaitUntil.HELD);
      String queued = daemon.run(peer, agent).session();
      for (String method : List.of("checkpoint/list", "state/get", "session/fork")) {
        JsonNode refusal = peer.error(method, "{'session':'" + queued + "','key':'k'}");
        assertThat(refusal.toString())
            .as(method)
            .contains("InvalidState")
            .contains("waits to begin");
      }
    }
  }

  @Test
  void keepsQueueAndPlacesOverARestart() {
    String first;
    String second;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      first = daemon.run(peer, agent).run();
      TestDaemon.await(peer, first, WaitUntil.HELD);
      second = daemon.run(peer, agent).run();
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(status(peer, second)).isEqualTo("queued");
      answer(peer, first);
      TestDaemon.await(peer, second, WaitUntil.HELD);
      answer(peer, second);
      TestDaemon.await(peer, second, WaitUntil.TERMINAL);
    }
  }

  @Test
  void startsAtItsStartWhatFoundRoomWhileNoDaemonWasThere() {
    String second;
    Path copied;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      String first = daemon.run(peer, agent).run();
      TestDaemon.await(peer, first, WaitUntil.HELD);
      second = daemon.run(peer, agent).run();
      fermata.daemon.store.StoreFaults.execute(daemon.state(), "DELETE FROM places");
      copied = daemon.copy(home.resolve("copy"));
    }
    try (TestDaemon daemon = TestDaemon.open(copied);
        Peer peer = daemon.connect()) {
      TestDaemon.await(peer, second, WaitUntil.HELD);
    }
  }

  @Test
  void rejectsARunThatFindsNoRoom() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 2, "reject");
      String first = daemon.run(peer, agent).run();
      daemon.run(peer, agent);
      JsonNode refused = peer.error("run/start", "{'agent':{'uri':'" + agent + "'},'key':'third'}");
      assertThat(refused.path("data").path("kind").asText()).isEqualTo("Busy");
      assertThat(refused.path("message").asText()).contains("2 runs are under way (expected: < 2)");
      assertThat(peer.result("session/list", "{}").path("sessions")).hasSize(2);

      TestDaemon.await(peer, first, WaitUntil.HELD);
      answer(peer, first);
      TestDaemon.await(peer, first, WaitUntil.TERMINAL);
      assertThat(peer.result("run/start", "{'agent':{'uri':'" + agent + "'},'key':'third'}"))
          .isNotNull();
    }
  }

  @Test
  void replacesTheOldestByTheNewest() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 2, "replace");
      List<String> runs = new ArrayList<>();
      for (int index = 0; index < 5; index++) {
        runs.add(daemon.run(peer, agent).run());
      }
      for (String gone : runs.subList(0, 3)) {
        assertThat(TestDaemon.await(peer, gone, WaitUntil.TERMINAL).status())
            .isEqualTo(RunStatus.CANCELLED);
      }
      for (String staying : runs.subList(3, 5)) {
        assertThat(TestDaemon.await(peer, staying, WaitUntil.HELD).status())
            .isEqualTo(RunStatus.HELD);
      }
    }
  }

  @Test
  void cancelsARunThatHasNotBegun() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      String first = daemon.run(peer, agent).run();
      RunStartResult second = daemon.run(peer, agent);
      JsonNode cancelled =
          peer.result("run/cancel", "{'run':'" + second.run() + "','key':'c','reason':'never'}");
      assertThat(cancelled.path("runs").get(0).asText()).isEqualTo(second.run());
      assertThat(TestDaemon.await(peer, second.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      TestDaemon.await(peer, first, WaitUntil.HELD);
      answer(peer, first);
      TestDaemon.await(peer, first, WaitUntil.TERMINAL);
      assertThat(status(peer, second.run())).isEqualTo("cancelled");
      assertThat(EventTail.of(peer, second.session()).until("run.cancelled").types())
          .containsExactly("session.created", "run.queued", "run.cancelled");
    }
  }

  @Test
  void countsEachEntryPointByItself() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "two.agent.yaml",
              """
              agent: two
              entries:
                default: {node: question, concurrent: 1, overflow: reject}
                other: {node: question, concurrent: 1, overflow: reject}
              nodes:
                question: {ask: Well?}
              """);
      daemon.run(peer, agent);
      String other =
          peer.result(
                  "run/start", "{'agent':{'uri':'" + agent + "'},'entry':'other','key':'other'}")
              .path("run")
              .asText();
      TestDaemon.await(peer, other, WaitUntil.HELD);
    }
  }

  // ---- the queue

  private static List<String> waiting(JsonNode queue) {
    var runs = new ArrayList<String>();
    queue.path("waiting").forEach(each -> runs.add(each.path("run").asText()));
    return runs;
  }

  @Test
  void listsTheQueueAndLetsARunPassOthers() {
    String second;
    String third;
    String fourth;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      assertThat(peer.result("queue/list", "{}").path("queues")).isEmpty();
      String first = daemon.run(peer, agent).run();
      TestDaemon.await(peer, first, WaitUntil.HELD);
      second = daemon.run(peer, agent).run();
      third = daemon.run(peer, agent).run();
      fourth = daemon.run(peer, agent).run();
      JsonNode queue = peer.result("queue/list", "{'uri':'" + agent + "'}").at("/queues/0");
      assertThat(waiting(queue)).containsExactly(second, third, fourth);
      assertThat(queue.at("/underWay/0/run").asText()).isEqualTo(first);
      assertThat(queue.path("max").asInt()).isEqualTo(1);
      assertThat(queue.at("/waiting/0/by").asText()).startsWith("local:");
      assertThat(peer.result("queue/list", "{'entry':'other'}").path("queues")).isEmpty();

      String move = "{'run':'" + fourth + "','before':'" + third + "','key':'m'}";
      JsonNode moved = peer.result("queue/reorder", move);
      assertThat(moved.path("waiting").toString()).isEqualTo(names(second, fourth, third));
      assertThat(peer.result("queue/reorder", move).path("replayed").asBoolean()).isTrue();
      JsonNode last = peer.result("queue/reorder", "{'run':'" + second + "','key':'n'}");
      assertThat(last.path("waiting").toString()).isEqualTo(names(fourth, third, second));
      JsonNode begun = peer.error("queue/reorder", "{'run':'" + first + "','key':'o'}");
      assertThat(begun.at("/data/kind").asText()).isEqualTo("InvalidState");
      assertThat(begun.at("/data/state").asText()).isEqualTo("held");
      answer(peer, first);
      TestDaemon.await(peer, fourth, WaitUntil.HELD);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(waiting(peer.result("queue/list", "{}").at("/queues/0")))
          .as("the order is kept")
          .containsExactly(third, second);
      JsonNode removed =
          peer.result("queue/remove", "{'run':'" + third + "','reason':'old','key':'r'}");
      assertThat(removed.at("/runs/0").asText()).isEqualTo(third);
      assertThat(status(peer, third)).isEqualTo("cancelled");
      assertThat(waiting(peer.result("queue/list", "{}").at("/queues/0"))).containsExactly(second);
      JsonNode again = peer.error("queue/remove", "{'run':'" + third + "','key':'s'}");
      assertThat(again.at("/data/state").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  void publishesWhatHappensToAQueue() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = agent(daemon, 1, "queue");
      EventTail tail = EventTail.of(peer, "workspace");
      String first = daemon.run(peer, agent).run();
      TestDaemon.await(peer, first, WaitUntil.HELD);
      String second = daemon.run(peer, agent).run();
      String third = daemon.run(peer, agent).run();
      peer.result("queue/reorder", "{'run':'" + third + "','before':'" + second + "','key':'m'}");
      peer.result("queue/remove", "{'run':'" + second + "','key':'r'}");
      answer(peer, first);
      tail.until(event -> event.at("/data/change").asText().equals("begun"));
      var changes = new ArrayList<String>();
      for (JsonNode event : tail.events()) {
        assertThat(event.path("schema").asText()).isEqualTo("queue.changed.v1");
        assertThat(event.at("/data/uri").asText()).isEqualTo(agent.toString());
        assertThat(event.at("/data/entry").asText()).isEqualTo("default");
        changes.add(event.at("/data/change").asText() + " " + event.at("/data/run").asText());
      }
      assertThat(changes)
          .containsExactly(
              "added " + second,
              "added " + third,
              "moved " + third,
              "ended " + second,
              "begun " + third);
    }
  }

  private static String names(String... runs) {
    return "[\"" + String.join("\",\"", runs) + "\"]";
  }
}
