package fermata.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.method.daemon.ClientIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

/**
 * Fifty clients that find no daemon, some of them processes of their own: one daemon starts.
 *
 * <p>{@code scripts/start-race} does it many times.
 */
final class StartRaceTest {

  private static final int CLIENTS = 46;
  private static final int PROCESSES = 4;
  private static final String BUILD = "race";
  private static final int ROUNDS = Integer.getInteger("fermata.race.rounds", 2);

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
    Set<String> before = new TreeSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Set<String> instances = race();
      assertThat(instances).as("round %d", round).hasSize(1);
      assertThat(before).as("before round %d", round).doesNotContainAnyElementsOf(instances);
      before.addAll(instances);
      // The file keeps the last hundred of what happened to daemons.
      assertThat(starts()).as("round %d", round).isSubsetOf(before).endsWith(last(instances));
      // What stays: a socket that nobody listens on, a description, locks that nobody holds.
      fermata.killDaemon();
    }
  }

  private static String last(Set<String> instances) {
    return instances.iterator().next();
  }

  private Set<String> race() throws Exception {
    List<Callable<String>> all = new ArrayList<>(Collections.nCopies(CLIENTS, this::connect));
    all.addAll(Collections.nCopies(PROCESSES, this::process));
    Set<String> instances = new TreeSet<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> each : pool.invokeAll(all)) {
        instances.add(each.get());
      }
    }
    return instances;
  }

  private String connect() {
    return Client.connect(fermata.environment());
  }

  private String process() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Client.class.getName());
    builder.environment().putAll(fermata.environment());
    Process process = builder.start();
    String instance = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return instance;
  }

  /** A client as a process of its own, which prints the daemon that it came to. */
  static final class Client {

    // Two virtual machines on a busy machine may take longer than people would wait.
    private static final Duration START_MAX = Duration.ofMinutes(2);

    private Client() {}

    public static void main(String[] arguments) {
      System.out.println(connect(System.getenv()));
    }

    static String connect(Map<String, String> environment) {
      ClientSettings found = ClientSettings.of(environment, new ClientIdentity("race", "1", null));
      var settings =
          new ClientSettings(
              found.run(),
              found.state(),
              found.build(),
              found.identity(),
              found.daemonCommand(),
              environment,
              false,
              START_MAX,
              START_MAX);
      try (var client = FermataClient.connect(settings)) {
        return client.daemon().daemon().instance();
      }
    }
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
