package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.LifecycleEvent;
import fermata.wire.discovery.Mounts;
import fermata.wire.method.daemon.ShutdownMode;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a daemon comes, stays and goes. */
@Timeout(60)
final class LifeTest {

  private static final Duration SOON = Duration.ofMillis(60);

  @TempDir Path home;

  @Test
  void saysWhereItIsOnceItServesAndNoLongerWhenItHasEnded() throws IOException {
    Path description;
    try (TestDaemon daemon = TestDaemon.open(home)) {
      description = daemon.settings().run().description(daemon.settings().build());
      DaemonDescription said = DaemonDescription.read(description).orElseThrow();
      assertThat(said.state()).isEqualTo("ready");
      assertThat(said.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(Path.of(said.endpoints().getFirst().path())).isEqualTo(daemon.socket());
      Peer.connect(daemon.socket()).initialized().close();
    }
    assertThat(description).doesNotExist();
    assertThat(home.resolve("run").resolve("d-9f86d0.sock")).doesNotExist();
    assertThat(LifecycleEvent.readAll(description.resolveSibling("d-9f86d0.events")))
        .extracting(LifecycleEvent::what)
        .containsExactly("started", "ready", "draining", "stopped");
  }

  @Test
  void isTheOnlyOneOfItsBuildAndDirectory() {
    try (TestDaemon daemon = TestDaemon.open(home)) {
      Settings settings = daemon.settings();
      assertThat(Presence.take(settings.run(), settings.build())).isEmpty();
      assertThat(Presence.holder(settings.run(), settings.build()))
          .startsWith("process " + ProcessHandle.current().pid() + ", since ");
    }
    Settings settings = TestDaemon.settings(home, TestDaemon.Wish.USUAL);
    assertThat(Presence.take(settings.run(), settings.build())).isPresent();
  }

  @Test
  void takesTheSocketOfADaemonThatDied() throws IOException {
    TestDaemon.open(home).close();
    Path stale = home.resolve("run").resolve("d-9f86d0.sock");
    Files.writeString(stale, "");
    try (TestDaemon daemon = TestDaemon.open(home)) {
      assertThat(daemon.socket()).isEqualTo(stale);
      daemon.connect().close();
    }
  }

  @Test
  void refusesARunDirectoryThatOthersMayEnter() throws IOException {
    Files.createDirectories(home.resolve("run"));
    Files.setPosixFilePermissions(
        home.resolve("run"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> TestDaemon.open(home)).hasMessageContaining("rwxr-xr-x");
  }

  @Test
  void endsWhenItHasBeenIdle() {
    TestDaemon daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withIdleExit(SOON));
    daemon.awaitEnd();
    assertThat(daemon.socket()).doesNotExist();
  }

  @Test
  void staysForAClientThatWantsItTo() {
    try (TestDaemon daemon = TestDaemon.open(home)) {
      try (Peer peer = Peer.connect(daemon.socket())) {
        peer.result(
            "initialize",
            "{'protocol':['1.0.0'],'client':{'name':'t','version':'1'},'keepAlive':true}");
        TestDaemon.endWhenIdle(peer, SOON);
        awaitLooks();
        assertThat(peer.result("daemon/status", "{}").path("state").asText()).isEqualTo("ready");
      }
      daemon.awaitEnd();
    }
  }

  @Test
  void staysForARunThatIsHeldWithATimerAndNotForAQuestionAlone() {
    String run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.IMPATIENT)).run();
      TestDaemon.await(peer, run, WaitUntil.HELD);
      TestDaemon.endWhenIdle(peer, SOON);
      awaitLooks();
      assertThat(peer.result("daemon/status", "{}").path("state").asText()).isEqualTo("ready");
    }
    try (TestDaemon daemon = TestDaemon.open(home.resolve("other"));
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("a.agent.yaml", Agents.ASK)).run();
      TestDaemon.await(peer, run, WaitUntil.HELD);
      TestDaemon.endWhenIdle(peer, SOON);
      daemon.awaitEnd();
    }
    try (TestDaemon next = TestDaemon.open(home.resolve("other"));
        Peer peer = next.connect()) {
      assertThat(peer.result("question/list", "{}").path("questions")).hasSize(1);
    }
  }

  /** Time enough for a daemon that would end to have ended: it looks every fifteen milliseconds. */
  private static void awaitLooks() {
    java.util.concurrent.locks.LockSupport.parkNanos(SOON.multipliedBy(5).toNanos());
  }

  @Test
  void drainsByLettingRunsEndAndTakingNoNewOnes() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect();
        Peer other = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      String run = daemon.run(peer, agent).run();
      var shutdown = peer.result("daemon/shutdown", "{'mode':'drain','deadlineMs':30000}");
      assertThat(shutdown.path("state").asText()).isEqualTo("draining");
      assertThat(shutdown.path("running").asInt()).isEqualTo(1);
      JsonNode late = other.error("run/start", "{'agent':{'uri':'" + agent + "'},'key':'late'}");
      assertThat(late.at("/data/kind").asText()).isEqualTo("Draining");
      assertThat(late.at("/data/retryAfterMs").asLong()).isPositive();
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      daemon.awaitEnd();
      assertThat(peer.notification("daemon/goodbye").path("reason").asText())
          .isEqualTo("a client asked for it");
      peer.awaitClosed();
      try (TestDaemon next = TestDaemon.open(home);
          Peer again = next.connect()) {
        assertThat(TestDaemon.await(again, run, WaitUntil.TERMINAL).status())
            .isEqualTo(RunStatus.COMPLETED);
        assertThat(Files.readAllLines(agent.resolveSibling("calls"))).hasSize(2);
      }
    }
  }

  @Test
  void makesRoomForAnotherOnceNothingIsUnderWayWhoeverIsConnected() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = Peer.connect(daemon.socket())) {
      peer.result(
          "initialize",
          "{'protocol':['1.0.0'],'client':{'name':'t','version':'1'},'keepAlive':true}");
      Path agent = Agents.gated(daemon);
      String run = daemon.run(peer, agent).run();
      CallFile.await(agent.resolveSibling("calls"), 1);
      JsonNode drained = peer.result("daemon/drain", "{}");
      assertThat(drained.path("state").asText()).isEqualTo("ready");
      assertThat(drained.path("running").asInt()).isEqualTo(1);
      Path ask = daemon.file("ask.agent.yaml", Agents.ASK);
      TestDaemon.await(peer, daemon.run(peer, ask).run(), WaitUntil.HELD);
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      daemon.awaitEnd();
      assertThat(peer.notification("daemon/goodbye").path("reason").asText())
          .isEqualTo("makes room for another");
      try (TestDaemon next = TestDaemon.open(home);
          Peer again = next.connect()) {
        assertThat(TestDaemon.await(again, run, WaitUntil.TERMINAL).status())
            .isEqualTo(RunStatus.COMPLETED);
        again.result("daemon/drain", "{'mode':'now'}");
        next.awaitEnd();
      }
    }
  }

  @Test
  void tellsHowItIsSetAndCanBeSetWhileItRuns() {
    TestDaemon daemon = TestDaemon.open(home);
    try (Peer peer = daemon.connect()) {
      assertThat(settings(peer, "{}"))
          .contains("log-level=info", "idle-exit=never", "listen=no port")
          .contains("state-dir=" + daemon.state());
      assertThat(
              peer.error("daemon/config", "{'set':[{'name':'idle-exti','value':'1s'}]}")
                  .path("message")
                  .asText())
          .contains("no setting 'idle-exti' (did you mean 'idle-exit'?)");
      assertThat(
              peer.error("daemon/config", "{'set':[{'name':'listen','value':'x'}]}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("InvalidState");
      String both =
          "{'set':[{'name':'log-level','value':'debug'},{'name':'idle-exit','value':'%s'}]}";
      assertThat(peer.error("daemon/config", both.formatted("soon")).path("message").asText())
          .contains("'soon' (expected: how long to stay without work");
      assertThat(settings(peer, "{}")).as("all or nothing").contains("log-level=info");
      assertThat(settings(peer, both.formatted("50ms")))
          .contains("log-level=debug", "idle-exit=50ms");
      assertThat(java.util.logging.Logger.getLogger("fermata").getLevel())
          .isEqualTo(java.util.logging.Level.FINE);
      java.util.logging.Logger.getLogger("fermata").setLevel(null);
    }
    daemon.awaitEnd();
  }

  private static java.util.List<String> settings(Peer peer, String params) {
    return peer.result("daemon/config", params)
        .path("settings")
        .valueStream()
        .map(each -> each.path("name").asText() + "=" + each.path("value").asText())
        .toList();
  }

  @Test
  void cutsWorkWhenItMustEndNowAndGoesOnWithItAtTheNextStart() throws IOException {
    String run;
    Path agent;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      agent = Agents.gated(daemon);
      run = daemon.run(peer, agent).run();
      CallFile.await(agent.resolveSibling("calls"), 1);
      daemon.end(ShutdownMode.NOW);
    }
    try (TestDaemon next = TestDaemon.open(home);
        Peer peer = next.connect()) {
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      assertThat(TestDaemon.await(peer, run, WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
    // The same call, so the same key.
    assertThat(CallFile.keysOf(agent.resolveSibling("calls"), "gate")).hasSize(1);
  }

  @Test
  void takesAnswersAndCancelsWhileItEndsAndActsOnThemAtTheNextStart() throws IOException {
    String working;
    String answered;
    String cancelled;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path ask = daemon.file("ask.agent.yaml", Agents.ASK);
      answered = daemon.run(peer, ask).run();
      cancelled = daemon.run(peer, ask).run();
      TestDaemon.await(peer, answered, WaitUntil.HELD);
      TestDaemon.await(peer, cancelled, WaitUntil.HELD);
      Path agent = Agents.gated(daemon);
      working = daemon.run(peer, agent).run();
      CallFile.await(agent.resolveSibling("calls"), 1);
      // It waits for the call under way; meanwhile it is asked things.
      peer.result("daemon/shutdown", "{'mode':'checkpoint','deadlineMs':30000}");
      awaitCheckpoint(peer, answered);
      String answer =
          "{'key':'a','answers':[{'id':'"
              + answered
              + ".q1','action':'accept',"
              + "'content':{'word':'late'}}]}";
      peer.result("question/answer", answer);
      assertThat(
              peer.error("question/answer", answer.replace("'a'", "'b'"))
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("QuestionAlreadyAnswered");
      peer.result("run/cancel", "{'run':'" + cancelled + "','key':'c'}");
      assertThat(peer.result("run/get", "{'run':'" + answered + "'}").path("status").asText())
          .as("nothing new is begun")
          .isEqualTo("running");
      Files.writeString(agent.resolveSibling("gate"), "go\n");
      daemon.awaitEnd();
    }
    try (TestDaemon next = TestDaemon.open(home);
        Peer peer = next.connect()) {
      assertThat(TestDaemon.await(peer, answered, WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'late'}"));
      assertThat(TestDaemon.await(peer, cancelled, WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(TestDaemon.await(peer, working, WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  /** Until runs take nothing new: a pause of a run that waits is refused then. */
  private static void awaitCheckpoint(Peer peer, String run) {
    org.awaitility.Awaitility.await()
        .until(
            () ->
                peer.error("run/pause", "{'run':'" + run + "','key':'" + System.nanoTime() + "'}")
                    .path("data")
                    .path("kind")
                    .asText()
                    .equals("Draining"));
  }

  @Test
  void aStateDirectoryOfAnotherMachineIsWarnedOf() {
    Mounts mounts = Mounts.parse("/dev/sda1 / ext4 rw 0 0\nserver:/export /home nfs rw 0 0\n");
    assertThat(DaemonMain.warnOfRemote(Path.of("/home/ann/.local/state/fermata"), mounts))
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("/home/ann", "(nfs)", "FERMATA_STATE_DIR"));
    assertThat(DaemonMain.warnOfRemote(Path.of("/var/lib/fermata"), mounts)).isEmpty();
  }
}
