package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The tests of a package for Node, run where Node and what the package needs are there.
 *
 * <p>With {@code FERMATA_NODE_REQUIRED} in the environment they must be there.
 *
 * @param folder of the package
 */
record NodeTests(Path folder) {

  private static final Duration PROGRAM_MAX = Duration.ofMinutes(8);

  /** {@return the files with its tests, compiled; where they cannot be, the test is skipped} */
  Stream<Path> compiled() throws IOException, InterruptedException {
    requireInstalled();
    node("node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
    node("node_modules/typescript/bin/tsc", "-p", "test/tsconfig.json");
    try (Stream<Path> sources = Files.list(folder.resolve("test"))) {
      return sources
          .map(source -> source.getFileName().toString())
          .filter(name -> name.endsWith(".test.ts"))
          .sorted()
          .map(name -> folder.resolve("test/build").resolve(name.replace(".ts", ".js")))
          .toList()
          .stream();
    }
  }

  private void requireInstalled() {
    boolean isInstalled =
        hasNode() && Files.exists(folder.resolve("node_modules/typescript/bin/tsc"));
    if (System.getenv("FERMATA_NODE_REQUIRED") != null) {
      assertThat(isInstalled).as("node, and npm ci in %s", folder).isTrue();
    }
    assumeTrue(isInstalled, "no node, or its packages are missing: npm ci in " + folder);
  }

  private static boolean hasNode() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":", -1))
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> Files.isExecutable(Path.of(each, "node")));
  }

  /** {@return what the tests of one file printed, all of which have passed} */
  String run(Path file) throws IOException, InterruptedException {
    return node("--test", "--test-reporter=tap", file.toString());
  }

  private String node(String... words) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of("node"), Arrays.stream(words)).toList();
    Path out = Files.createTempFile("fermata-node", ".txt");
    try {
      Process node =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      boolean hasEnded = node.waitFor(PROGRAM_MAX.toSeconds(), TimeUnit.SECONDS);
      node.destroyForcibly();
      return requirePassed(command, hasEnded && node.exitValue() == 0, out);
    } finally {
      Files.delete(out);
    }
  }

  private static String requirePassed(List<String> command, boolean hasPassed, Path out)
      throws IOException {
    String printed = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(hasPassed).as("%s%n%s", String.join(" ", command), printed).isTrue();
    return printed;
  }
}
