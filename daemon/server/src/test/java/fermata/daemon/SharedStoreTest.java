package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Daemons of two builds on one store, as after an update while the older one still has clients. */
@Timeout(120)
final class SharedStoreTest {

  @TempDir Path home;

  private TestDaemon older;
  private TestDaemon newer;
  private Peer toOlder;
  private Peer toNewer;

  @BeforeEach
  void open() {
    older = TestDaemon.open(home, TestDaemon.Wish.USUAL.beside("older"));
    newer = TestDaemon.open(home, TestDaemon.Wish.USUAL.beside("newer"));
    toOlder = older.connect();
    toNewer = newer.connect();
  }

  @AfterEach
  void close() {
    toOlder.close();
    toNewer.close();
    newer.close();
    older.close();
  }

  private static String answer(RunStartResult run, String key) {
    return answer(run, "q1", key);
  }

  private static String answer(RunStartResult run, String question, String key) {
    return "{'key':'"
        + key
        + "','answers':[{'id':'"
        + run.run()
        + "."
        + question
        + "','action':'accept','content':{'word':'hi'}}]}";
  }

  @Test
  void goOnWithTheHeldRunsOfEachOther() {
    Path agent = older.file("a.agent.yaml", Agents.ASK);
    RunStartResult first = older.run(toOlder, agent);
    RunStartResult second = newer.run(toNewer, agent);
    TestDaemon.await(toOlder, first.run(), WaitUntil.HELD);
    TestDaemon.await(toNewer, second.run(), WaitUntil.HELD);

    toNewer.result("question/answer", answer(first, "n"));
    toOlder.result("question/answer", answer(second, "o"));

    assertThat(TestDaemon.await(toNewer, first.run(), WaitUntil.TERMINAL).status())
        .isEqualTo(RunStatus.COMPLETED);
    assertThat(TestDaemon.await(toOlder, second.run(), WaitUntil.TERMINAL).status())
        .isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void goOnFromWhereTheOtherHasBroughtARunThatTheyHadInMemory() {
    String twice =
        """
        agent: twice
        nodes:
          one: {ask: One?, answer: {word: {type: string}}, next: two}
          two: {ask: Two?, answer: {word: {type: string}}, next: three}
          three: {ask: Three?, answer: {word: {type: string}}}
        """;
    RunStartResult run = older.run(toOlder, older.file("twice.agent.yaml", twice));
    TestDaemon.await(toOlder, run.run(), WaitUntil.HELD);

    toNewer.result("question/answer", answer(run, "q1", "n"));
    TestDaemon.await(toNewer, run.run(), WaitUntil.HELD);
    toOlder.result("question/answer", answer(run, "q2", "o"));
    TestDaemon.await(toOlder, run.run(), WaitUntil.HELD);
    toNewer.result("question/answer", answer(run, "q3", "n2"));

    assertThat(TestDaemon.await(toNewer, run.run(), WaitUntil.TERMINAL).status())
        .isEqualTo(RunStatus.COMPLETED);
    EventTail tail = EventTail.of(toOlder, run.session()).until("run.completed");
    assertThat(tail.types()).filteredOn("question.answered"::equals).hasSize(3);
  }

  @Test
  void showWhatTheOtherStoresToThoseWhoFollow() {
    RunStartResult run = older.run(toOlder, older.file("a.agent.yaml", Agents.ASK));
    TestDaemon.await(toOlder, run.run(), WaitUntil.HELD);
    EventTail tail = EventTail.of(toOlder, run.session()).until("run.held");

    toNewer.result("question/answer", answer(run, "n"));
    TestDaemon.await(toNewer, run.run(), WaitUntil.TERMINAL);
    older.daemon().workings().log().heartbeat();

    assertThat(tail.until("run.completed").types()).containsOnlyOnce("question.answered");
  }

  @Test
  void leaveTheRunsAtWorkToTheOneThatWorksOnThem() throws IOException {
    Path agent = Agents.gated(older);
    RunStartResult run = older.run(toOlder, agent);
    CallFile.await(agent.resolveSibling("calls"), 1);

    JsonNode error = toNewer.error("run/cancel", "{'key':'n','run':'" + run.run() + "'}");
    assertThat(error.path("data").path("kind").asText()).isEqualTo("LeaseHeld");
    assertThat(error.path("message").asText())
        .contains("process " + ProcessHandle.current().pid() + " is at work on it");

    Files.writeString(agent.resolveSibling("gate"), "go\n");
    assertThat(TestDaemon.await(toOlder, run.run(), WaitUntil.TERMINAL).status())
        .isEqualTo(RunStatus.COMPLETED);
    assertThat(CallFile.lines(agent.resolveSibling("calls"))).hasSize(2);
  }

  private static JsonNode lease(Peer peer, String session, String more) {
    return peer.result("session/lease", "{'session':'" + session + "'" + more + "}");
  }

  @Test
  void tellWhoOwnsASessionAndTakeItOverWhereItRests() {
    RunStartResult run = older.run(toOlder, older.file("a.agent.yaml", Agents.ASK));
    TestDaemon.await(toOlder, run.run(), WaitUntil.HELD);
    JsonNode before = lease(toNewer, run.session(), "");
    assertThat(before.path("mine").asBoolean()).isFalse();
    assertThat(before.at("/owner/alive").asBoolean()).isTrue();
    assertThat(before.path("atWork").asBoolean()).isFalse();
    JsonNode taken = lease(toNewer, run.session(), ",'take':true");
    assertThat(taken.path("mine").asBoolean()).isTrue();
    assertThat(taken.path("epoch").asLong()).isEqualTo(before.path("epoch").asLong() + 1);
    assertThat(taken.at("/owner/instance").asText())
        .isEqualTo(newer.daemon().identity().instance());
    assertThat(lease(toOlder, run.session(), "").path("mine").asBoolean()).isFalse();
    toOlder.result("question/answer", answer(run, "o"));
    TestDaemon.await(toOlder, run.run(), WaitUntil.TERMINAL);
    assertThat(lease(toOlder, run.session(), "").path("mine").asBoolean()).isTrue();
  }

  @Test
  void leaveASessionToTheOneThatWorksOnIt() {
    RunStartResult run = older.run(toOlder, Agents.gated(older));
    EventTail.of(toOlder, run.session()).until("tool.started");
    JsonNode refused =
        toNewer.error("session/lease", "{'session':'" + run.session() + "','take':true}");
    assertThat(refused.at("/data/kind").asText()).isEqualTo("LeaseHeld");
    assertThat(lease(toNewer, run.session(), "").path("atWork").asBoolean()).isTrue();
  }

  @Test
  void hintAtWhatTheOtherStores() {
    JsonNode opened = toOlder.result("events/subscribe", "{'session':'*','from':{'kind':'now'}}");
    assertThat(toOlder.notification("hint").path("sweep").asBoolean()).isTrue();
    RunStartResult run = newer.run(toNewer, older.file("a.agent.yaml", Agents.ASK));
    TestDaemon.await(toNewer, run.run(), WaitUntil.HELD);
    older.daemon().workings().log().hintElsewhere(java.time.Instant.now().minusSeconds(30));
    JsonNode hint = toOlder.notification("hint");
    assertThat(hint.path("sub")).isEqualTo(opened.path("sub"));
    assertThat(hint.at("/changed/0/session").asText()).isEqualTo(run.session());
    assertThat(hint.at("/changed/0/head"))
        .isEqualTo(toNewer.result("log/head", "{'session':'" + run.session() + "'}").get("head"));
  }
}
