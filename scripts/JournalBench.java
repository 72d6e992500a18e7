import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs of trivial nodes in a real daemon, each event on disk before anything that follows from it. */
public final class JournalBench {

  /** A node that only computes, again and again. */
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

  /** A node that calls a tool of the daemon, whose start and end are stored each. */
  private static final String CALL =
      """
      agent: call
      approvals: {default: allow}
      limits: {steps: 1000000, tool_calls: 1000000}
      tools: [time.now]
      input: {max: {type: integer}}
      state: {n: {type: integer, default: 0}}
      nodes:
        call: {tool: time.now, args: {}, next: count}
        count:
          set: {state.n: "${{ state.n + 1 }}"}
          next: [{to: call, when: "${{ state.n < input.max }}"}, {to: done}]
        done: {set: {n: "${{ state.n }}"}}
      """;

  private static final String ASK =
      """
      agent: ask
      nodes:
        ask: {ask: Well?, answer: {word: {type: string}}}
      """;

  private final FermataClient client;
  private final Path folder;

  private JournalBench(FermataClient client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int steps = Integer.parseInt(args[1]);
    int runs = Integer.parseInt(args[2]);
    int runSteps = Integer.parseInt(args[3]);
    JsonNode peer = args.length > 4 ? new ObjectMapper().readTree(args[4]) : null;
    var settings = ClientSettings.of(System.getenv(), new ClientIdentity("bench", "0", null));
    try (FermataClient client = FermataClient.connect(settings)) {
      new JournalBench(client, folder).measure(steps, runs, runSteps, peer);
    }
  }

  private void measure(int steps, int runs, int runSteps, JsonNode peer) throws Exception {
    Path count = Files.writeString(folder.resolve("count.agent.yaml"), COUNT);
    Path call = Files.writeString(folder.resolve("call.agent.yaml"), CALL);
    Path ask = Files.writeString(folder.resolve("ask.agent.yaml"), ASK);
    for (int i = 0; i < 3; i++) {
      together(count, 4, 500);
      together(call, 4, 100);
    }
    line("one run, nodes that compute", steps / together(count, 1, steps), peer, "one", 5);
    line("one run, nodes that call a tool", steps / 4 / together(call, 1, steps / 4), peer, "one", 5);
    line(runs + " runs, nodes that compute", runs * (double) runSteps / together(count, runs, runSteps), peer, "many", 15);
    line(runs + " runs, nodes that call a tool", runs * (double) runSteps / together(call, runs, runSteps), peer, "many", 15);
    answers(ask, peer);
  }

  private static void line(String what, double rate, JsonNode peer, String member, int goal) {
    System.out.printf("%-34s %,10.0f steps/s", what, rate);
    if (peer != null) {
      double other = peer.path(member).asDouble();
      System.out.printf("   LangGraph.js %,8.0f   %.1f times (goal: %d)", other, rate / other, goal);
    }
    System.out.println();
  }

  private double together(Path agent, int runs, int steps) throws Exception {
    long begin = System.nanoTime();
    List<RunStartResult> started = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(Math.min(runs, 16))) {
      var starts = new ArrayList<Future<RunStartResult>>();
      for (int i = 0; i < runs; i++) {
        starts.add(threads.submit(() -> start(agent, steps)));
      }
      for (Future<RunStartResult> start : starts) {
        started.add(start.get());
      }
    }
    for (RunStartResult run : started) {
      RunWaitResult ended;
      do {
        ended = client.call(Methods.RUN_WAIT, new RunWaitParams(run.run(), WaitUntil.TERMINAL, 25_000));
      } while (!ended.reached());
      RunSummary summary = ended.run();
      if (!summary.status().equals(RunStatus.COMPLETED)) {
        throw new IllegalStateException("ended as " + summary);
      }
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private RunStartResult start(Path agent, int steps) {
    return client.call(
        Methods.RUN_START,
        new RunStartParams(
            new AgentReference(agent.toUri().toString(), null),
            agent.endsWith("ask.agent.yaml") ? null : JsonNodeFactory.instance.objectNode().put("max", steps),
            null, null, null, UUID.randomUUID().toString(), null, null, null, null, null));
  }

  /** From the answer to the end of the run, whose next event is stored before it is told. */
  private void answers(Path ask, JsonNode peer) {
    var millis = new ArrayList<Double>();
    for (int i = 0; i < 400; i++) {
      RunStartResult run = start(ask, 0);
      client.call(Methods.RUN_WAIT, new RunWaitParams(run.run(), WaitUntil.HELD, 25_000));
      var answer =
          new Answer(
              run.run() + ".q1",
              AnswerAction.ACCEPT,
              JsonNodeFactory.instance.objectNode().put("word", "yes"));
      long begin = System.nanoTime();
      client.call(
          Methods.QUESTION_ANSWER, new QuestionAnswerParams(List.of(answer), UUID.randomUUID().toString()));
      if (i >= 100) {
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    millis.sort(null);
    System.out.printf(
        "answer to the next event, stored   p50 %.2f ms, p99 %.2f ms (goal: 1 and 5)",
        millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100));
    if (peer != null) {
      System.out.printf(
          "   LangGraph.js p50 %.2f, p99 %.2f", peer.path("answerP50").asDouble(), peer.path("answerP99").asDouble());
    }
    System.out.println();
  }
}
