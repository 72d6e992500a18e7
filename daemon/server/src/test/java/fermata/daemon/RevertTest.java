package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that go back to where they were, in place. */
@Timeout(60)
final class RevertTest {

  private static final String NOTE =
      """
      agent: note
      approvals: {default: allow}
      tools: [files.write]
      entries: {default: {node: first, concurrent: 1, overflow: reject}}
      output: {said: {type: string}}
      nodes:
        first: {tool: files.write, args: {path: a.note, text: one}}
        sure: {ask: Sure?, answer: {word: {type: string}}}
        second: {tool: files.write, args: {path: b.note, text: "${{ nodes.sure.word }}"}}
        again: {ask: Really?, answer: {word: {type: string}}}
        say: {set: {said: "${{ nodes.sure.word + nodes.again.word }}"}, outputs: {said: {type: string}}}
      """;

  private static final String READ =
      """
      agent: read
      tools: [files.read, files.write]
      approvals: {default: allow}
      output: {said: {type: string}}
      nodes:
        before: {tool: files.write, args: {path: "${{ run.id + '.note' }}", text: x}}
        read: {tool: files.read, args: {path: there.txt}}
        say: {set: {said: found}, outputs: {said: {type: string}}}
      """;

  @TempDir Path home;

  private static void answer(Peer peer, String session, String word) {
    JsonNode open = peer.result("question/list", "{'session':'" + session + "'}").path("questions");
    assertThat(open).hasSize(1);
    String id = open.get(0).path("question").asText();
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept','content':{'word':'%s'}}],'key':'%s'}"
            .formatted(id, word, id + word));
  }

  @Test
  void goesBackInTheSameSessionAndSaysWhatStaysChanged() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("note.agent.yaml", NOTE));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      answer(peer, run.session(), "yes");
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String place = "'session':'" + run.session() + "','node':'second'";

      JsonNode staged = peer.result("session/revert", "{" + place + ",'mode':'stage','key':'s'}");
      assertThat(staged.path("steps").asInt()).isEqualTo(2);
      assertThat(staged.path("calls")).hasSize(1);
      assertThat(staged.path("calls").get(0).path("node").asText()).isEqualTo("second");
      assertThat(staged.has("run")).isFalse();
      assertThat(peer.result("run/get", "{'run':'" + run.run() + "'}").path("status").asText())
          .as("staging changes nothing")
          .isEqualTo("held");

      JsonNode done =
          peer.result(
              "session/revert", "{'session':'" + run.session() + "','node':'sure','key':'r'}");
      String next = done.path("run").asText();
      assertThat(done.path("session").asText()).isEqualTo(run.session());
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.CANCELLED);
      TestDaemon.await(peer, next, WaitUntil.HELD);
      answer(peer, run.session(), "no");
      TestDaemon.await(peer, next, WaitUntil.HELD);
      answer(peer, run.session(), "way");
      assertThat(TestDaemon.await(peer, next, WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'noway'}"));
      assertThat(
              peer.result(
                      "session/revert",
                      "{'session':'" + run.session() + "','node':'sure','key':'r'}")
                  .path("replayed")
                  .asBoolean())
          .isTrue();
      assertThat(peer.result("session/get", "{'session':'" + run.session() + "'}").path("runs"))
          .hasSize(2);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode sessions = peer.result("session/list", "{}").path("sessions");
      assertThat(sessions.get(0).path("state").asText()).isEqualTo("idle");
    }
  }

  @Test
  void goesBackToARunThatTheDaemonBeforeHasLeftHeld() {
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("note.agent.yaml", NOTE));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String next =
          peer.result(
                  "session/revert", "{'session':'" + run.session() + "','node':'sure','key':'r'}")
              .path("run")
              .asText();
      TestDaemon.await(peer, next, WaitUntil.HELD);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      answer(peer, run.session(), "late");
      assertThat(peer.result("session/get", "{'session':'" + run.session() + "'}").toString())
          .contains("cancelled");
    }
  }

  @Test
  void triesAFailedStepAgainWithoutRepeatingWhatHadFinished() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("read.agent.yaml", READ);
      RunStartResult run = daemon.run(peer, agent);
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.FAILED);
      daemon.file("there.txt", "here");
      JsonNode retried = peer.result("run/retry", "{'session':'" + run.session() + "','key':'r'}");
      assertThat(retried.path("session").asText()).isEqualTo(run.session());
      RunSummary ended = TestDaemon.await(peer, retried.path("run").asText(), WaitUntil.TERMINAL);
      assertThat(ended.output()).isEqualTo(Peer.json("{'said':'found'}"));
      try (var files = Files.list(agent.getParent())) {
        assertThat(files.filter(file -> file.toString().endsWith(".note"))).hasSize(1);
      }
      JsonNode again =
          peer.result("run/retry", "{'session':'" + run.session() + "','fromStep':'s3','key':'t'}");
      assertThat(TestDaemon.await(peer, again.path("run").asText(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  @Test
  void refusesARunThatIsAtWorkAndOneThatWaits() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      String session = "'session':'" + run.session() + "'";
      assertThat(
              peer.error("session/revert", "{" + session + ",'at':2,'key':'r'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("Busy");
      assertThat(
              peer.error("run/retry", "{" + session + ",'key':'t'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("InvalidState");
    }
  }

  @Test
  void countsForksAtTheirEntryPoint() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("note.agent.yaml", NOTE));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String session = "'session':'" + run.session() + "'";
      assertThat(
              peer.error("session/fork", "{" + session + ",'key':'f'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("Busy");
      peer.result("session/revert", "{" + session + ",'node':'sure','key':'r'}");
      assertThat(
              peer.error("session/fork", "{" + session + ",'key':'g'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .as("the run that went back has the place")
          .isEqualTo("Busy");
    }
  }
}
