package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever follows through lost connections and crashes, with whatever filter, ends with what a read
 * from the start gives.
 */
@Timeout(120)
final class ReplayEqualsLiveTest {

  private static final int CRASHES = 4;
  private static final int ROUNDS = 6;
  private static final long SEED = Long.getLong("sim.seed", 20_261_122);

  private static final List<String> FILTERS =
      List.of(
          "",
          ",'selector':{'schema':'even.v1'}",
          ",'selector':{'any_tags':['three']}",
          ",'types':['event.published']",
          ",'depth':0",
          ",'maxLatencyMs':20");

  @TempDir Path folder;

  /** A client that keeps what came, and where it was. */
  private static final class Client {
    private final String filter;
    private final List<Long> events = new ArrayList<>();
    private String cursor = "";

    Client(String filter) {
      this.filter = filter;
    }

    /** Follows from where it was until some batches came, and is cut off then. */
    void follow(TestDaemon daemon, int batches) {
      String from =
          cursor.isEmpty() ? "{'kind':'start'}" : "{'kind':'cursor','cursor':'" + cursor + "'}";
      try (Peer peer = daemon.connect()) {
        EventTail tail = EventTail.from(peer, "workspace", from, filter);
        boolean isSynced = false;
        for (int i = 0; i < batches && !isSynced; i++) {
          JsonNode batch = tail.batch();
          cursor = batch.path("through").asText();
          isSynced = batch.path("synced").asBoolean();
        }
        tail.events().forEach(event -> events.add(event.path("seq").asLong()));
      }
    }
  }

  @Test
  void endsWithTheSameEventsInOrderAndNoneTwice() {
    var random = new Random(SEED);
    List<Client> clients = FILTERS.stream().map(Client::new).toList();
    Path home = folder.resolve("0");
    int published = 0;
    for (int crash = 1; crash <= CRASHES; crash++) {
      Path next = folder.resolve(String.valueOf(crash));
      try (TestDaemon daemon = TestDaemon.open(home);
          Peer writer = daemon.connect()) {
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = random.nextInt(40); i > 0; i--) {
            publish(writer, published++);
          }
          Client client = clients.get(random.nextInt(clients.size()));
          client.follow(daemon, 1 + random.nextInt(2));
        }
        // The next daemon finds what a crash leaves at this instant.
        daemon.copy(next);
      }
      home = next;
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer reader = daemon.connect()) {
      for (Client client : clients) {
        client.follow(daemon, Integer.MAX_VALUE);
        assertThat(client.events)
            .as("seed %d, filter %s", SEED, client.filter)
            .isEqualTo(read(reader, client.filter));
      }
    }
  }

  private static void publish(Peer writer, int n) {
    writer.result(
        "events/publish",
        "{'schema':'"
            + (n % 2 == 0 ? "even" : "odd")
            + ".v1','tags':["
            + (n % 3 == 0 ? "'three'" : "")
            + "],'data':{'n':"
            + n
            + "},'key':'k"
            + n
            + "'}");
  }

  private static List<Long> read(Peer reader, String filter) {
    var events = new ArrayList<Long>();
    String more = filter.contains("maxLatencyMs") ? "" : filter;
    reader
        .result("events/read", "{'session':'workspace','limit':1000,'waitMs':0" + more + "}")
        .path("events")
        .forEach(event -> events.add(event.path("seq").asLong()));
    return events;
  }
}
