import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.event.EventRouter;
import fermata.daemon.event.Listener;
import fermata.daemon.event.SelectorIndex;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.secret.Secrets;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.OwnerRow;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.StoreChange;
import fermata.daemon.tool.ToolArtifacts;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.runner.LocalToolRunner;
import fermata.definition.model.ToolName;
import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.definition.text.SourceText;
import fermata.engine.run.CallId;
import fermata.engine.run.KeptArtifact;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.wire.event.EventEnvelope;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What events and calls of tools cost above what they are for. */
public final class ToolsBench {

  private static final int SUBSCRIPTIONS = 10_000;
  private static final int LISTENERS = 100;
  private static final int EVENTS = 20_000;
  private static final int CALLS = 20_000;
  private static final int PROGRAMS = 1_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Path folder;

  private ToolsBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    var bench = new ToolsBench(Path.of(args[0]));
    bench.subscriptions();
    bench.bus();
    bench.calls();
    System.exit(0);
  }

  /** A third are told apart by the value of a path, a third by a tag, a third by their schema. */
  private void subscriptions() {
    var index = new SelectorIndex<Integer>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      ObjectNode form = JSON.objectNode();
      switch (i % 3) {
        case 0 -> {
          form.put("schema", "order.paid.v1");
          form.putArray("where").addObject().put("path", "$.order").put("op", "eq").put("value", i);
        }
        case 1 -> form.putArray("all_tags").add("tag-" + i);
        default -> form.put("schema", "other.v" + i);
      }
      index.add(i, selector(form));
    }
    ObjectNode data = JSON.objectNode().put("order", 3).put("amount", 7);
    var event = new SelectableEvent("order.paid.v1", List.of("tag-4", "desk"), data);
    double micros = 0;
    for (int round = 0; round < 5; round++) {
      long begin = ownNanos();
      long found = 0;
      for (int i = 0; i < 100_000; i++) {
        found += index.matching(event).size();
      }
      micros = (ownNanos() - begin) / 1e3 / 100_000;
      require(found == 200_000, "matched " + found);
    }
    System.out.printf(
        "one event among %,d subscriptions: %.2f us of processor (goal: 10)%n",
        SUBSCRIPTIONS, micros);
  }

  private static Selector selector(ObjectNode form) {
    return ((SelectorForm.Reading.Fine) SelectorForm.read(form)).selector();
  }

  /** From the journal of the workspace to listeners who want every event. */
  private void bus() throws Exception {
    var owner = new OwnerRow("bench", ProcessHandle.current().pid(), 0, "boot", Instant.now());
    try (JournalStore store =
        JournalStore.open(
            folder.resolve("bus"),
            owner,
            BlobStore.in(folder.resolve("bus"), InstantSource.system()))) {
      for (int i = 0; i < EVENTS; i += 1_000) {
        var part = new ArrayList<StoreChange>();
        for (int j = 0; j < 1_000; j++) {
          part.add(new StoreChange.Publish(event(i + j)));
        }
        store.commit(part);
      }
      double best = 0;
      double micros = Double.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long begin = processNanos();
        best = Math.max(best, delivered(store));
        micros = Math.min(micros, (processNanos() - begin) / 1e3 / EVENTS);
      }
      System.out.printf(
          "bus: %,.0f events/s from the disk, each to %d listeners: %,.0f deliveries/s; %.1f us of"
              + " processor for an event%n",
          best, LISTENERS, best * LISTENERS, micros);
    }
  }

  private double delivered(JournalStore store) throws Exception {
    var all = new CountDownLatch(1);
    var count = new AtomicLong();
    Selector every = selector(JSON.objectNode().put("schema", "bench.v1"));
    try (EventRouter router = EventRouter.open(store, new EventLog(store))) {
      for (int i = 0; i < LISTENERS; i++) {
        router.add(
            new Listener(
                every,
                null,
                0,
                (arrival, done) -> {
                  done.run();
                  if (count.incrementAndGet() == (long) EVENTS * LISTENERS) {
                    all.countDown();
                  }
                }));
      }
      long begin = System.nanoTime();
      router.start((_, _) -> {});
      require(all.await(120, TimeUnit.SECONDS), "delivered " + count);
      return EVENTS / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static PublishedRow event(int number) {
    var cause = new EventEnvelope.Cause("bench", null, null, null);
    var publication =
        new Publication(
            "bench.v1",
            List.of("desk"),
            JSON.objectNode().put("number", number),
            null,
            null,
            null,
            cause);
    return new PublishedRow(JournalRecords.encode(publication), "bench.v1", Instant.now(), null);
  }

  private void calls() throws Exception {
    Path workspace = Files.createDirectories(folder.resolve("work"));
    Files.writeString(
        workspace.resolve("slow.sh"), "read -r arguments\nsleep 0.1\nprintf '{\"done\":true}'\n");
    String tools =
        """
        tools:
          slow.once: {description: Takes a while., command: [sh, slow.sh], output: {done: {type: boolean}}}
        """;
    Files.writeString(workspace.resolve("server.sh"), SERVER);
    String servers =
        "{\"mcpServers\": {\"bench\": {\"command\": \"sh\", \"args\":"
            + " [\"${workspaceFolder}/server.sh\"]}}}";
    var catalog =
        new ToolCatalog(
            workspace,
            List.of(
                new SourceText("slow.tools.yaml", tools), new SourceText(".mcp.json", servers)));
    Map<String, String> environment = System.getenv();
    try (var runner =
        new LocalToolRunner(
            environment,
            new Secrets(environment, folder),
            InstantSource.system(),
            new LocalToolRunner.Ports(_ -> null, _ -> NOTHING_KEPT, _ -> {}))) {
      double micros = Double.MAX_VALUE;
      for (int round = 0; round < 6; round++) {
        long begin = processNanos();
        for (int i = 0; i < CALLS; i++) {
          expect(runner.start(call("time.now", workspace, catalog, i), SILENT));
        }
        micros = Math.min(micros, (processNanos() - begin) / 1e3 / CALLS);
      }
      System.out.printf(
          "call of time.now through the runner: %.1f us of processor in all (goal: 100 over the"
              + " tool)%n",
          micros);
      atOnce(runner, workspace, catalog, "programs", "slow.once");
      atOnce(runner, workspace, catalog, "a tool server", "mcp:bench/once");
    }
  }

  /** Speaks MCP, and answers each call at once. */
  private static final String SERVER =
      """
      while read -r line; do
        id=${line#*'"id":'}
        id=${id%%[,\\}]*}
        case $line in
          *'"initialize"'*) result='{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"bench","version":"1"}}' ;;
          *'"tools/list"'*) result='{"tools":[{"name":"once","inputSchema":{"type":"object"}}]}' ;;
          *'"tools/call"'*) result='{"content":[{"type":"text","text":"done"}]}' ;;
          *) continue ;;
        esac
        printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "$id" "$result"
      done
      """;

  private void atOnce(
      LocalToolRunner runner, Path workspace, ToolCatalog catalog, String whose, String tool)
      throws Exception {
    long before = usedBytes();
    long begin = System.nanoTime();
    var under = new ArrayList<ToolExecution>();
    for (int i = 0; i < PROGRAMS; i++) {
      under.add(runner.start(call(tool, workspace, catalog, i), SILENT));
    }
    long most = 0;
    for (ToolExecution each : under) {
      expect(each);
      most = Math.max(most, ProcessHandle.current().children().count());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%,d calls of %s at once: all ended in %.1f s, at most %d processes (limit: %d), %,d"
            + " KiB more heap after%n",
        PROGRAMS,
        whose,
        seconds,
        most,
        LocalToolRunner.PROGRAMS_MAX,
        Math.max(0, usedBytes() - before) / 1024);
  }

  private static ToolCall call(String tool, Path workspace, ToolCatalog catalog, int number) {
    return new ToolCall(
        new SessionId("s"),
        new RunId("r"),
        new CallId("c" + number),
        new ToolName(tool),
        JSON.objectNode(),
        "r/s/c" + number,
        Duration.ofMinutes(5),
        workspace,
        catalog,
        1,
        "bench");
  }

  private static void expect(ToolExecution execution) {
    ToolOutcome outcome = execution.await();
    require(outcome instanceof ToolOutcome.Completed, "ended as " + outcome);
  }

  private static final ToolArtifacts NOTHING_KEPT =
      new ToolArtifacts() {
        @Override
        public Version keep(String name, String mime, InputStream content) throws Refused {
          throw new Refused("nothing is kept here");
        }

        @Override
        public List<Version> list() {
          return List.of();
        }

        @Override
        public Optional<Version> find(String name, int version) {
          return Optional.empty();
        }

        @Override
        public byte[] read(KeptArtifact artifact, long from, int max) {
          return new byte[0];
        }

        @Override
        public List<KeptArtifact> kept() {
          return List.of();
        }
      };

  private static final ToolListener SILENT =
      new ToolListener() {
        @Override
        public void output(String field, String text) {}

        @Override
        public void progress(String message, Double value, Double total) {}
      };

  private static long ownNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
