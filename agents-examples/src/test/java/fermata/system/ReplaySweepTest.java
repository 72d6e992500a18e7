package fermata.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.wire.discovery.Build;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.run.RunListParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon dies by SIGKILL at random instants while clients start runs, publish events, send the
 * same again, go away before they hear a reply, and follow with filters of every kind through lost
 * connections of their own.
 *
 * <p>Then each follower has what a read from the start gives, the same to the last member, in order
 * and none twice; and there is one run for each key. {@code scripts/replay-sweep} does it for long.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
final class ReplaySweepTest {

  private static final int KILLS = Integer.getInteger("fermata.replay.kills", 2);
  private static final long SEED = Long.getLong("sim.seed", 20_261_122);
  private static final int WRITERS = 2;
  private static final Duration START_MAX = Duration.ofMinutes(2);

  /** Events that are seen between two kills at most. */
  private static final int EVENTS_BETWEEN = 200;

  /** Runs and publications of one writer between two kills, so that the end is near. */
  private static final int RUNS_MAX = 40 * KILLS;

  /** Sessions that are followed. */
  private static final int SESSIONS_MAX = 4 * KILLS;

  private static final String AGENT =
      """
      agent: replayed
      input: {id: {type: string}}
      nodes:
        first: {set: {x: 1}, next: [left, right]}
        left: {for: 20ms, next: each}
        each: {over: [1, 2], do: body, next: last}
        body: {set: {y: "${{ item }}"}}
        right: {set: {z: 3}, next: last}
        last: {set: {end: reached}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;
  private final Map<String, String> runs = new ConcurrentHashMap<>();
  private final List<String> sessions = new CopyOnWriteArrayList<>();
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Semaphore seen = new Semaphore(0);

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder).ofBuild("replay");
    agent = Files.writeString(folder.resolve("replayed.agent.yaml"), AGENT);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  private FermataClient connect() {
    ClientSettings found =
        ClientSettings.of(fermata.environment(), new ClientIdentity("replay", "1", null));
    // A virtual machine on a busy machine may take longer than people would wait.
    return FermataClient.connect(
        new ClientSettings(
            found.run(),
            found.state(),
            found.build(),
            found.identity(),
            found.daemonCommand(),
            fermata.environment(),
            false,
            START_MAX,
            START_MAX));
  }

  @Test
  void whoFollowsThroughKillsHasWhatIsStoredAndEachKeyHasOneRun() throws Exception {
    var random = new Random(SEED);
    List<ReplayFollower> followers = ReplayFollower.ofEachKind(this::connect, sessions, seen);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
        FermataClient client = connect()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        long seed = random.nextLong();
        work.add(pool.submit(() -> write(new Random(seed))));
      }
      for (ReplayFollower follower : followers) {
        long seed = random.nextLong();
        work.add(pool.submit(() -> follower.follow(new Random(seed), isOver)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        seen.drainPermits();
        assertThat(seen.tryAcquire(1 + random.nextInt(EVENTS_BETWEEN), 2, TimeUnit.MINUTES))
            .as("kill %d of seed %d: the daemon goes on", kill, SEED)
            .isTrue();
        kill(client);
      }
      isOver.set(true);
      for (Future<?> each : work) {
        each.get(2, TimeUnit.MINUTES);
      }
      assertOneRunForEachKey(client);
      for (ReplayFollower follower : followers) {
        follower.assertHasAll(client, SEED);
      }
    }
  }

  private static void kill(FermataClient client) throws Exception {
    long pid = client.call(Methods.DAEMON_STATUS, new Nothing()).pid();
    ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
    daemon.destroyForcibly();
    daemon.onExit().get(30, TimeUnit.SECONDS);
  }

  // ---- who writes

  private void write(Random random) {
    try (FermataClient client = connect()) {
      for (int i = 0; i < RUNS_MAX && !isOver.get(); i++) {
        try {
          act(client, random);
        } catch (FermataException | IOException daemonIsGone) {
          // Whether it was done is not known, so the same is sent again at the end.
        }
      }
    }
  }

  private void act(FermataClient client, Random random) throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> note("k" + keys.getAndIncrement(), client);
      case 1 -> note("k" + random.nextInt(keys.get() + 1), client);
      case 2 -> sendAndLeave("k" + random.nextInt(keys.get() + 1));
      default -> publish(client, random.nextInt(1000));
    }
  }

  private void note(String key, FermataClient client) {
    RunStartResult started = client.call(Methods.RUN_START, params(key));
    String before = runs.putIfAbsent(key, started.run());
    if (before == null) {
      if (sessions.size() < SESSIONS_MAX) {
        sessions.add(started.session());
      }
    } else {
      assertThat(started.run()).as("run of %s, seed %d", key, SEED).isEqualTo(before);
    }
  }

  private RunStartParams params(String key) {
    ObjectNode input = JsonNodeFactory.instance.objectNode().put("id", key);
    return RunStartParams.of(agent.toString(), input, key);
  }

  /** A client that is gone before there is a reply to read. */
  private void sendAndLeave(String key) throws IOException {
    runs.computeIfAbsent(key, _ -> "");
    runs.remove(key, "");
    int number = Integer.parseInt(key.substring(1));
    keys.accumulateAndGet(number + 1, Math::max);
    Path socket = folder.resolve("run").resolve("d-" + new Build("replay", "").tag() + ".sock");
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String lines =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocol\":[\"1.0.0\"],"
              + "\"client\":{\"name\":\"hasty\",\"version\":\"1\"}}}\n"
              + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"run/start\",\"params\":"
              + Json.toText(Json.toTree(params(key)))
              + "}\n";
      channel.write(ByteBuffer.wrap(lines.getBytes(UTF_8)));
    }
  }

  private static void publish(FermataClient client, int n) {
    String schema = n % 2 == 0 ? "even.v1" : "odd.v1";
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("n", n);
    client.call(
        Methods.EVENTS_PUBLISH, new EventsPublishParams(schema, data, List.of(), null, "p" + n));
  }

  // ---- what is left

  private void assertOneRunForEachKey(FermataClient client) {
    for (int i = 0; i < keys.get(); i++) {
      note("k" + i, client);
    }
    for (String run : runs.values()) {
      client.call(Methods.RUN_WAIT, new RunWaitParams(run, WaitUntil.TERMINAL, 30_000L));
    }
    List<RunSummary> all = new ArrayList<>();
    String cursor = null;
    do {
      var page = client.call(Methods.RUN_LIST, new RunListParams(null, 500, cursor));
      all.addAll(page.runs());
      cursor = page.cursor();
    } while (cursor != null);
    assertThat(all.stream().map(RunSummary::run))
        .as("seed %d", SEED)
        .containsExactlyInAnyOrderElementsOf(runs.values());
    assertThat(all).allMatch(run -> run.status().wireName().equals("completed"));
  }
}
