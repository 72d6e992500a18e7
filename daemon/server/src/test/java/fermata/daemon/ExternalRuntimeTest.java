package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.WaitUntil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that another process is, over the protocol. */
@Timeout(120)
final class ExternalRuntimeTest {

  @TempDir Path home;

  private static Process start(TestDaemon daemon) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process program =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CellProgram.class.getName(),
                daemon.socket().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("registered");
    return program;
  }

  private static Path agent(TestDaemon daemon, String name, String first, String onError) {
    daemon.file(
        "notebook.tools.yaml", "runtimes: {notebook: {description: Cells of a notebook.}}\n");
    return daemon.file(
        name + ".agent.yaml",
        """
        agent: %s
        approvals: {default: allow}
        nodes:
          one: {runtime: notebook, source: %s, args: {n: 1}, %snext: two}
          two: {runtime: notebook, source: add, args: {n: 2}, retry: {attempts: 20, backoff: 200ms}}
        """
            .formatted(name, first, onError));
  }

  private static String events(Peer peer, String run) {
    String session = peer.result("run/get", "{'run':'" + run + "'}").path("session").asText();
    return peer.result("events/read", "{'session':'" + session + "','limit':500,'waitMs':0}")
        .toString();
  }

  @Test
  void executesForSessionsKeepsTheirStateAndIsHeard() throws Exception {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Process program = start(daemon);
      try {
        JsonNode listed = peer.result("runtime/list", "{}").path("runtimes");
        assertThat(listed.findValuesAsText("name"))
            .containsExactlyInAnyOrder("html", "sql", "process", "notebook");
        for (int i = 0; i < 2; i++) {
          String run = daemon.run(peer, agent(daemon, "cells", "add", "")).run();
          TestDaemon.await(peer, run, WaitUntil.TERMINAL);
          assertThat(events(peer, run))
              .as("each session counts by itself")
              .contains("\"count\":2", "run.completed")
              .doesNotContain("twice", "\"count\":3");
        }
        String failing = daemon.run(peer, agent(daemon, "failing", "fail", "")).run();
        TestDaemon.await(peer, failing, WaitUntil.TERMINAL);
        assertThat(events(peer, failing)).contains("no such cell", "tool.failed");
        String showing = daemon.run(peer, agent(daemon, "showing", "show", "")).run();
        TestDaemon.await(peer, showing, WaitUntil.TERMINAL);
        assertThat(events(peer, showing))
            .contains(
                "\"displays\":["
                    + "{\"text/plain\":\"the chart\"},"
                    + "{\"image/png\":\"iVBO\",\"text/plain\":\"(image/png)\"}]");
      } finally {
        program.destroyForcibly();
      }
    }
  }

  @Test
  void saysThatNobodyKnowsWhatAProgramHasDoneThatIsGone() throws Exception {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Process program = start(daemon);
      String run = daemon.run(peer, agent(daemon, "dying", "die", "on_unknown: skip, ")).run();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      // What comes later is done by another program of the same name, once it is there.
      Process other = start(daemon);
      try {
        TestDaemon.await(peer, run, WaitUntil.TERMINAL);
        assertThat(events(peer, run))
            .contains("tool.unknown", "runtime 'notebook': its program is gone", "run.completed");
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void refusesWhatIsNoRegistration() throws Exception {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(
              peer.error("runtime/register", "{'name':'sql','capabilities':[],'priority':1}")
                  .toString())
          .contains("none of html, process and sql");
      assertThat(
              peer.error("runtime/register", "{'name':'a','capabilities':['fly'],'priority':1}")
                  .toString())
          .contains("/capabilities/0", "expected: code, sql, display or state");
      assertThat(peer.error("runtime/take", "{'registration':'x','waitMs':0}").toString())
          .contains("NotFound");
      String run = daemon.run(peer, agent(daemon, "alone", "add", "")).run();
      TestDaemon.await(peer, run, WaitUntil.HELD);
      assertThat(events(peer, run)).contains("runtime 'notebook' is not available here");
    }
  }
}
