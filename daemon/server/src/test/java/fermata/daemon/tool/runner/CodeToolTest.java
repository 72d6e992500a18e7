package fermata.daemon.tool.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.tool.ToolExecution;
import fermata.engine.run.ToolOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that do harm: each ends, and says what happened. */
class CodeToolTest {

  @TempDir Path workspace;

  private static String process(String script) {
    return JsonNodeFactory.instance.objectNode().put("source", "#!/bin/sh\n" + script).toString();
  }

  @Test
  void endsAQueryThatNeverEnds() {
    try (TestRunner tools = new TestRunner(workspace).withTimeout(Duration.ofMillis(300))) {
      String query =
          "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
      ToolOutcome outcome = tools.call("code.sql", "{\"source\":\"" + query + "\"}");
      assertThat(outcome).isInstanceOf(ToolOutcome.TimedOut.class);
      tools.withTimeout(Duration.ofSeconds(30));
      assertThat(tools.call("code.sql", "{\"source\":\"select 1 as n\"}"))
          .isInstanceOf(ToolOutcome.Completed.class);
    }
  }

  @Test
  void endsAProgramThatHangsAndDoesNotWantToEnd() {
    try (TestRunner tools = new TestRunner(workspace).withTimeout(Duration.ofMillis(300))) {
      assertThat(tools.call("code.process", process("trap '' TERM; while :; do sleep 1; done")))
          .isInstanceOf(ToolOutcome.TimedOut.class);
    }
  }

  @Test
  void refusesALineWithoutEnd() {
    try (TestRunner tools = new TestRunner(workspace)) {
      assertThat(tools.call("code.process", process("exec cat /dev/zero")))
          .isInstanceOfSatisfying(
              ToolOutcome.Failed.class,
              failed ->
                  assertThat(failed.failure().message())
                      .isEqualTo("the program wrote a line of more than 8388608 bytes"));
    }
  }

  @Test
  void listensToAProgramThatTalksWithoutEndUntilItIsCancelled() {
    try (TestRunner tools = new TestRunner(workspace)) {
      ToolExecution call = tools.start("code.process", process("exec yes"));
      while (tools.heard.size() < 10_000) {
        Thread.onSpinWait();
      }
      call.cancel();
      assertThat(call.await()).isInstanceOf(ToolOutcome.Cancelled.class);
    }
  }

  @Test
  void progressOfAProgramKeepsItsCallAlive() {
    String script =
        "read -r l; for i in 1 2 3; do echo \"{\\\"id\\\":1,\\\"progress\\\":{\\\"message\\\":\\\"$i\\\"}}\"; done;"
            + " echo '{\"id\":1,\"result\":1}'";
    try (TestRunner tools = new TestRunner(workspace)) {
      assertThat(tools.call("code.process", process(script)))
          .isInstanceOf(ToolOutcome.Completed.class);
      assertThat(tools.heard)
          .containsExactly("progress 1 null/null", "progress 2 null/null", "progress 3 null/null");
    }
  }
}
