import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts commands as a user does and takes the time until the first line comes. */
public final class StartBench {

  private final Path root;
  private final Path scratch;

  private StartBench(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    var bench = new StartBench(Path.of(args[0]), Files.createTempDirectory("fermata-bench-"));
    try {
      bench.measure(rounds);
    } finally {
      bench.firstLine("daemon", "stop");
    }
  }

  private void measure(int rounds) throws Exception {
    String agent = root.resolve("agents-examples/folder-review/folder-review.agent.yaml").toString();
    String[] run = {"run", agent, "glob=*.md", "--json", "--answer", "decide=leave it"};
    var version = new ArrayList<Double>();
    var warm = new ArrayList<Double>();
    var cold = new ArrayList<Double>();
    firstLine(run);
    for (int round = 0; round < rounds; round++) {
      version.add(firstLine("--version"));
      warm.add(firstLine(run));
    }
    for (int round = 0; round < rounds; round++) {
      firstLine("daemon", "stop");
      cold.add(firstLine(run));
    }
    report("fermata --version", version);
    report("run to first event, daemon running", warm);
    report("run to first event, daemon started for it", cold);
  }

  /** Runs a command to its end; returns the milliseconds until its first line. */
  private double firstLine(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(root.resolve("fermata").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(root.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FERMATA_STATE_DIR", scratch.resolve("state").toString());
    builder.environment().put("FERMATA_RUN_DIR", scratch.resolve("run").toString());
    long begin = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    BufferedReader out = process.inputReader();
    out.readLine();
    double millis = (System.nanoTime() - begin) / 1e6;
    while (out.readLine() != null) {}
    process.waitFor();
    return millis;
  }

  private static void report(String name, List<Double> millis) {
    millis.sort(null);
    System.out.printf(
        "%-45s p50 %6.0f   p95 %6.0f   max %6.0f ms%n",
        name, at(millis, 0.5), at(millis, 0.95), millis.getLast());
  }

  private static double at(List<Double> sorted, double rank) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(rank * sorted.size()) - 1));
  }
}
