package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What followers have at the end is what the journal has: whatever they left out, whenever their
 * connections broke, and although the daemon died meanwhile.
 */
@Timeout(90)
final class ReplayTest {

  private static final int FOLLOWERS = 4;
  private static final int RUNS = 10;
  private static final List<String> FILTERS =
      List.of(
          "",
          ",'types':['run.*']",
          ",'types':['step.started','session.created']",
          ",'window':{'events':1,'bytes':4096}",
          ",'types':['run.completed'],'window':{'events':2,'bytes':4096}");

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20261121})
  void givesEveryFollowerEveryEventOnceAndInOrder(long seed) throws InterruptedException {
    var random = new Random(seed);
    TestDaemon daemon = TestDaemon.open(home.resolve("first"));
    try {
      Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      var live = new AtomicReference<>(daemon);
      // The head that followers are to reach; 0 while it is not known.
      var end = new AtomicLong();
      String session = runs(daemon, agent, null, RUNS / 2);
      List<Follower> followers = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < FOLLOWERS; i++) {
        String filter = FILTERS.get(random.nextInt(FILTERS.size()));
        var follower = new Follower(live, end, session, filter, new Random(random.nextLong()));
        followers.add(follower);
        threads.add(Thread.ofVirtual().start(follower::follow));
      }
      // It dies at a moment that nobody knows of; another goes on with what was stored.
      var next = TestDaemon.open(daemon.copy(home.resolve("second")));
      live.set(next);
      daemon.close();
      daemon = next;
      runs(daemon, agent, session, RUNS / 2);
      end.set(head(daemon, session));
      for (int i = 0; i < FOLLOWERS; i++) {
        threads.get(i).join();
        Follower follower = followers.get(i);
        assertThat(follower.failure).as("seed %d, follower %d", seed, i).isNull();
        assertThat(follower.events)
            .as("seed %d, follower %d, filter %s", seed, i, follower.filter)
            .isEqualTo(stored(daemon, session, follower.filter));
      }
    } finally {
      daemon.close();
    }
  }

  private static String runs(TestDaemon daemon, Path agent, @Nullable String session, int count) {
    try (Peer peer = daemon.connect()) {
      @Nullable String into = session;
      for (int i = 0; i < count; i++) {
        String where = into == null ? "" : ",'session':'" + into + "'";
        JsonNode started =
            peer.result(
                "run/start",
                "{'agent':{'uri':'"
                    + agent
                    + "'},'key':'"
                    + java.util.UUID.randomUUID()
                    + "'"
                    + where
                    + "}");
        TestDaemon.await(peer, started.get("run").asText(), WaitUntil.TERMINAL);
        into = started.get("session").asText();
      }
      return java.util.Objects.requireNonNull(into);
    }
  }

  private static long head(TestDaemon daemon, String session) {
    try (Peer peer = daemon.connect()) {
      return peer.result("log/head", "{'session':'" + session + "'}").get("seq").asLong();
    }
  }

  /** {@return what a client reads that asks at the end and for nothing but the types} */
  private static List<JsonNode> stored(TestDaemon daemon, String session, String filter) {
    int types = filter.indexOf("'types'");
    String only = types < 0 ? "" : "," + filter.substring(types, filter.indexOf(']') + 1);
    try (Peer peer = daemon.connect()) {
      List<JsonNode> events = new ArrayList<>();
      peer.result(
              "events/read", "{'session':'" + session + "','limit':1000,'waitMs':0" + only + "}")
          .get("events")
          .forEach(events::add);
      return events;
    }
  }

  /** A client with a bad line. */
  private static final class Follower {

    private final AtomicReference<TestDaemon> live;
    private final AtomicLong end;
    private final String session;
    private final String filter;
    private final Random random;
    private final List<JsonNode> events = new ArrayList<>();
    private String cursor = "";
    private @Nullable Throwable failure;

    Follower(
        AtomicReference<TestDaemon> live,
        AtomicLong end,
        String session,
        String filter,
        Random random) {
      this.live = live;
      this.end = end;
      this.session = session;
      this.filter = filter;
      this.random = random;
    }

    void follow() {
      try {
        while (!hasAll()) {
          connectOnce();
        }
      } catch (RuntimeException | AssertionError wrong) {
        failure = wrong;
      }
    }

    private boolean hasAll() {
      long wanted = end.get();
      return wanted > 0 && !cursor.isEmpty() && Long.parseLong(cursor.substring(3)) >= wanted;
    }

    private void connectOnce() {
      TestDaemon daemon = live.get();
      try (Peer peer = Peer.connect(daemon.socket())) {
        peer.initialized();
        String from =
            cursor.isEmpty() ? "{'kind':'start'}" : "{'kind':'cursor','cursor':'" + cursor + "'}";
        JsonNode opened =
            peer.result(
                "events/subscribe",
                "{'session':'" + session + "','from':" + from + ",'deltas':'none'" + filter + "}");
        String sub = opened.get("sub").asText();
        long last = 0;
        long bytes = 0;
        for (int left = 1 + random.nextInt(6); left > 0 && !hasAll(); left--) {
          // Under a narrow filter nothing may come for long; a barrier says how far it is.
          var _ = peer.ask("events/flush", Peer.json("{'sub':'" + sub + "','timeoutMs':1}"));
          JsonNode batch = peer.notification("events/batch");
          for (JsonNode event : batch.get("events")) {
            assertThat(event.get("prev").asLong()).isEqualTo(last);
            last = event.get("seq").asLong();
            ((ObjectNode) event).remove("prev");
            events.add(event);
          }
          assertThat(batch.get("last").asLong()).isEqualTo(last);
          cursor = batch.get("through").asText();
          bytes += 1 << 20;
          peer.tell(
              "events/ack",
              Peer.json("{'sub':'" + sub + "','cursor':'" + cursor + "','bytes':" + bytes + "}"));
        }
      } catch (java.io.UncheckedIOException | AssertionError broken) {
        // The daemon is gone, or going; what was had stays had. Anything else is a failure.
        if (daemon == live.get()) {
          throw broken;
        }
      }
    }
  }
}
