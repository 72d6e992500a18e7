package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import fermata.wire.discovery.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody stops the daemon while others follow a run: they are told, and told how to go on. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopTest {

  private static final String WORK =
      """
      agent: work
      approvals: {default: allow}
      tools: [shell.run]
      nodes:
        work: {tool: shell.run, args: {command: [sh, -c, "sleep 60"]}}
      """;

  private static final String ASKS =
      """
      agent: asks
      nodes:
        question: {ask: What shall I say?, answer: {word: {type: string}}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;

  @BeforeEach
  void start() throws IOException {
    fermata = new Fermata(folder);
    agent = Files.writeString(folder.resolve("work.agent.yaml"), WORK);
  }

  @AfterEach
  void stop() {
    fermata.close();
  }

  @Test
  void aFollowedRunEndsWithAClearSentence() throws Exception {
    try (var run = new Followed("session", "run", agent.toString())) {
      fermata.run("daemon", "stop", "--now").expect(0);
      assertThat(run.rest())
          .contains("the daemon was stopped")
          .contains("fermata resume ")
          .doesNotContain("error:");
      assertThat(run.code()).isEqualTo(3);
    }
  }

  @Test
  void aRunFollowedByAProgramEndsWithALineThatSaysSo() throws Exception {
    try (var run = new Followed("tool.started", "run", agent.toString(), "--json")) {
      fermata.run("daemon", "stop", "--now").expect(0);
      assertThat(run.rest().lines().toList().getLast())
          .contains("\"type\":\"end\"", "\"status\":\"daemonStopped\"", "\"exitCode\":3");
      assertThat(run.code()).isEqualTo(3);
    }
  }

  @Test
  void followedEventsEndWithAClearSentence() throws Exception {
    String session =
        fermata.run("run", agent.toString(), "--detach", "--json").json().path("session").asText();
    try (var events = new Followed("tool.started", "events", session, "--follow")) {
      fermata.run("daemon", "stop", "--now").expect(0);
      assertThat(events.rest())
          .contains("the daemon was stopped")
          .contains("fermata resume " + session.substring(session.length() - 8))
          .doesNotContain("error:");
      assertThat(events.code()).isEqualTo(3);
    }
  }

  @Test
  void whoeverFollowsGoesOnWithTheSuccessorOfARestart() throws Exception {
    try (var run = new Followed("session", "run", agent.toString(), "--json")) {
      fermata.run("daemon", "restart").expect(0);
      // What the tool did is not known, so the run asks.
      assertThat(run.rest())
          .contains("the daemon was restarted; following it again")
          .contains("\"status\":\"held\"", "\"kind\":\"toolUnknown\"");
      assertThat(run.code()).isEqualTo(3);
    }
  }

  /** The daemon lives, but nothing reaches it any more: here because its socket was tidied away. */
  @Test
  void aDaemonThatDoesNotAnswerIsSaidToBeThereAndCanBeEnded() throws Exception {
    fermata.run("daemon", "start").expect(0);
    ProcessHandle daemon = fermata.daemon().orElseThrow();
    fermata.tidySocketAway();

    assertThat(fermata.run("daemon", "status").expect(5).err())
        .contains("process " + daemon.pid(), "does not answer", "fermata daemon stop --now");
    assertThat(fermata.run("daemon", "stop").expect(5).err()).contains("does not answer");
    assertThat(fermata.run("daemon", "stop", "--now").expect(0).out())
        .contains("the daemon has stopped");
    assertThat(ProcessIdentity.isRunning(daemon)).isFalse();
    assertThat(fermata.run("daemon", "status").expect(5).out()).contains("no daemon is running");
  }

  @Test
  void aDaemonOfAnotherBuildIsSeenAndStoppedToo() throws Exception {
    Fermata older = fermata.ofBuild("older");
    Path asks = Files.writeString(folder.resolve("asks.agent.yaml"), ASKS);
    var held = older.run("run", asks.toString(), "--detach", "--json").expect(0).json();
    older.run("run", agent.toString(), "--detach").expect(0);
    ProcessHandle daemon = older.daemon().orElseThrow();

    var status = fermata.run("daemon", "status", "--json").expect(5).json();
    assertThat(status.path("otherBuilds").path(0).path("pid").asLong()).isEqualTo(daemon.pid());
    fermata.run("answer", held.path("session").asText(), "word=hi").expect(0);
    assertThat(fermata.run("daemon", "status").expect(0).out()).contains("process " + daemon.pid());
    assertThat(fermata.run("daemon", "stop", "--now").expect(0).out()).contains("2 daemons");
    assertThat(daemon.onExit().get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aDaemonOfAnotherBuildThatNobodyUsesEndsWhenOneStarts() throws Exception {
    Fermata older = fermata.ofBuild("older");
    older.run("daemon", "start").expect(0);
    ProcessHandle daemon = older.daemon().orElseThrow();

    fermata.run("daemon", "start").expect(0);

    assertThat(daemon.onExit().get(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(fermata.daemon()).isPresent();
  }

  /** A command that follows, from where it has printed a line with a given text. */
  private final class Followed implements AutoCloseable {

    private final Process process;
    private final BufferedReader reader;

    Followed(String until, String... arguments) throws IOException {
      process = fermata.builder(List.of(arguments)).redirectErrorStream(true).start();
      reader = process.inputReader();
      String line = reader.readLine();
      while (line != null && !line.contains(until)) {
        line = reader.readLine();
      }
      assertThat(line).as("a line with %s", until).isNotNull();
    }

    String rest() throws IOException {
      return reader.readAllAsString();
    }

    int code() throws InterruptedException {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
