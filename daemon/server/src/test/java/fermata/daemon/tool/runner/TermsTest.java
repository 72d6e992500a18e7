package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.daemon.tool.ToolExecution;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On what terms tools of a catalogue are called: so many at once, so often, with such arguments.
 */
class TermsTest {

  @TempDir Path workspace;

  private TestRunner runner(String terms, String script) {
    return new TestRunner(workspace)
        .withCatalog(
            """
            tools:
              work:
                description: Does some work.
                command: [sh, -c, '%s']
                input: {n: {type: integer, required: false}, list: {type: array, items: {type: integer}, required: false}, how: {type: object, required: false}, yes: {type: boolean, required: false}}
                %s
            """
                .formatted(script, terms));
  }

  /** Each program makes a folder of one name, which fails where another one is at work. */
  @Test
  void letsNoMoreCallsRunAtOnceThanATermSays() {
    String alone = "mkdir busy || exit 3; sleep 0.05; rmdir busy";
    try (TestRunner tools = runner("concurrency: 1", alone)) {
      var calls = new ArrayList<ToolExecution>();
      for (int i = 0; i < 5; i++) {
        calls.add(tools.start("work", "{}"));
      }
      assertThat(calls)
          .extracting(ToolExecution::await)
          .hasOnlyElementsOfType(ToolOutcome.Completed.class);
    }
  }

  @Test
  void waitsWhereAToolIsCalledTooOften() {
    try (TestRunner tools = runner("rate: {calls: 2, per: 300ms}", "true")) {
      long began = System.nanoTime();
      var calls = new ArrayList<ToolExecution>();
      for (int i = 0; i < 5; i++) {
        calls.add(tools.start("work", "{}"));
      }
      calls.forEach(ToolExecution::await);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
          .as("two at once, two after 300 ms, the last after 600 ms")
          .isGreaterThanOrEqualTo(600);
    }
  }

  @Test
  void waitsNoLongerThanTheCallMayTake() {
    try (TestRunner tools =
        runner("rate: {calls: 1, per: 1h}", "true").withTimeout(Duration.ofSeconds(3))) {
      assertThat(tools.call("work", "{}")).isInstanceOf(ToolOutcome.Completed.class);
      assertThat(tools.call("work", "{}")).isInstanceOf(ToolOutcome.TimedOut.class);
    }
  }

  @Test
  void stopsAProgramThatAnswersMoreThanItMay() {
    try (TestRunner tools = runner("output_bytes: 1000", "yes")) {
      assertThat(failure(tools.call("work", "{}")).message())
          .isEqualTo("the program wrote more than 1000 bytes");
    }
  }

  private static Failure failure(ToolOutcome outcome) {
    assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
    return ((ToolOutcome.Failed) outcome).failure();
  }

  @Test
  void givesAProgramTheSecretsThatItsDeclarationNamesAndNoOthers() throws IOException {
    Files.writeString(workspace.resolve("secrets.env"), "PAY_KEY=s3cret\nOTHER=no\n");
    String terms = "env: {KEY: \"${{ secrets.PAY_KEY }}\"}";
    try (TestRunner tools = runner(terms, "echo \"$KEY$OTHER$PAY_KEY\"")) {
      var outcome = (ToolOutcome.Completed) tools.call("work", "{}");
      assertThat(outcome.result().path("text").asText().strip()).isEqualTo("s3cret");
    }
    try (TestRunner tools = runner("env: {KEY: \"${{ secrets.NOBODY_SET_IT }}\"}", "true")) {
      assertThat(failure(tools.call("work", "{}")).message())
          .isEqualTo("variable 'KEY' names a secret that is not set");
    }
  }

  @Test
  void makesArgumentsRightWhereNothingIsLostAndSaysSo() {
    try (TestRunner tools = runner("coerce: true", "cat")) {
      var outcome =
          (ToolOutcome.Completed)
              tools.call(
                  "work",
                  "{\"n\":\"42\",\"list\":\"[1, 2]\",\"how\":\"{\\\"a\\\":1}\",\"yes\":\"true\"}");
      assertThat(outcome.result())
          .isEqualTo(TestRunner.json("{\"n\":42,\"list\":[1,2],\"how\":{\"a\":1},\"yes\":true}"));
      assertThat(tools.heard)
          .contains("tool.coerced 'work' /n: \"42\" was taken as 42")
          .filteredOn(line -> line.startsWith("tool.coerced"))
          .hasSize(4);
      tools.heard.clear();
      for (String lost : List.of("\"4.5\"", "\"0x10\"", "\"007\"", "\"\"", "4.5", "\"many\"")) {
        assertThat(failure(tools.call("work", "{\"n\":" + lost + "}")).kind())
            .as("'%s' is no whole number", lost)
            .isEqualTo("tool.arguments");
      }
      assertThat(tools.heard).isEmpty();
    }
  }

  @Test
  void leavesArgumentsAloneWhereNobodyWantsThemMadeRight() {
    try (TestRunner tools = runner("read_only: true", "cat")) {
      assertThat(failure(tools.call("work", "{\"n\":\"42\"}")).pointer()).isEqualTo("/n");
    }
  }
}
