package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is debugged with the client of VS Code's own tests, where Node has installed it below
 * {@code src/test/dap}.
 *
 * <p>With {@code FERMATA_DAP_REQUIRED} in the environment it must be there.
 */
class NpmDebugClientTest {

  private static final Path PACKAGE =
      Path.of("src/test/dap/node_modules/@vscode/debugadapter-testsupport");

  private static final int SECONDS_MAX = 180;

  private static final String COUNTING =
      """
      agent: counting
      state: {n: {type: integer, default: 0}}
      nodes:
        more: {set: {state.n: "${{ state.n + 1 }}"}}
        end: {set: {n: "${{ state.n }}"}}
      edges:
        - {from: more, to: more, when: "${{ state.n < 5 }}"}
        - {from: more, to: end, default: true}
      """;

  @TempDir Path folder;

  @Test
  void setsBreakpointsAndStepsForwardAndBack() throws IOException, InterruptedException {
    if (System.getenv("FERMATA_DAP_REQUIRED") != null) {
      assertThat(PACKAGE).exists();
    }
    assumeTrue(
        Files.exists(PACKAGE), "no debug client: npm install --no-package-lock in src/test/dap");
    Path agent = Files.writeString(folder.resolve("counting.agent.yaml"), COUNTING);
    try (var fermata = new Fermata(folder)) {
      Path out = folder.resolve("out.txt");
      var builder =
          new ProcessBuilder(
              "node",
              Path.of("src/test/dap/session.cjs").toAbsolutePath().toString(),
              Fermata.root().resolve("fermata").toString(),
              agent.toString());
      builder.environment().putAll(fermata.environment());
      Process node = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
      boolean hasEnded = node.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      node.destroyForcibly();
      assertThat(hasEnded).as("%s", Files.readString(out)).isTrue();
      assertThat(Files.readString(out)).isEqualTo("ok\n");
    }
  }
}
