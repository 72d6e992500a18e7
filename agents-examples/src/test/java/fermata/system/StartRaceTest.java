package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.method.daemon.ClientIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty clients that find no daemon, some of them processes of their own: one daemon starts. */
final class StartRaceTest {

  private static final int CLIENTS = 46;
  private static final int PROCESSES = 4;
  private static final String BUILD = "race";

  @TempDir Path folder;
  private Fermata fermata;

  @BeforeEach
  void start() {
    fermata = new Fermata(folder).ofBuild(BUILD);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void oneDaemonStartsForFiftyClientsAlsoWhereAKilledOneLeftItsFiles() throws Exception {
    Set<String> first = race();
    assertThat(first).hasSize(1);
    // What stays: a socket that nobody listens on, a description, locks that nobody holds.
    fermata.killDaemon();
    Set<String> second = race();
    assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    assertThat(starts()).hasSize(2);
  }

  private Set<String> race() throws Exception {
    List<Callable<String>> all = new ArrayList<>(Collections.nCopies(CLIENTS, this::connect));
    all.addAll(Collections.nCopies(PROCESSES, this::command));
    Set<String> instances = new TreeSet<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> each : pool.invokeAll(all)) {
        instances.add(each.get());
      }
    }
    return instances;
  }

  private String connect() {
    var settings =
        ClientSettings.of(fermata.environment(), new ClientIdentity("race", "1", null));
    try (var client = FermataClient.connect(settings)) {
      return client.daemon().daemon().instance();
    }
  }

  private String command() {
    JsonNode status = fermata.run("daemon", "start", "--json").expect(0).json();
    return status.path("instance").asText();
  }

  /** {@return the daemons that came so far as to serve} */
  private List<String> starts() throws IOException {
    String file = "d-" + new Build(BUILD, "").tag() + ".events";
    assertThat(folder.resolve("run").resolve(file)).exists();
    try (Stream<LifecycleEvent> events =
        LifecycleEvent.readAll(folder.resolve("run").resolve(file)).stream()) {
      return events
          .filter(event -> event.what().equals("ready"))
          .map(LifecycleEvent::instanceId)
          .toList();
    }
  }
}
