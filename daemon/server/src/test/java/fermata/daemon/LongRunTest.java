package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of very many events is opened, stepped through and forked without being folded from its
 * beginning. {@code scripts/bench-replay} makes them a hundred thousand.
 */
@Timeout(600)
final class LongRunTest {

  private static final int EVENTS = Integer.getInteger("fermata.events", 6_000);

  /** With fewer, machines differ more than what is measured. */
  private static final int MEASURED_MIN = 50_000;

  private static final Duration OPEN_MAX = Duration.ofSeconds(1);
  private static final Duration STEP_MAX = Duration.ofMillis(20);
  private static final int STEPS = EVENTS >= MEASURED_MIN ? 200 : 40;

  private static final String COUNT =
      """
      agent: count
      limits: {steps: 1000000}
      input: {max: {type: integer}}
      state: {n: {type: integer, default: 0}}
      nodes:
        count:
          set: {state.n: "${{ state.n + 1 }}"}
          next: [{to: count, when: "${{ state.n < input.max }}"}, {to: done}]
        done: {set: {n: "${{ state.n }}"}}
      """;

  @TempDir Path home;
  private String session = "";

  @Test
  void isOpenedSteppedThroughAndForkedFromWhatIsKept() {
    long head;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("count.agent.yaml", COUNT);
      JsonNode started =
          peer.result(
              "run/start",
              "{'agent':{'uri':'%s'},'input':{'max':%d},'key':'k'}".formatted(agent, EVENTS / 4));
      session = started.path("session").asText();
      TestDaemon.await(peer, started.path("run").asText(), WaitUntil.TERMINAL);
      head = peer.result("log/head", "{'session':'" + session + "'}").path("seq").asLong();
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      // What others do on the machine meanwhile is not counted.
      Duration before = processorTime();
      peer.result("run/position", "{'session':'" + session + "'}");
      Duration open = processorTime().minus(before);
      Walked end = walk(peer, head, "back");
      Walked back = walk(peer, head / 2, "back");
      Walked forward = walk(peer, back.last(), "forward");
      before = processorTime();
      peer.result("session/fork", "{'session':'" + session + "','key':'f'}");
      Duration fork = processorTime().minus(before);
      System.out.printf(
          "%d events: opened in %d ms of processor time; a step takes %s at the end, %s back and %s forward in the"
              + " middle; a fork at the end takes %d ms%n",
          head, open.toMillis(), end, back, forward, fork.toMillis());
      back.states().remove(back.last());
      assertThat(forward.states()).as("there and back").containsAllEntriesOf(back.states());
      if (EVENTS >= MEASURED_MIN) {
        assertThat(open).isLessThan(OPEN_MAX);
        assertThat(List.of(end, back, forward))
            .allMatch(way -> way.median().compareTo(STEP_MAX) < 0);
      }
    }
  }

  /** The states at the places of a way, by the numbers of their events, and how long each took. */
  private record Walked(SequencedMap<Long, JsonNode> states, List<Duration> times) {

    long last() {
      return states.lastEntry().getKey();
    }

    Duration median() {
      return times.get(times.size() / 2);
    }

    @Override
    public String toString() {
      return "%.1f ms (at worst %.1f)"
          .formatted(median().toNanos() / 1e6, times.getLast().toNanos() / 1e6);
    }
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private Walked walk(Peer peer, long from, String direction) {
    var states = new LinkedHashMap<Long, JsonNode>();
    var times = new ArrayList<Duration>();
    long at = from;
    for (int i = 0; i < STEPS; i++) {
      long begin = System.nanoTime();
      at =
          peer.result(
                  "run/walk",
                  "{'session':'%s','from':%d,'direction':'%s','pace':'over'}"
                      .formatted(session, at, direction))
              .path("seq")
              .asLong();
      peer.result("run/position", "{'session':'%s','at':%d}".formatted(session, at));
      times.add(Duration.ofNanos(System.nanoTime() - begin));
      states.put(at, state(peer, at));
    }
    times.sort(null);
    return new Walked(states, times);
  }

  private JsonNode state(Peer peer, long at) {
    return peer.result("state/get", "{'session':'" + session + "','at':" + at + "}");
  }
}
