import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Is started by the time and by requests. */
  private static final String TICKS =
      """
      agent: ticks
      tools: [work.*]
      approvals: {default: allow}
      input: {id: {type: string}}
      output: {id: {type: string, from: "${{ input.id }}"}}
      entries:
        often: {node: serve, trigger: {every: 2s}, input: {id: "${{ 'often-' + event.due_at }}"}}
        minutely: {node: serve, trigger: {cron: "* * * * *"}, input: {id: "${{ 'minutely-' + event.due_at }}"}}
        hook: {node: serve, trigger: {webhook: {path: /sweep, dedupe: "${{ event.id }}"}}, input: {id: "${{ event.id }}"}}
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

  /** On a machine with much other work a daemon takes ten seconds to start. */
  private static final Duration ROUND_MAX = Duration.ofMinutes(30);

  private final FermataClient client;
  private final Path folder;
  private final Random random;
  private final Set<String> orders = new HashSet<>();
  private final Set<String> hooks = new HashSet<>();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
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
    Files.writeString(folder.resolve("ticks.agent.yaml"), TICKS);
    register("clerk");
    register("ticks");
    undisturbed = outputOf(toTheEnd("r0-0"), "r0-0");
    System.out.println("undisturbed: " + undisturbed);
    int killed = 0;
    for (int round = 1; killed < kills; round++) {
      killed += round(round);
      System.out.printf("round %d: %d ends of the daemon, %s%n", round, killed, seen);
    }
    checkOrders();
    checkTicks();
    System.out.printf("%d ends of the daemon: nothing lost, nothing finished done again%n", killed);
  }

  private void register(String agent) {
    String uri = folder.resolve(agent + ".agent.yaml").toUri().toString();
    client.call(Methods.AGENT_REGISTER, new AgentRegisterParams(uri, null, UUID.randomUUID().toString()));
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
        if (random.nextBoolean()) {
          // Else the end comes while the daemon starts, or as soon as it answers.
          again(() -> client.call(Methods.DAEMON_STATUS, new Nothing()));
          if (awaitAll(ends.values(), Duration.ofMillis(50 + random.nextInt(2_000)))) {
            break;
          }
        }
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
    String word = "w-" + UUID.randomUUID();
    ObjectNode content = JsonNodeFactory.instance.objectNode().put("word", word);
    String key = UUID.randomUUID().toString();
    var params = new QuestionAnswerParams(List.of(new Answer(question.question(), AnswerAction.ACCEPT, content)), key);
    try {
      again(() -> client.call(Methods.QUESTION_ANSWER, params));
      String before = acknowledged.put(question.question(), word);
      check(before == null, question.question() + " took the answers " + before + " and " + word);
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
      deliver("hook-" + round + "-" + i);
      synchronized (this) {
        orders.add(id);
        hooks.add("hook-" + round + "-" + i);
      }
      pause();
    }
  }

  /** Sends it again until it is accepted, as senders of webhooks do. */
  private void deliver(String id) {
    long deadline = System.nanoTime() + ROUND_MAX.toNanos();
    int status = 0;
    while (status != 200 && status != 202) {
      check(System.nanoTime() < deadline, id + " is not accepted: " + status);
      String port = again(() -> client.call(Methods.TRIGGER_LIST, new Nothing())).webhooks();
      if (port != null) {
        status = post(port + "/sweep", "{\"id\":\"" + id + "\"}");
        count("deliveries answered with " + status);
      }
      pause();
    }
  }

  /** {@return the status; 0 where there is no answer} */
  private int post(String uri, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException gone) {
      return 0;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
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
    checkJournal(id, run);
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
    String output = run.output().toString().replace(id, "ID").replaceAll("\"w-[-0-9a-f]{36}\"", "\"WORD\"");
    return new ObjectMapper().readTree(output);
  }

  /** No gap, one end and nothing after it, one outcome of each call, and none that was done again. */
  private void checkJournal(String id, RunSummary run) {
    var events = new ArrayList<EventEnvelope>();
    String cursor = null;
    EventsReadResult page;
    do {
      var params = EventsReadParams.forward(run.session(), cursor, 1_000, 0);
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
        case "question.answered" -> checkAnswer(id, event, run);
        default -> {}
      }
    }
    for (String question : acknowledged.keySet()) {
      check(
          !question.startsWith(run.run() + ".q") || events.stream().anyMatch(event -> event.type().equals("question.answered") && event.data().path("question").asText().equals(question)),
          id + ": the answer to " + question + " was acknowledged and is lost");
    }
    long ends = events.stream().filter(event -> event.type().equals("run.completed")).count();
    check(ends == 1 && events.getLast().type().equals("run.completed"), id + ": " + ends + " ends");
  }

  /** What was acknowledged is what the run goes on with; one whose acknowledgement was lost may count too. */
  private void checkAnswer(String id, EventEnvelope event, RunSummary run) {
    String word = event.data().path("answer").path("word").asText();
    String told = acknowledged.get(event.data().path("question").asText());
    check(told == null || told.equals(word), id + ": answered with " + word + " (acknowledged: " + told + ")");
    check(String.valueOf(run.output()).contains(word), id + ": answered with " + word + " and gave " + run.output());
    count(told == null ? "answers taken whose acknowledgement was lost" : "answers found as acknowledged");
  }

  /** Every event that was acknowledged has started one run. */
  private void checkOrders() throws Exception {
    checkOnce(served("clerk", orders), orders);
    System.out.println(orders.size() + " published events, each with one run");
  }

  /** Every delivery that was accepted has started one run, and no time more than one. */
  private void checkTicks() throws Exception {
    Map<String, Integer> served = served("ticks", hooks);
    checkOnce(served, hooks);
    checkOnce(served, served.keySet());
    System.out.printf(
        "%d deliveries, %d of the times every two seconds and %d full minutes, each with one run%n",
        hooks.size(), checkTimes(served, "often-", 2, false), checkTimes(served, "minutely-", 60, true));
  }

  /**
   * Times are those of the schedule, whenever a daemon came to them. Of some that came while none
   * ran, the last stands for all.
   */
  private static int checkTimes(Map<String, Integer> served, String prefix, int seconds, boolean isEach) {
    List<Instant> times =
        served.keySet().stream()
            .filter(id -> id.startsWith(prefix))
            .map(id -> Instant.parse(id.substring(prefix.length())))
            .sorted()
            .toList();
    for (int i = 1; i < times.size(); i++) {
      long millis = Duration.between(times.get(i - 1), times.get(i)).toMillis();
      check(millis % (seconds * 1_000L) == 0, prefix + times.get(i) + " is no time of the schedule");
      check(!isEach || millis == seconds * 1_000L, prefix + times.get(i) + " follows on " + times.get(i - 1));
    }
    check(!times.isEmpty(), prefix + ": no time came");
    return times.size();
  }

  /** {@return how often runs of an agent have completed, by what they give; waits for those that have to be there} */
  private Map<String, Integer> served(String agent, Set<String> needed) {
    var served = new HashMap<String, Integer>();
    long deadline = System.nanoTime() + ROUND_MAX.toNanos();
    do {
      pause();
      served.clear();
      String cursor = null;
      do {
        var params = new RunListParams(null, 500, cursor);
        RunListResult page = again(() -> client.call(Methods.RUN_LIST, params));
        for (RunSummary run : page.runs()) {
          if (run.agent().equals(agent) && run.status().equals(RunStatus.COMPLETED)) {
            served.merge(String.valueOf(run.output()).replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"), 1, Integer::sum);
          }
        }
        cursor = page.cursor();
      } while (cursor != null);
    } while (!served.keySet().containsAll(needed) && System.nanoTime() < deadline);
    return served;
  }

  private void checkOnce(Map<String, Integer> served, Set<String> wanted) throws Exception {
    var attempts = new HashMap<String, Integer>();
    for (String line : Files.readAllLines(witness())) {
      attempts.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum);
    }
    for (String id : wanted) {
      check(served.getOrDefault(id, 0) == 1, id + " started " + served.getOrDefault(id, 0) + " runs");
      check(attempts.getOrDefault(id, 0) <= 1, id + " was done " + attempts.get(id) + " times");
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
