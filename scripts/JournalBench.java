import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.daemon.Nothing;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

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

  /** A node that calls a tool of the daemon, again and again: its intent and its outcome are stored. */
  private static final String CALL =
      """
      agent: call
      approvals: {default: allow}
      limits: {steps: 1000000, tool_calls: 1000000}
      tools: [time.now]
      input: {max: {type: integer}}
      nodes:
        call:
          tool: time.now
          args: {}
          next: [{to: call, when: "${{ usage.steps < input.max }}"}, {to: done}]
        done: {set: {n: "${{ usage.steps }}"}}
      """;

  private static final String ASK =
      """
      agent: ask
      nodes:
        ask: {ask: Well?, answer: {word: {type: string}}}
      """;

  /** How often the trivial runs are done before anything is measured: the compilers have to be done. */
  private static final int WARM_UPS = 12;

  /** How often each thing is measured; what lies in the middle is told. */
  private static final int ROUNDS = 5;

  private static final int ANSWERS = 700;
  private static final int ANSWERS_WARM_UP = 400;

  private final FermataClient client;
  private final Path folder;
  private final ProcessHandle daemon;
  private final JsonNode peer;

  private JournalBench(FermataClient client, Path folder, JsonNode peer) {
    this.client = client;
    this.folder = folder;
    this.peer = peer;
    long pid = client.call(Methods.DAEMON_STATUS, new Nothing()).pid();
    this.daemon = ProcessHandle.of(pid).orElseThrow();
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int steps = Integer.parseInt(args[1]);
    int runs = Integer.parseInt(args[2]);
    int runSteps = Integer.parseInt(args[3]);
    JsonNode peer = args.length > 4 ? new ObjectMapper().readTree(args[4]) : MissingNode.getInstance();
    var settings = ClientSettings.of(System.getenv(), new ClientIdentity("bench", "0", null));
    try (FermataClient client = FermataClient.connect(settings)) {
      new JournalBench(client, folder, peer).measure(steps, runs, runSteps);
    }
  }

  /** What some work took: by the clock, and of the daemon's processors. */
  private record Cost(double seconds, double processorSeconds) {}

  private void measure(int steps, int runs, int runSteps) throws Exception {
    Path count = Files.writeString(folder.resolve("count.agent.yaml"), COUNT);
    Path call = Files.writeString(folder.resolve("call.agent.yaml"), CALL);
    Path ask = Files.writeString(folder.resolve("ask.agent.yaml"), ASK);
    for (int i = 0; i < WARM_UPS; i++) {
      together(count, 4, 500);
      together(call, 40, 100);
      together(count, 100, 50);
    }
    int writers = Math.min(runs, 200);
    double single = Sqlite.commits(folder, 1, steps / 4);
    // As ours: warm, and what lies in the middle.
    var floors = new ArrayList<Double>();
    for (int i = 0; i < 2 * ROUNDS; i++) {
      floors.add(Sqlite.waiting(Files.createTempDirectory(folder, "floor"), writers, steps * 4));
    }
    double grouped = floors.subList(ROUNDS, 2 * ROUNDS).stream().sorted().toList().get(ROUNDS / 2);
    System.out.printf(
        "%-34s %,10.0f commits/s of one row; %,.0f rows/s of %d threads that each wait for their own; "
            + "%,.0f rows/s by %d in a commit, nobody waiting%n",
        "SQLite alone, synchronous=FULL",
        single, grouped, writers, Sqlite.commits(folder, writers, steps * 4), writers);
    int all = runs * runSteps;
    line("one run, nodes that compute", steps, median(count, 1, steps), "one", single, 5);
    line("one run, nodes that call a tool", steps / 4, median(call, 1, steps / 4), "one", single, 5);
    line(runs + " runs, nodes that compute", all, median(count, runs, runSteps), "many", grouped, 15);
    line(runs + " runs, nodes that call a tool", all, median(call, runs, runSteps), "many", grouped, 15);
    fair(count);
    answers(ask);
  }

  private void line(String what, int steps, Cost cost, String member, double commits, int goal) {
    double rate = steps / cost.seconds();
    double micros = cost.processorSeconds() * 1e6 / steps;
    System.out.printf(
        "%-34s %,10.0f steps/s, %,6.0f us of processor each, %.2f of SQLite alone",
        what, rate, micros, rate / commits);
    if (!peer.isMissingNode()) {
      double other = peer.path(member).asDouble();
      double otherMicros = peer.path(member + "Micros").asDouble();
      System.out.printf(
          "; LangGraph.js %,.0f steps/s, %,.0f us: %.1f times by the clock, %.1f by processor (goal: %d)",
          other, otherMicros, rate / other, otherMicros / micros, goal);
    }
    System.out.println();
  }

  private double processorSeconds() {
    return daemon.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** {@return what lies in the middle of some rounds, by the clock} */
  private Cost median(Path agent, int runs, int steps) throws Exception {
    var costs = new ArrayList<Cost>();
    for (int i = 0; i < ROUNDS; i++) {
      costs.add(together(agent, runs, steps));
    }
    costs.sort(Comparator.comparingDouble(Cost::seconds));
    return costs.get(ROUNDS / 2);
  }

  private Cost together(Path agent, int runs, int steps) throws Exception {
    double processorBefore = processorSeconds();
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
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Cost(seconds, processorSeconds() - processorBefore);
  }

  /** Long runs side by side: how far apart they end, and how many threads the daemon has meanwhile. */
  private void fair(Path count) throws Exception {
    int steps = 10_000;
    try (var threads = Executors.newFixedThreadPool(10)) {
      long begin = System.nanoTime();
      var ends = new ArrayList<Future<Double>>();
      for (int i = 0; i < 10; i++) {
        ends.add(threads.submit(() -> together(count, 1, steps).seconds()));
      }
      int most = 0;
      while (!ends.stream().allMatch(Future::isDone)) {
        most = Math.max(most, client.call(Methods.DAEMON_STATUS, new Nothing()).threads());
        Thread.sleep(50);
      }
      double all = (System.nanoTime() - begin) / 1e9;
      double first = Double.MAX_VALUE;
      for (Future<Double> end : ends) {
        first = Math.min(first, end.get());
      }
      System.out.printf(
          "%-34s %,10.0f steps/s, the first ended after %.1f s and the last after %.1f s, at most %d threads%n",
          "10 runs of 10,000 steps", 10 * steps / all, first, all, most);
    }
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
  private void answers(Path ask) {
    var millis = new ArrayList<Double>();
    double processorBefore = processorSeconds();
    for (int i = 0; i < ANSWERS; i++) {
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
      if (i >= ANSWERS_WARM_UP) {
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    millis.sort(null);
    double micros = (processorSeconds() - processorBefore) * 1e6 / ANSWERS;
    System.out.printf(
        "answer to the next event, stored   p50 %.2f ms, p99 %.2f ms (goal: 1 and 5), %,.0f us of processor with start and end",
        millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100), micros);
    if (!peer.isMissingNode()) {
      System.out.printf(
          "; LangGraph.js p50 %.2f, p99 %.2f, %,.0f us",
          peer.path("answerP50").asDouble(),
          peer.path("answerP99").asDouble(),
          peer.path("answerMicros").asDouble());
    }
    System.out.println();
  }

  /** The floor: the rows of a journal with nothing above them. */
  private static final class Sqlite {

    /** {@return rows a second, some of them in each commit} */
    static double commits(Path folder, int inOne, int rows) throws Exception {
      Path file = folder.resolve("floor-" + inOne + ".db");
      try (Connection connection = open(file);
          PreparedStatement insert = connection.prepareStatement("INSERT INTO events VALUES (1, ?, ?)")) {
        insert(insert, -1);
        connection.commit();
        long begin = System.nanoTime();
        for (int row = 0; row < rows; row++) {
          insert(insert, row);
          if ((row + 1) % inOne == 0) {
            connection.commit();
          }
        }
        connection.commit();
        return rows / ((System.nanoTime() - begin) / 1e9);
      }
    }

    /**
     * {@return rows a second of threads that each wait until theirs is on disk before the next; one thread writes,
     * and what arrives during a commit shares the next one}
     */
    static double waiting(Path folder, int writers, int rows) throws Exception {
      Path file = folder.resolve("floor-waiting.db");
      int each = rows / writers;
      var waiting = new LinkedBlockingQueue<CountDownLatch>();
      try (var threads = Executors.newFixedThreadPool(writers);
          Connection connection = open(file);
          PreparedStatement insert = connection.prepareStatement("INSERT INTO events VALUES (1, ?, ?)")) {
        long begin = System.nanoTime();
        for (int writer = 0; writer < writers; writer++) {
          threads.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  var isStored = new CountDownLatch(1);
                  waiting.put(isStored);
                  isStored.await();
                }
                return null;
              });
        }
        var group = new ArrayList<CountDownLatch>();
        for (int row = 0; row < each * writers; row += group.size()) {
          group.clear();
          group.add(waiting.take());
          waiting.drainTo(group);
          for (int i = 0; i < group.size(); i++) {
            insert(insert, row + i);
          }
          connection.commit();
          group.forEach(CountDownLatch::countDown);
        }
        return each * writers / ((System.nanoTime() - begin) / 1e9);
      }
    }

    private static Connection open(Path file) throws Exception {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode=WAL");
        statement.execute("PRAGMA synchronous=FULL");
        statement.execute("CREATE TABLE events(j INT, seq INT, body TEXT, PRIMARY KEY(j, seq)) WITHOUT ROWID");
      }
      connection.setAutoCommit(false);
      return connection;
    }

    private static void insert(PreparedStatement insert, int row) throws Exception {
      insert.setInt(1, row);
      insert.setString(2, BODY);
      insert.executeUpdate();
    }

    /** About what a trivial step stores. */
    private static final String BODY = "x".repeat(1_000);
  }
}
