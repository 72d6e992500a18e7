import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checks many definitions as a user does and takes the time until the command has ended. */
public final class CheckBench {

  private static final List<String> EXAMPLES = List.of("folder-review", "preflight", "release-notes");

  private final Path root;
  private final Path scratch;

  private CheckBench(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  public static void main(String[] args) throws Exception {
    int files = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 15;
    var bench = new CheckBench(Path.of(args[0]), Files.createTempDirectory("fermata-bench-"));
    try {
      bench.measure(files, rounds);
    } finally {
      bench.delete();
    }
  }

  private void measure(int files, int rounds) throws Exception {
    long lines = write(files);
    var millis = new ArrayList<Double>();
    check();
    for (int round = 0; round < rounds; round++) {
      millis.add(check());
    }
    millis.sort(null);
    System.out.printf(
        "fermata check of %d files, %d lines   p50 %6.0f   p95 %6.0f   max %6.0f ms%n",
        files, lines, at(millis, 0.5), at(millis, 0.95), millis.getLast());
  }

  /** Writes the definitions, those of one example into one folder with its tools; returns lines. */
  private long write(int files) throws IOException {
    long lines = 0;
    for (int i = 0; i < files; i++) {
      String name = EXAMPLES.get(i % EXAMPLES.size());
      Path example = root.resolve("agents-examples").resolve(name);
      Path folder = Files.createDirectories(scratch.resolve(name));
      Path tools = example.resolve(name + ".tools.yaml");
      if (Files.exists(tools) && !Files.exists(folder.resolve(tools.getFileName()))) {
        Files.copy(tools, folder.resolve(tools.getFileName()));
      }
      String text = Files.readString(example.resolve(name + ".agent.yaml"));
      lines += text.lines().count();
      Files.writeString(
          folder.resolve(name + "-" + i + ".agent.yaml"),
          text.replace("agent: " + name, "agent: " + name + "-" + i));
    }
    return lines;
  }

  /** Returns the milliseconds from the start of the process to its end. */
  private double check() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(root.resolve("fermata").toString(), "check", scratch.toString());
    builder.redirectErrorStream(true);
    long begin = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    int code = process.waitFor();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (code != 0) {
      throw new IllegalStateException("ended with " + code + ": " + said);
    }
    return millis;
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double at(List<Double> sorted, double rank) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(rank * sorted.size()) - 1));
  }
}
