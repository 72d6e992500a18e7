package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Readers that take nothing hold nobody up, cost no more than a position, and catch up. */
@Isolated("weighs the memory of the process")
@Timeout(120)
final class SlowReadersTest {

  private static final int STALLED = 40;
  private static final int FAST = 4;
  private static final int EVENTS = 3_000;
  private static final int TEXT = 1_000;

  @TempDir Path home;

  @Test
  void slowsNobodyAndLosesNothing() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer writer = daemon.connect();
        Peer fast = daemon.connect();
        Peer slow = daemon.connect()) {
      List<String> stalled = subscribe(slow, STALLED, ",'lag':1000");
      List<String> quick = subscribe(fast, FAST, "");
      long before = memory();
      publish(writer);
      assertThat(takeAll(fast, FAST)).hasSize(quick.size()).allMatch(count -> count == EVENTS);
      // All of it for each of them would be more than twice as much.
      assertThat(memory() - before).isLessThan((long) STALLED * EVENTS * TEXT / 2);
      for (String sub : stalled) {
        slow.tell(
            "events/ack",
            Peer.json("{'sub':'" + sub + "','cursor':'e1.0','bytes':" + (1L << 40) + "}"));
      }
      assertThat(takeAll(slow, STALLED)).hasSize(STALLED).allMatch(count -> count == EVENTS);
    }
  }

  private static long memory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<String> subscribe(Peer peer, int count, String more) {
    List<String> subs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      subs.add(
          peer.result(
                  "events/subscribe",
                  "{'session':'workspace','from':{'kind':'start'},'window':{'events':64,'bytes':65536}"
                      + more
                      + "}")
              .get("sub")
              .asText());
    }
    return subs;
  }

  private static void publish(Peer writer) {
    String text = "x".repeat(TEXT);
    List<CompletableFuture<JsonNode>> replies = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      replies.add(
          writer.ask(
              "events/publish",
              Peer.json(
                  "{'schema':'burst.v1','tags':[],'key':'k"
                      + i
                      + "','data':{'n':"
                      + i
                      + ",'text':'"
                      + text
                      + "'}}")));
      if (replies.size() == 64) {
        replies.forEach(Peer::await);
        replies.clear();
      }
    }
    replies.forEach(Peer::await);
  }

  /** Takes what comes, acking all of it; {@return how many events each subscription brought} */
  private static List<Integer> takeAll(Peer peer, int subscriptions) {
    var counts = new java.util.HashMap<String, Integer>();
    var lasts = new java.util.HashMap<String, Long>();
    int done = 0;
    while (done < subscriptions) {
      JsonNode batch = peer.notification("events/batch");
      String sub = batch.get("sub").asText();
      for (JsonNode event : batch.get("events")) {
        assertThat(event.get("prev").asLong()).isEqualTo(lasts.getOrDefault(sub, 0L));
        lasts.put(sub, event.get("seq").asLong());
        int count = counts.getOrDefault(sub, 0) + 1;
        counts.put(sub, count);
        done += count == EVENTS ? 1 : 0;
      }
      peer.tell(
          "events/ack",
          Peer.json(
              "{'sub':'"
                  + sub
                  + "','cursor':'"
                  + batch.get("through").asText()
                  + "','bytes':"
                  + (1L << 40)
                  + "}"));
    }
    return List.copyOf(counts.values());
  }
}
