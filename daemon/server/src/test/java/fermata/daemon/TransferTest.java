package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that move to another store, and sessions whose derived rows are lost. */
@Timeout(60)
final class TransferTest {

  private static final String PARENT =
      """
      agent: parent
      state: {seen: {type: integer, default: 0, scope: session}}
      output: {said: {type: string}}
      nodes:
        count: {set: {state.seen: "${{ state.seen + 1 }}"}}
        ask: {agent: ask}
        say: {set: {said: "${{ nodes.ask.said + string(state.seen) }}"}, outputs: {said: {type: string}}}
      """;

  @TempDir Path home;
  @TempDir Path other;

  private RunStartResult held(TestDaemon daemon, Peer peer) {
    daemon.file("ask.agent.yaml", Agents.ASK);
    RunStartResult run = daemon.run(peer, daemon.file("parent.agent.yaml", PARENT));
    TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    EventTail.of(peer, run.session()).until("subrun.asked");
    return run;
  }

  private static JsonNode question(Peer peer, String session) {
    JsonNode open = peer.result("question/list", "{'session':'" + session + "'}").path("questions");
    assertThat(open).hasSize(1);
    return open.get(0);
  }

  private static void answer(Peer peer, String session, String word) {
    String id = question(peer, session).path("question").asText();
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept','content':{'word':'%s'}}],'key':'%s'}"
            .formatted(id, word, id));
  }

  private static String params(String session, Path file) {
    return "{'session':'" + session + "','file':'" + file + "'}";
  }

  @Test
  void goesOnInAnotherStoreWithItsChildAndItsState() {
    Path file = home.resolve("parent.session.jsonl");
    RunStartResult run;
    JsonNode state;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = held(daemon, peer);
      String params = params(run.session(), file);
      String told =
          params.substring(0, params.length() - 1) + ",'_meta':{'progressToken':'export'}}";
      JsonNode written = peer.result("session/export", told);
      JsonNode progress = peer.notification("$/progress");
      assertThat(progress.path("token").asText()).isEqualTo("export");
      assertThat(progress.path("value").asLong()).isPositive();
      assertThat(written.path("sessions")).hasSize(2);
      assertThat(written.path("sessions").get(1).asText()).isEqualTo(run.session());
      state = peer.result("state/get", "{'session':'" + run.session() + "'}");
      assertThat(
              peer.error("session/import", "{'file':'" + file + "','key':'i'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("AlreadyExists");
    }
    try (TestDaemon daemon = TestDaemon.open(other);
        Peer peer = daemon.connect()) {
      String take = "{'file':'" + file + "','key':'i'}";
      JsonNode taken = peer.result("session/import", take);
      assertThat(taken.path("sessions").get(1).asText()).isEqualTo(run.session());
      assertThat(peer.result("session/import", take).path("replayed").asBoolean()).isTrue();
      assertThat(peer.result("state/get", "{'session':'" + run.session() + "'}")).isEqualTo(state);
      answer(peer, run.session(), "far");
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'far1'}"));

      Path agent = home.resolve("agents/parent.agent.yaml");
      String next =
          peer.result(
                  "run/start",
                  "{'agent':{'uri':'%s'},'session':'%s','key':'n'}".formatted(agent, run.session()))
              .path("run")
              .asText();
      EventTail.of(peer, run.session())
          .until(
              event ->
                  event.path("type").asText().equals("subrun.asked")
                      && event.path("run").asText().equals(next));
      answer(peer, run.session(), "on");
      assertThat(TestDaemon.await(peer, next, WaitUntil.TERMINAL).output())
          .as("what the session knows has come along")
          .isEqualTo(Peer.json("{'said':'on2'}"));
    }
  }

  @Test
  void takesNothingOfAFileThatIsNotWhole() throws IOException {
    Path file = home.resolve("parent.session.jsonl");
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      peer.result("session/export", params(held(daemon, peer).session(), file));
    }
    List<String> lines = Files.readAllLines(file);
    try (TestDaemon daemon = TestDaemon.open(other);
        Peer peer = daemon.connect()) {
      assertThat(refused(peer, lines, all -> all.subList(0, all.size() - 1)))
          .contains("the file ends before its session does");
      assertThat(refused(peer, lines, all -> without(all, 3))).contains("(expected: ");
      assertThat(refused(peer, lines, all -> changed(all, "What shall I say?", "What now?")))
          .contains("was changed or is not whole");
      assertThat(refused(peer, lines, all -> changed(all, "\"form\":1", "\"form\":2")))
          .contains("has form 2 (expected: at most 1");
      assertThat(refused(peer, lines, _ -> List.of("a: b"))).contains("line 1 is not JSON");
      assertThat(refused(peer, lines, _ -> List.of("{}"))).contains("is no line of a session file");
      assertThat(peer.result("session/list", "{}").path("sessions")).isEmpty();
    }
  }

  private String refused(Peer peer, List<String> lines, UnaryOperator<List<String>> change)
      throws IOException {
    Path file = Files.write(other.resolve("broken.jsonl"), change.apply(lines));
    JsonNode error = peer.error("session/import", "{'file':'" + file + "','key':'i'}");
    return error.path("message").asText();
  }

  private static List<String> without(List<String> lines, int index) {
    var rest = new ArrayList<>(lines);
    rest.removeIf(line -> line.contains("\"id\":\"" + index + "\""));
    return rest;
  }

  private static List<String> changed(List<String> lines, String from, String to) {
    return lines.stream().map(line -> line.replace(from, to)).toList();
  }

  @Test
  void derivesFromTheJournalWhatIsShownAndWaitedFor() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("impatient.agent.yaml", Agents.IMPATIENT));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String session = "{'session':'" + run.session() + "'}";
      JsonNode shown = peer.result("session/get", session);
      for (String table : List.of("sessions", "runs", "questions", "timers")) {
        StoreFaults.execute(daemon.state(), "DELETE FROM " + table);
      }
      assertThat(peer.result("session/rebuild", session).path("events").asLong()).isPositive();
      assertThat(peer.result("session/get", session)).isEqualTo(shown);
      assertThat(StoreFaults.count(daemon.state(), "SELECT count(*) FROM timers")).isEqualTo(1);
      assertThat(peer.error("session/rebuild", "{'session':'nobody'}").path("code").asInt())
          .isEqualTo(peer.error("session/get", "{'session':'nobody'}").path("code").asInt());
    }
  }

  @Test
  void refusesToDeriveWhileTheRunIsAtWork() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      assertThat(
              peer.error("session/rebuild", "{'session':'" + run.session() + "'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("Busy");
    }
  }
}
