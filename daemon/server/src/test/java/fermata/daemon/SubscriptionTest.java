package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is followed comes whole, in order and once, however it is followed. */
@Timeout(60)
final class SubscriptionTest {

  @TempDir Path home;

  @Test
  void joinsWhatWasWithWhatComesWithoutAGap() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);

      EventTail early = EventTail.of(other, run.session()).until("tool.started");
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      early.until("run.completed");

      assertThat(sequence(early.events())).isEqualTo(numbersTo(early.last()));
      assertThat(read(peer, run.session())).isEqualTo(withoutPrev(early.events()));
    }
  }

  private static List<Long> sequence(List<JsonNode> events) {
    return events.stream().map(event -> event.path("seq").asLong()).toList();
  }

  private static List<Long> numbersTo(long last) {
    var numbers = new ArrayList<Long>();
    for (long number = 1; number <= last; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  private static List<JsonNode> withoutPrev(List<JsonNode> events) {
    return events.stream()
        .<JsonNode>map(
            event -> {
              com.fasterxml.jackson.databind.node.ObjectNode copy = event.deepCopy();
              copy.remove("prev");
              return copy;
            })
        .toList();
  }

  private static List<JsonNode> read(Peer peer, String session) {
    var events = new ArrayList<JsonNode>();
    String after = "";
    boolean hasMore = true;
    while (hasMore) {
      JsonNode page =
          peer.result(
              "events/read", "{'session':'" + session + "'" + after + ",'limit':7,'waitMs':0}");
      page.path("events").forEach(events::add);
      after = ",'after':'" + page.path("cursor").asText() + "'";
      hasMore = page.path("hasMore").asBoolean();
    }
    return withoutPrev(events);
  }

  @Test
  void goesOnAtACursorAfterTheDaemonWasStartedAnew() {
    String session;
    String cursor;
    String run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult started = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK));
      session = started.session();
      run = started.run();
      TestDaemon.await(peer, run, WaitUntil.HELD);
      EventTail tail = EventTail.of(peer, session).until("run.held");
      cursor = "e1." + tail.last();
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode opened =
          peer.result(
              "events/subscribe",
              "{'session':'"
                  + session
                  + "','from':{'kind':'cursor','cursor':'"
                  + cursor
                  + "'},'deltas':'none'}");
      assertThat(opened.path("status").asText()).isEqualTo("ok");
      assertThat(opened.path("replaying").asLong()).isZero();
      peer.result(
          "question/answer",
          "{'key':'k','answers':[{'id':'"
              + run
              + ".q1','action':'accept','content':{'word':'hi'}}]}");
      JsonNode batch = peer.notification("events/batch");
      while (batch.path("events").isEmpty()) {
        batch = peer.notification("events/batch");
      }
      assertThat(batch.path("events").get(0).path("type").asText()).isEqualTo("question.answered");
      assertThat("e1." + (batch.path("events").get(0).path("seq").asLong() - 1)).isEqualTo(cursor);
    }
  }

  @Test
  void leavesOutWhatIsNotWantedAndStillShowsEveryGap() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.QUICK));
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      EventTail tail =
          EventTail.from(
              peer, run.session(), "{'kind':'start'}", ",'types':['run.started','run.completed']");
      tail.until("run.completed");
      assertThat(tail.types()).containsExactly("run.started", "run.completed");
    }
  }

  @Test
  void sendsAReaderWhoTakesNothingNoMoreThanItsWindowAndSlowsNobody() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer slow = daemon.connect();
        Peer fast = daemon.connect()) {
      RunStartResult run = daemon.run(fast, daemon.file("a.agent.yaml", Agents.QUICK));
      TestDaemon.await(fast, run.run(), WaitUntil.TERMINAL);
      EventTail stalled = EventTail.silent(slow, run.session(), "{'events':3,'bytes':65536}");
      while (stalled.last() < 3) {
        stalled.batch();
      }
      EventTail other = EventTail.of(fast, run.session()).until("run.completed");

      // The reply comes behind whatever was sent before it: there is nothing more.
      slow.result("$/ping", "{}");
      assertThat(stalled.last()).isEqualTo(3);

      slow.tell(
          "events/ack",
          Peer.json("{'sub':'" + stalled.sub() + "','cursor':'e1.3','bytes':99999999}"));
      long most = Math.min(other.last(), 6);
      while (stalled.last() < most) {
        stalled.batch();
      }
      assertThat(most).isGreaterThan(3);
    }
  }

  @Test
  void waitsForWhatComesWhenAReadMayWait() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      long head = EventTail.of(peer, run.session()).until("run.held").last();
      var waiting =
          peer.ask(
              "events/read",
              Peer.json(
                  "{'session':'"
                      + run.session()
                      + "','after':'e1."
                      + head
                      + "','limit':1,'waitMs':20000}"));
      peer.result("run/cancel", "{'run':'" + run.run() + "','key':'c'}");
      assertThat(Peer.await(waiting).path("result").path("events")).hasSize(1);
    }
  }

  @Test
  void endsASubscriptionWithItsConnectionAndNothingElse() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer stays = daemon.connect()) {
      RunStartResult run;
      try (Peer leaves = daemon.connect()) {
        run = daemon.run(leaves, daemon.file("a.agent.yaml", Agents.ASK));
        EventTail.of(leaves, run.session()).until("run.held");
      }
      assertThat(TestDaemon.await(stays, run.run(), WaitUntil.HELD).endedAt()).isNull();
    }
  }
}
