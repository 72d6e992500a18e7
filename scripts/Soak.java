import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts runs, waits for each, and looks at the daemon in between. */
public final class Soak {

  private static final String AGENT =
      """
      agent: soak
      input: {n: {type: integer}}
      output: {text: {type: string, from: "${{ nodes.say.text }}"}}
      tools: [time.now, json.query]
      nodes:
        look: {tool: time.now, args: {}, next: say}
        say: {set: {text: "${{ 'run ' + string(input.n) }}"}, outputs: {text: {type: string}}}
      """;

  /** What the daemon used at one moment. */
  private record Use(int runs, long residentKib, long heapKib, long threads, long files) {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    int clients = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    Path agent = Files.writeString(folder.resolve("soak.agent.yaml"), AGENT);
    var settings = ClientSettings.of(System.getenv(), new ClientIdentity("soak", "0", null));
    try (FermataClient client = FermataClient.connect(settings)) {
      System.out.printf("%8s %10s %12s %10s %8s %6s%n", "runs", "runs/s", "resident MiB", "heap MiB", "threads", "files");
      var uses = new ArrayList<Use>();
      var latencies = Collections.synchronizedList(new ArrayList<Long>());
      int slice = Math.max(1, runs / 10);
      for (int done = 0; done < runs; done += slice) {
        long begin = System.nanoTime();
        drive(client, agent, done, Math.min(runs, done + slice), clients, latencies);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Use use = look(client, Math.min(runs, done + slice));
        uses.add(use);
        System.out.printf(
            "%8d %10.0f %12.1f %10.1f %8d %6d%n",
            use.runs, slice / seconds, use.residentKib / 1024.0, use.heapKib / 1024.0, use.threads, use.files);
      }
      latencies.sort(null);
      System.out.printf(
          "run/start to the end of the run: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.2f ms%n",
          at(latencies, 0.5), at(latencies, 0.95), at(latencies, 0.99), at(latencies, 1));
      judge(uses);
    }
  }

  private static void drive(FermataClient client, Path agent, int from, int to, int clients, List<Long> latencies)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(clients)) {
      var ends = new ArrayList<Future<?>>();
      for (int n = from; n < to; n++) {
        int number = n;
        ends.add(
            threads.submit(
                () -> {
                  long begin = System.nanoTime();
                  one(client, agent, number);
                  latencies.add(System.nanoTime() - begin);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  private static void one(FermataClient client, Path agent, int n) {
    var input = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("n", n);
    RunStartResult started =
        client.call(
            Methods.RUN_START,
            new RunStartParams(
                new AgentReference(agent.toUri().toString(), null), input, null, null, null,
                UUID.randomUUID().toString(), null, null, null, null, null));
    RunWaitResult ended =
        client.call(Methods.RUN_WAIT, new RunWaitParams(started.run(), WaitUntil.TERMINAL, 60_000));
    if (!ended.reached() || !ended.run().status().equals(RunStatus.COMPLETED)) {
      throw new IllegalStateException("run " + n + " ended as " + ended.run());
    }
  }

  private static Use look(FermataClient client, int runs) throws Exception {
    DaemonStatusResult status = client.call(Methods.DAEMON_STATUS, new Nothing());
    long resident =
        Files.readAllLines(Path.of("/proc", Long.toString(status.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    long files = status.openFiles() == null ? -1 : status.openFiles();
    return new Use(runs, resident, status.heapUsedBytes() / 1024, status.threads(), files);
  }

  private static void judge(List<Use> uses) {
    Use early = uses.get(Math.min(1, uses.size() - 1));
    Use late = uses.getLast();
    var grown = new ArrayList<String>();
    if (late.threads > early.threads + 4) {
      grown.add("threads " + early.threads + " → " + late.threads);
    }
    if (late.files > early.files + 4) {
      grown.add("open files " + early.files + " → " + late.files);
    }
    if (late.residentKib > early.residentKib * 5 / 4) {
      grown.add("resident KiB " + early.residentKib + " → " + late.residentKib);
    }
    System.out.println(grown.isEmpty() ? "flat" : "GROWN: " + String.join(", ", grown));
    System.exit(grown.isEmpty() ? 0 : 1);
  }

  private static double at(List<Long> sorted, double rank) {
    return sorted.get((int) Math.min(sorted.size() - 1, rank * sorted.size())) / 1e6;
  }
}
