import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.question.QuestionListParams;
import fermata.wire.method.question.QuestionView;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.run.RunListParams;
import fermata.wire.method.run.RunListResult;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.trigger.AgentRegisterParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Ends the daemon at random instants while runs of every construct are at work, and looks at what is
 * left: in the journals, and in the file to which the tools append a line for each attempt.
 */
public final class KillSweep {

  /** Branches, a map, a question, a time and an event to wait for, a workflow, a child run. */
  private static final String SWEEP =
      """
      agent: sweep
      tools: [work.*]
      approvals: {default: allow}
      input: {id: {type: string}}
      output:
        end: {type: string, from: "${{ state.end }}"}
        word: {type: string, from: "${{ state.word }}"}
        made: {type: array, from: "${{ state.made }}"}
        w2: {type: string, from: "${{ state.w2 }}"}
      state:
        end: {type: string, default: ""}
        word: {type: string, default: ""}
        w2: {type: string, default: ""}
        made: {type: array, default: []}
      nodes:
        begin: {set: {x: 1}, next: [left, each, ask]}
        left: {tool: work.once, args: {name: "${{ input.id + '-left' }}"}, next: meet}
        each: {over: [m1, m2, m3], do: body, concurrency: 2, next: meet}
        body: {tool: work.again, args: {name: "${{ input.id + '-' + item }}"}, outputs: {done: {type: string}}}
        ask: {ask: "Well, ${{ input.id }}?", answer: {word: {type: string}}, next: meet}
        meet: {set: {state.word: "${{ nodes.ask.word }}", state.made: "${{ nodes.each.results }}"}, next: pause}
        pause: {for: 100ms, next: heard}
        heard:
          event: {schema: sweep.reply.v1, where: [{path: $.id, op: eq, value: "${{ input.id }}"}]}
          timeout: 1d
          next: flow
        flow:
          steps:
            - {id: w1, tool: work.again, args: {name: "${{ input.id + '-w1' }}"}}
            - {id: w2, tool: work.again, args: {name: "${{ input.id + '-w2' }}"}, needs: [w1]}
          return: {done: "${{ steps.w2.done }}"}
          outputs: {done: {type: string}}
          next: below
        below: {agent: below, input: {id: "${{ input.id }}"}, next: last}
        last: {set: {state.end: reached, state.w2: "${{ nodes.flow.done }}"}}
      """;

  private static final String BELOW =
      """
      agent: below
      tools: [work.*]
      approvals: {default: allow}
      input: {id: {type: string}}
      nodes:
        inner: {tool: work.once, args: {name: "${{ input.id + '-inner' }}"}}
      """;

  /** Is started by an event. */
  private static final String CLERK =
      """
      agent: clerk
      tools: [work.*]
      approvals: {default: allow}
      input: {id: {type: string}}
      output: {id: {type: string, from: "${{ input.id }}"}}
      entries:
        default:
          node: serve
          trigger: {event: {schema: sweep.order.v1}}
          input: {id: "${{ event.id }}"}
          concurrent: 4
          overflow: queue
      nodes:
        serve: {tool: work.once, args: {name: "${{ input.id }}"}, next: end}
        end: {set: {x: 1}}
      """;

  private static final String TOOLS =
      """
      tools:
        work.once:
          description: Does something that cannot be done twice.
          command: [sh, work.sh]
          input: {name: {type: string}}
          output: {done: {type: string}}
          on_unknown: skip
          timeout: 60s
        work.again:
          description: Does something that may be done twice.
          command: [sh, work.sh]
          idempotent: true
          input: {name: {type: string}}
          output: {done: {type: string}}
          timeout: 60s
      """;

  private static final String WORK =
      """
      read -r arguments
      name=$(printf '%s' "$arguments" | sed 's/.*"name":"\\([^"]*\\)".*/\\1/')
      echo "$name $FERMATA_ATTEMPT $FERMATA_IDEMPOTENCY_KEY" >>WITNESS
      printf '{"done":"%s"}' "$name"
      """;

  private static final int RUNS_AT_ONCE = 4;
  private static final int ORDERS_AT_ONCE = 3;
  private static final Duration ROUND_MAX = Duration.ofMinutes(5);

  private final FermataClient client;
  private final Path folder;
  private final Random random;
  private final Set<String> orders = new HashSet<>();
  private final Map<String, Integer> seen = new TreeMap<>();
  private JsonNode undisturbed = JsonNodeFactory.instance.objectNode();

  private KillSweep(FermataClient client, Path folder, long seed) {
    this.client = client;
    this.folder = folder;
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int kills = Integer.parseInt(args[1]);
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    System.out.println("seed " + seed);
    var settings = ClientSettings.of(System.getenv(), new ClientIdentity("sweep", "0", null)).keptAlive();
    try (FermataClient client = FermataClient.connect(settings)) {
      new KillSweep(client, folder, seed).sweep(kills);
    }
    System.exit(0);
  }

  private void sweep(int kills) throws Exception {
    Files.writeString(folder.resolve("sweep.agent.yaml"), SWEEP);
    Files.writeString(folder.resolve("below.agent.yaml"), BELOW);
    Files.writeString(folder.resolve("clerk.agent.yaml"), CLERK);
    Files.writeString(folder.resolve("work.tools.yaml"), TOOLS);
    Files.writeString(folder.resolve("work.sh"), WORK.replace("WITNESS", witness().toString()));
    Files.createFile(witness());
    client.call(
        Methods.AGENT_REGISTER,
        new AgentRegisterParams(folder.resolve("clerk.agent.yaml").toUri().toString(), null, UUID.randomUUID().toString()));
    undisturbed = outputOf(toTheEnd("r0-0"), "r0-0");
    System.out.println("undisturbed: " + undisturbed);
    int killed = 0;
    for (int round = 1; killed < kills; round++) {
      killed += round(round);
      System.out.printf("round %d: %d ends of the daemon, %s%n", round, killed, seen);
    }
    checkOrders();
    System.out.printf("%d ends of the daemon: nothing lost, nothing finished done again%n", killed);
  }

  private Path witness() {
    return folder.resolve("witness.txt");
  }

  /** Runs side by side, and the daemon ended until all of them have, each time somewhat later. */
  private int round(int round) throws Exception {
    int killed = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = new HashMap<String, Future<RunSummary>>();
      for (int i = 0; i < RUNS_AT_ONCE; i++) {
        String id = "r" + round + "-" + i;
        ends.put(id, threads.submit(() -> toTheEnd(id)));
      }
      Future<?> ordered = threads.submit(() -> order(round));
      long deadline = System.nanoTime() + ROUND_MAX.toNanos();
      while (!awaitAll(ends.values(), Duration.ofMillis(50 + random.nextInt(1_500 + 250 * killed)))) {
        check(System.nanoTime() < deadline, "round " + round + " does not end");
        end();
        killed++;
      }
      ordered.get();
      for (var end : ends.entrySet()) {
        check(end.getKey(), end.getValue().get());
      }
    }
    return killed;
  }

  private static boolean awaitAll(Iterable<Future<RunSummary>> ends, Duration max) throws Exception {
    long deadline = System.nanoTime() + max.toNanos();
    for (Future<RunSummary> end : ends) {
      try {
        end.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        return false;
      } catch (ExecutionException failure) {
        throw new AssertionError("a run cannot be followed", failure.getCause());
      }
    }
    return true;
  }

  /** Every tenth time by a polite signal, else as a power cut does. */
  private void end() {
    long pid = again(() -> client.call(Methods.DAEMON_STATUS, new Nothing()).pid());
    ProcessHandle daemon = ProcessHandle.of(pid).orElse(null);
    if (daemon == null) {
      return;
    }
    boolean isPolite = random.nextInt(10) == 0;
    count(isPolite ? "SIGTERM" : "SIGKILL");
    if (isPolite) {
      daemon.destroy();
    } else {
      daemon.destroyForcibly();
    }
    daemon.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private synchronized void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  private RunSummary toTheEnd(String id) {
    String key = UUID.randomUUID().toString();
    RunStartResult run = again(() -> client.call(Methods.RUN_START, start(id, key)));
    long deadline = System.nanoTime() + ROUND_MAX.toNanos();
    for (int attempt = 0; ; attempt++) {
      RunSummary now = again(() -> client.call(Methods.RUN_GET, new RunGetParams(run.run())));
      if (now.endedAt() != null) {
        return now;
      }
      check(System.nanoTime() < deadline, id + " does not end: " + now);
      for (QuestionView question :
          again(() -> client.call(Methods.QUESTION_LIST, new QuestionListParams(run.session(), null))).questions()) {
        answer(question);
      }
      if (now.reasons().stream().anyMatch(reason -> reason.startsWith("event:"))) {
        publish("sweep.reply.v1", id, id + "-" + attempt);
      }
      pause();
    }
  }

  private RunStartParams start(String id, String key) {
    return new RunStartParams(
        new AgentReference(folder.resolve("sweep.agent.yaml").toUri().toString(), null),
        JsonNodeFactory.instance.objectNode().put("id", id),
        null, null, null, key, null, null, null, null, null);
  }

  private void answer(QuestionView question) {
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("word", "yes");
    String key = UUID.randomUUID().toString();
    var params = new QuestionAnswerParams(List.of(new Answer(question.question(), AnswerAction.ACCEPT, content)), key);
    try {
      again(() -> client.call(Methods.QUESTION_ANSWER, params));
      count("answers acknowledged");
    } catch (FermataException.Refused late) {
      count("answers refused: " + late.getMessage().replaceAll("[0-9a-f]{8}-\\S+|r\\d+-\\d+", "*"));
    }
  }

  private void publish(String schema, String id, String dedupeKey) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("id", id);
    String key = UUID.randomUUID().toString();
    again(() -> client.call(Methods.EVENTS_PUBLISH, new EventsPublishParams(schema, data, null, dedupeKey, key)));
  }

  private void order(int round) {
    for (int i = 0; i < ORDERS_AT_ONCE; i++) {
      String id = "order-" + round + "-" + i;
      publish("sweep.order.v1", id, id);
      synchronized (this) {
        orders.add(id);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Asks again, with the same key, for as long as there is no answer because the daemon is gone. */
  private static <R> R again(Supplier<R> call) {
    long deadline = System.nanoTime() + ROUND_MAX.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (FermataException failure) {
        boolean isOver = failure instanceof FermataException.Refused refused && !refused.isRetryable();
        if (isOver || System.nanoTime() > deadline) {
          throw failure;
        }
        pause();
      }
    }
  }

  private void check(String id, RunSummary run) throws Exception {
    check(run.status().equals(RunStatus.COMPLETED), id + " ended as " + run);
    JsonNode output = outputOf(run, id);
    check(output.equals(undisturbed), id + " gave " + output + " (expected: " + undisturbed + ")");
    checkJournal(id, run.session());
    var lines = Files.readAllLines(witness()).stream().filter(line -> line.startsWith(id + "-")).toList();
    var attempts = new HashMap<String, Integer>();
    lines.forEach(line -> attempts.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum));
    for (String once : List.of("-left", "-inner")) {
      check(attempts.getOrDefault(id + once, 0) <= 1, id + once + " was done " + attempts.get(id + once) + " times");
    }
    for (String repeated : List.of("-m1", "-m2", "-m3", "-w1", "-w2")) {
      int made = attempts.getOrDefault(id + repeated, 0);
      check(made >= 1, id + repeated + " was never done");
      var keys = new HashSet<String>();
      lines.stream().filter(line -> line.startsWith(id + repeated + " ")).forEach(line -> keys.add(line.substring(line.lastIndexOf(' '))));
      check(keys.size() == 1, id + repeated + " was done under " + keys);
      if (made > 1) {
        count("idempotent calls made again");
      }
    }
  }

  private static JsonNode outputOf(RunSummary run, String id) throws Exception {
    check(run.output() != null, id + " ended as " + run);
    return new com.fasterxml.jackson.databind.ObjectMapper().readTree(run.output().toString().replace(id, "ID"));
  }

  /** No gap, one end and nothing after it, one outcome of each call, and none that was done again. */
  private void checkJournal(String id, String session) {
    var events = new ArrayList<EventEnvelope>();
    String cursor = null;
    EventsReadResult page;
    do {
      var params = EventsReadParams.forward(session, cursor, 1_000, 0);
      page = again(() -> client.call(Methods.EVENTS_READ, params));
      events.addAll(page.events());
      cursor = page.cursor();
    } while (page.hasMore());
    var ended = new HashSet<String>();
    for (int i = 0; i < events.size(); i++) {
      EventEnvelope event = events.get(i);
      check(event.seq() == i + 1, id + ": event " + event.seq() + " (expected: " + (i + 1) + ")");
      String call = event.data().path("call").asText();
      switch (event.type()) {
        case "tool.completed" -> check(ended.add(call), id + ": call " + call + " ended twice");
        case "tool.unknown" -> {
          check(ended.add(call), id + ": call " + call + " ended and is unknown");
          count("calls said to be unknown");
        }
        case "tool.started" -> check(!ended.contains(call), id + ": call " + call + " was started after its end");
        case "run.interrupted" -> count("runs interrupted");
        default -> {}
      }
    }
    long ends = events.stream().filter(event -> event.type().equals("run.completed")).count();
    check(ends == 1 && events.getLast().type().equals("run.completed"), id + ": " + ends + " ends");
  }

  /** Every event that was acknowledged has started one run. */
  private void checkOrders() throws Exception {
    var served = new HashMap<String, Integer>();
    long deadline = System.nanoTime() + ROUND_MAX.toNanos();
    do {
      served.clear();
      String cursor = null;
      do {
        var params = new RunListParams(null, 500, cursor);
        RunListResult page = again(() -> client.call(Methods.RUN_LIST, params));
        for (RunSummary run : page.runs()) {
          if (run.agent().equals("clerk") && run.status().equals(RunStatus.COMPLETED)) {
            served.merge(String.valueOf(run.output()).replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"), 1, Integer::sum);
          }
        }
        cursor = page.cursor();
      } while (cursor != null);
      pause();
    } while (!served.keySet().containsAll(orders) && System.nanoTime() < deadline);
    for (String order : orders) {
      check(served.getOrDefault(order, 0) == 1, order + " started " + served.getOrDefault(order, 0) + " runs");
      long attempts = Files.readAllLines(witness()).stream().filter(line -> line.startsWith(order + " ")).count();
      check(attempts <= 1, order + " was done " + attempts + " times");
    }
    System.out.println(orders.size() + " published events, each with one run");
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
