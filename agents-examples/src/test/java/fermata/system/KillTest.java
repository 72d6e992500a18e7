package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.wire.event.EventEnvelope;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The daemon dies as by a power cut while a run is held, while a tool is at work and after chosen
 * events: nothing acknowledged is lost, nothing finished is done again, the unknown is said.
 *
 * <p>What the tools did stands in a file that they append a line to for every attempt, and one
 * client watches from before the kill to the end.
 */
class KillTest {

  /** Every how manieth event the daemon is killed after; {@code scripts/kill-sweep} sets 1. */
  private static final int STRIDE = Integer.getInteger("fermata.kill.stride", 18);

  private static final int EVENTS_MAX = 23;

  private static final int CONSTRUCT_EVENTS_MAX = 50;

  private static final int CONSTRUCT_STRIDE = STRIDE == 1 ? 1 : 2;

  private static final Duration WAIT_MAX = Duration.ofMinutes(2);

  private static final String CHILD =
      """
      agent: child
      tools: [work.*]
      approvals: {default: allow}
      nodes:
        inner: {tool: work.once, args: {name: inner}}
      """;

  private static final String CONSTRUCTS =
      """
      agent: work
      tools: [work.*]
      approvals: {default: allow}
      nodes:
        begin: {set: {x: 1}, next: [left, each]}
        left: {tool: work.once, args: {name: left}, next: meet}
        each: {over: [m1, m2], do: body, concurrency: 2, on_error: collect, next: meet}
        body: {tool: work.once, args: {name: "${{ item }}"}}
        meet: {set: {met: true}, next: pause}
        pause: {for: 200ms, next: flow}
        flow:
          steps:
            - {id: w1, tool: work.once, args: {name: w1}}
            - {id: w2, tool: work.once, args: {name: w2}, needs: [w1]}
          next: [{to: below, on: always}]
        below: {agent: child, next: last}
        last: {set: {end: reached}, outputs: {end: {type: string}}}
      """;

  /** Writes down that it began, waits at a gate where there is one, and writes that it ended. */
  private static final String WORK =
      """
      read -r arguments
      name=$(printf '%s' "$arguments" | sed 's/.*"name":"\\([^"]*\\)".*/\\1/')
      gate=$(printf '%s' "$arguments" | sed -n 's/.*"gate":"\\([^"]*\\)".*/\\1/p')
      echo "$name $FERMATA_ATTEMPT $FERMATA_IDEMPOTENCY_KEY" >>witness.txt
      if [ -n "$gate" ] && [ -p "$gate" ]; then read -r _ <"$gate"; fi
      printf '{"done":"%s"}' "$name"
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path work;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    work = Files.createDirectories(folder.resolve("work"));
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aHeldRunGoesOnAfterAKill() throws IOException {
    Path example = Fermata.example("folder-review", folder.resolve("review"));
    String agent = example.resolve("folder-review.agent.yaml").toString();
    String session =
        ExamplesTest.session(fermata.run("run", agent, "glob=*.md", "--json").expect(3));
    List<JsonNode> before = events(session);

    fermata.killDaemon();
    assertThat(events(session)).isEqualTo(before);

    fermata.killDaemon();
    fermata.run("answer", session, "write the report").expect(0);
    fermata.run("resume", session).expect(0);
    List<JsonNode> after = events(session);
    assertThat(after.subList(0, before.size())).isEqualTo(before);
    assertWhole(after);
    assertThat(types(after)).doesNotContain("run.interrupted");
    assertThat(after.stream().filter(event -> type(event).equals("tool.started"))).hasSize(4);
    assertThat(example.resolve("review-report.md")).exists();
  }

  @Test
  void aCallWhoseOutcomeTheKillHidIsSaidToBeUnknownAndAskedAbout() throws Exception {
    agent("{tool: work.once, args: {name: first, gate: gate}, next: second}", "ask");
    Watch watch = killedWhileTheToolWorks("tool.started");

    JsonNode unknown = watch.until("tool.unknown");
    assertThat(unknown.path("data").path("then").asText()).isEqualTo("ask");
    JsonNode asked = watch.until("question.asked");
    assertThat(asked.path("data").path("kind").asText()).isEqualTo("toolUnknown");
    watch.until("run.held");
    assertThat(attempts("first")).hasSize(1);

    openTheGate();
    fermata.run("answer", session(watch), "retry").expect(0);
    watch.until("run.completed");
    assertThat(attempts("first")).hasSize(2);
    assertThat(new HashSet<>(keys("first"))).as("the key of both attempts").hasSize(1);
    assertThat(attempts("second")).hasSize(1);
    assertWhole(watch.events());
    watch.close();
  }

  @Test
  void anIdempotentCallIsMadeAgainWithItsKey() throws Exception {
    agent("{tool: work.again, args: {name: first, gate: gate}, next: second}", "ask");
    Watch watch = killedWhileTheToolWorks("tool.started");

    watch.until("run.interrupted");
    watch.until("tool.started");
    openTheGate();
    watch.until("run.completed");
    assertThat(watch.types()).doesNotContain("tool.unknown", "question.asked");
    assertThat(attempts("first")).hasSize(2);
    assertThat(new HashSet<>(keys("first"))).hasSize(1);
    assertWhole(watch.events());
    watch.close();
  }

  @ParameterizedTest
  @MethodSource("killPoints")
  void killedAfterAnyEventNothingIsLostAndNothingFinishedIsRepeated(int seq) throws Exception {
    agent("{tool: work.once, args: {name: first}, next: [second, third]}", "skip");
    Watch watch = watched();
    watch.untilSeq(seq);
    fermata.killDaemon();
    fermata.run("daemon", "start").expect(0);

    if (!watch.types().contains("run.completed")) {
      watch.until("run.completed");
    }
    assertWhole(watch.events());
    List<String> keys =
        IntStream.range(0, 3).mapToObj(KillTest::name).flatMap(this::keysOf).toList();
    assertThat(keys).as("attempts of calls that cannot be repeated").doesNotHaveDuplicates();
    assertThat(finishedNames(watch.events()))
        .as("calls that finished were made")
        .isSubsetOf(witnessed());
    watch.close();
  }

  /**
   * One store, and one kill after another, each after a later event of a new run over branches that
   * meet, a map, a time to wait for, a workflow and a child run: those that were killed before are
   * at work too.
   */
  @Test
  void killedAgainAndAgainWhileEveryConstructIsAtWorkNothingFinishedIsRepeated() throws Exception {
    agent("{tool: work.once, args: {name: first}, next: second}", "skip");
    Files.writeString(work.resolve("child.agent.yaml"), CHILD);
    Files.writeString(work.resolve("work.agent.yaml"), CONSTRUCTS);
    List<RunStartResult> runs = new ArrayList<>();
    try (FermataClient client = connect()) {
      for (int seq = 3; seq <= CONSTRUCT_EVENTS_MAX; seq += CONSTRUCT_STRIDE) {
        RunStartResult run = start(client);
        runs.add(run);
        untilSeq(client, run, seq);
        fermata.killDaemon();
      }
      assertThat(runs).as("kills").hasSizeGreaterThanOrEqualTo(24);
      for (RunStartResult run : runs) {
        again(() -> ended(client, run));
        List<JsonNode> events = again(() -> eventsOf(client, run));
        assertWhole(events);
        assertDoneOnce(run, events);
      }
    }
  }

  /** Every call has one attempt at most, and exactly one where it has an outcome. */
  private void assertDoneOnce(RunStartResult run, List<JsonNode> events) throws IOException {
    List<String> witnessed =
        Files.readAllLines(work.resolve("witness.txt")).stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .filter(key -> key.startsWith(run.run() + "/"))
            .toList();
    assertThat(witnessed).as("attempts of calls that cannot be repeated").doesNotHaveDuplicates();
    Map<String, String> keys = new HashMap<>();
    for (JsonNode event : events) {
      JsonNode data = event.path("data");
      String call = data.path("call").asText();
      switch (type(event)) {
        case "tool.started" -> keys.put(call, data.path("key").asText());
        case "tool.completed" -> assertThat(witnessed).contains(keys.get(call));
        default -> {}
      }
    }
  }

  private FermataClient connect() {
    Map<String, String> environment = fermata.environmentOfDaemon();
    ClientSettings found = ClientSettings.of(environment, new ClientIdentity("kill", "1", null));
    // A virtual machine on a busy machine may take longer than people would wait.
    return FermataClient.connect(
        new ClientSettings(
            found.run(),
            found.state(),
            found.build(),
            found.identity(),
            found.daemonCommand(),
            environment,
            false,
            WAIT_MAX,
            WAIT_MAX));
  }

  /** Starts a run, however often the daemon goes away before it says so. */
  private RunStartResult start(FermataClient client) {
    var agent = new AgentReference(work.resolve("work.agent.yaml").toUri().toString(), null);
    String key = UUID.randomUUID().toString();
    return again(
        () ->
            client.call(
                Methods.RUN_START,
                new RunStartParams(
                    agent, null, null, null, null, key, null, null, null, null, null)));
  }

  /** Waits for the event with the number, or for the end of the run where that comes before. */
  private static void untilSeq(FermataClient client, RunStartResult run, int seq) {
    long last = 0;
    String cursor = null;
    boolean hasEnded = false;
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (last < seq && !hasEnded) {
      assertThat(System.nanoTime()).as("%s stands at event %s", run, last).isLessThan(deadline);
      EventsReadResult page =
          client.call(
              Methods.EVENTS_READ, EventsReadParams.forward(run.session(), cursor, 100, 10_000));
      for (EventEnvelope event : page.events()) {
        last = event.seq();
        hasEnded |= event.type().equals("run.completed") || event.type().equals("run.failed");
      }
      cursor = page.cursor();
    }
  }

  private static RunSummary ended(FermataClient client, RunStartResult run) {
    RunWaitResult waited =
        client.call(
            Methods.RUN_WAIT,
            new RunWaitParams(run.run(), WaitUntil.TERMINAL, WAIT_MAX.minusSeconds(20).toMillis()));
    assertThat(waited.reached()).as("%s", waited.run()).isTrue();
    return waited.run();
  }

  private static List<JsonNode> eventsOf(FermataClient client, RunStartResult run) {
    EventsReadResult all =
        client.call(Methods.EVENTS_READ, EventsReadParams.forward(run.session(), null, 1_000, 0));
    return all.events().stream().<JsonNode>map(Json::toTree).toList();
  }

  /** Asks again where the daemon is gone; the client starts the next one. */
  private static <R> R again(Supplier<R> call) {
    long deadline = System.nanoTime() + WAIT_MAX.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (FermataException.Disconnected | FermataException.Unreachable gone) {
        if (System.nanoTime() > deadline) {
          throw gone;
        }
      }
    }
  }

  static IntStream killPoints() {
    return IntStream.iterate(2, seq -> seq <= EVENTS_MAX, seq -> seq + STRIDE);
  }

  private static String name(int index) {
    return List.of("first", "second", "third").get(index);
  }

  private void agent(String first, String onUnknown) throws IOException {
    Files.writeString(
        work.resolve("work.tools.yaml"),
        """
        tools:
          work.once:
            description: Does something that cannot be done twice.
            command: [sh, work.sh]
            input: {name: {type: string}, gate: {type: string, default: ""}}
            output: {done: {type: string}}
            on_unknown: %s
            timeout: 60s
          work.again:
            description: Does something that may be done twice.
            command: [sh, work.sh]
            idempotent: true
            input: {name: {type: string}, gate: {type: string, default: ""}}
            output: {done: {type: string}}
            timeout: 60s
        """
            .formatted(onUnknown));
    Files.writeString(work.resolve("work.sh"), WORK);
    Files.writeString(
        work.resolve("work.agent.yaml"),
        """
        agent: work
        tools: [work.*]
        approvals: {default: allow}
        nodes:
          first: %s
          second: {tool: work.once, args: {name: second}, next: last}
          third: {tool: work.once, args: {name: third}, next: last}
          last: {set: {end: reached}, outputs: {end: {type: string}}}
        entries: {main: {node: first}}
        """
            .formatted(first));
  }

  private Watch watched() {
    Fermata.Ended started =
        fermata.run("run", work.resolve("work.agent.yaml").toString(), "--detach", "--json");
    return new Watch(fermata, ExamplesTest.session(started.expect(0)));
  }

  /** Kills the daemon after the event, while the tool waits at its gate. */
  private Watch killedWhileTheToolWorks(String after) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", work.resolve("gate").toString()).start().waitFor())
        .isZero();
    Watch watch = watched();
    watch.until(after);
    untilWitnessed();
    fermata.killDaemon();
    fermata.run("daemon", "start").expect(0);
    return watch;
  }

  /** The tool has begun once its line is in the file; the file is watched, not polled. */
  private void untilWitnessed() throws Exception {
    try (var watcher = work.getFileSystem().newWatchService()) {
      work.register(watcher, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      if (Files.exists(work.resolve("witness.txt"))) {
        return;
      }
      assertThat(watcher.poll(30, java.util.concurrent.TimeUnit.SECONDS)).isNotNull();
    }
  }

  /** From now on nobody waits at the gate; who waits already is let through. */
  private void openTheGate() throws IOException {
    Path gate = work.resolve("gate");
    Path opened = work.resolve("opened");
    Files.move(gate, opened);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Files.writeString(opened, "go\n", StandardCharsets.UTF_8);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
  }

  private static String session(Watch watch) {
    return watch.events().stream()
        .filter(event -> type(event).equals("session.created"))
        .map(event -> event.path("data").path("session").asText())
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> events(String session) {
    return fermata.run("events", session, "--json").expect(0).jsonLines().toList();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(KillTest::type).toList();
  }

  private static String type(JsonNode event) {
    return event.path("type").asText();
  }

  /** No gap, no repetition, one end and nothing after it, one outcome for each call. */
  static void assertWhole(List<JsonNode> events) {
    assertThat(events.stream().map(event -> event.path("seq").asLong()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, events.size()).mapToObj(seq -> (long) seq).toList());
    assertThat(types(events).stream().filter(type -> type.equals("run.completed"))).hasSize(1);
    assertThat(type(events.getLast())).isEqualTo("run.completed");
    var ended = new ArrayList<String>();
    for (JsonNode event : events) {
      if (type(event).equals("tool.completed")) {
        ended.add(event.path("data").path("call").asText());
      }
    }
    assertThat(ended).doesNotHaveDuplicates();
  }

  private static Set<String> finishedNames(List<JsonNode> events) {
    Set<String> names = new TreeSet<>();
    for (JsonNode event : events) {
      if (type(event).equals("tool.completed")) {
        names.add(event.path("data").path("result").path("done").asText());
      }
    }
    return names;
  }

  private Set<String> witnessed() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(work.resolve("witness.txt"))) {
      names.add(line.substring(0, line.indexOf(' ')));
    }
    return names;
  }

  private List<String> attempts(String name) throws IOException {
    return Files.readAllLines(work.resolve("witness.txt")).stream()
        .filter(line -> line.startsWith(name + " "))
        .toList();
  }

  private List<String> keys(String name) throws IOException {
    return attempts(name).stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
  }

  private Stream<String> keysOf(String name) {
    try {
      return keys(name).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
