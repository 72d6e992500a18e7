package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.SkippingClock;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon for tests, whose clock is put forward. */
@Timeout(120)
final class SkipTest {

  private static final String PATIENT =
      """
      agent: patient
      nodes:
        sleep: {kind: wait, for: 3d, next: ask}
        ask: {ask: "Who?", timeout: {after: 2d, then: default, answer: nobody}}
      """;

  @TempDir Path home;

  private TestDaemon open() {
    return TestDaemon.open(
        home, TestDaemon.Wish.USUAL.withClock(new SkippingClock(InstantSource.system())));
  }

  private static JsonNode skip(Peer peer, String params) {
    JsonNode skipped = peer.result("daemon/skip", params);
    while (skipped.path("busy").asBoolean()) {
      Thread.onSpinWait();
      skipped = peer.result("daemon/skip", params);
    }
    return skipped;
  }

  @Test
  void timePassesToWhatARunWaitsForAndNoFurther() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("patient.agent.yaml", PATIENT));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      Instant begun = Instant.now();

      JsonNode first = skip(peer, "{}");
      assertThat(first.path("moved").asBoolean()).isTrue();
      assertThat(Duration.between(begun, Instant.parse(first.path("now").asText())))
          .isBetween(Duration.ofDays(2), Duration.ofDays(4));
      EventTail events = EventTail.of(peer, run.session());
      events.until("question.asked");
      // One who does not know the last event is not carried past what it does not know.
      assertThat(
              peer.result("daemon/skip", "{'session':'%s','seq':1}".formatted(run.session()))
                  .path("busy")
                  .asBoolean())
          .isTrue();

      assertThat(skip(peer, "{}").path("moved").asBoolean()).isTrue();
      RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
      assertThat(Duration.between(begun, java.util.Objects.requireNonNull(end.endedAt())))
          .isBetween(Duration.ofDays(4), Duration.ofDays(6));
      assertThat(events.until("run.completed").types()).contains("question.expired");
      assertThat(skip(peer, "{}").path("moved").asBoolean()).as("nothing waits").isFalse();
    }
  }

  @Test
  void timeStandsStillWhileARunWorks() {
    try (TestDaemon daemon = open();
        Peer peer = daemon.connect()) {
      RunStartResult run =
          daemon.run(
              peer,
              daemon.file(
                  "works.agent.yaml",
                  """
                  agent: works
                  approvals: {default: allow}
                  nodes: {work: {tool: shell.run, args: {command: [sleep, "300"]}}}
                  """));
      EventTail.of(peer, run.session()).until("tool.started");
      JsonNode skipped = peer.result("daemon/skip", "{}");
      assertThat(skipped.path("busy").asBoolean()).isTrue();
      assertThat(skipped.path("moved").asBoolean()).isFalse();
      peer.result("run/cancel", "{'run':'%s','key':'c1'}".formatted(run.run()));
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    }
  }

  @Test
  void noOtherDaemonPutsItsClockForward() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(peer.error("daemon/skip", "{}").toString())
          .contains("InvalidState", "FERMATA_CLOCK=skips");
      assertThat(peer.error("daemon/skip", "{'seq':1}").toString()).contains("/session");
    }
  }
}
