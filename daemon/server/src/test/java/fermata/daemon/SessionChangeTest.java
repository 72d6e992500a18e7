package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are made, named, put away and deleted. */
@Timeout(60)
final class SessionChangeTest {

  @TempDir Path home;

  private static JsonNode shown(Peer peer, String session) {
    return peer.result("session/get", "{'session':'" + session + "'}").path("session");
  }

  private static JsonNode listed(Peer peer, String params) {
    return peer.result("session/list", params).path("sessions");
  }

  private static String kind(JsonNode error) {
    return error.path("data").path("kind").asText();
  }

  @Test
  void makesASessionThatARunIsStartedInLater() {
    String session = "0199c3a1-5c00-7d2e-9a41-3b6f0c8e1d02";
    Path agent;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      String create =
          "{'agent':{'uri':'"
              + agent
              + "'},'session':'"
              + session
              + "','title':'First',"
              + "'metadata':{'panel':'left'},'key':'%s'}";
      JsonNode made = peer.result("session/create", create.formatted("a"));
      assertThat(made.path("session").asText()).isEqualTo(session);
      assertThat(peer.result("session/create", create.formatted("a")).path("replayed").asBoolean())
          .isTrue();
      assertThat(kind(peer.error("session/create", create.formatted("b"))))
          .isEqualTo("AlreadyExists");
      assertThat(listed(peer, "{}").get(0).path("state").asText()).isEqualTo("idle");
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(shown(peer, session).path("metadata")).isEqualTo(Peer.json("{'panel':'left'}"));
      assertThat(shown(peer, session).path("title").asText()).isEqualTo("First");
      JsonNode run =
          peer.result(
              "run/start",
              "{'agent':{'uri':'" + agent + "'},'session':'" + session + "','key':'run'}");
      TestDaemon.await(peer, run.path("run").asText(), WaitUntil.TERMINAL);
      assertThat(shown(peer, session).path("run").path("status").asText()).isEqualTo("completed");
      peer.result("session/rebuild", "{'session':'" + session + "'}");
      assertThat(shown(peer, session).path("metadata")).isEqualTo(Peer.json("{'panel':'left'}"));
    }
  }

  @Test
  void changesTheTitleUnlessSomebodyElseHasMeanwhile() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      // Its run waits: the title has nothing to do with that.
      RunStartResult run = daemon.run(peer, daemon.file("ask.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String update = "{'session':'" + run.session() + "','title':'%s','ifRev':%d,'key':'%s'}";
      JsonNode first = peer.result("session/update", update.formatted("One", 0, "a"));
      assertThat(first.path("asOf").path("session").asText()).isEqualTo(run.session());
      JsonNode conflict = peer.error("session/update", update.formatted("Two", 0, "b"));
      assertThat(kind(conflict)).isEqualTo("Conflict");
      assertThat(conflict.path("data").path("current").asInt()).isEqualTo(1);
      peer.result(
          "session/update",
          "{'session':'" + run.session() + "','metadata':{'colour':'blue'},'key':'c'}");
      JsonNode session = shown(peer, run.session());
      assertThat(session.path("title").asText()).isEqualTo("One");
      assertThat(session.path("metadata")).isEqualTo(Peer.json("{'colour':'blue'}"));
      assertThat(session.path("revision").asInt()).isEqualTo(2);
      peer.result("session/update", update.formatted("", 2, "d"));
      assertThat(shown(peer, run.session()).has("title")).isFalse();
      assertThat(EventTail.of(peer, run.session()).until("session.updated").types())
          .contains("session.updated");
      assertThat(
              peer.error(
                      "session/update",
                      "{'session':'" + run.session() + "','metadata':[1],'key':'e'}")
                  .path("message")
                  .asText())
          .contains("expected: an object");
    }
  }

  @Test
  void putsAwayWhatHasEndedUntilItIsWantedAgain() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
      RunStartResult run = daemon.run(peer, agent);
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      String archive = "{'session':'" + run.session() + "','key':'%s'}";
      JsonNode held = peer.error("session/archive", archive.formatted("a"));
      assertThat(kind(held)).isEqualTo("InvalidState");
      assertThat(held.path("message").asText())
          .isEqualTo(
              "run " + run.run() + " is held (expected: ended, before its session is put away)");
      peer.result("run/cancel", "{'run':'" + run.run() + "','key':'end'}");
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      peer.result("session/archive", archive.formatted("b"));
      assertThat(listed(peer, "{}")).isEmpty();
      assertThat(listed(peer, "{'state':'archived'}")).hasSize(1);
      assertThat(listed(peer, "{'state':'idle'}")).isEmpty();

      peer.result(
          "session/archive", "{'session':'" + run.session() + "','archived':false,'key':'c'}");
      assertThat(listed(peer, "{}")).hasSize(1);
      peer.result("session/archive", archive.formatted("d"));
      peer.result(
          "run/start",
          "{'agent':{'uri':'" + agent + "'},'session':'" + run.session() + "','key':'run'}");
      assertThat(listed(peer, "{}")).as("a new run takes it out again").hasSize(1);
    }
  }

  @Test
  void deletesASessionWithEverythingThatIsOfIt() {
    String session;
    String other;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("quick.agent.yaml", Agents.QUICK);
      Path parent =
          daemon.file(
              "parent.agent.yaml",
              "agent: parent\nnodes:\n  ask: {agent: quick, input: {word: hi}}\n");
      RunStartResult run = daemon.run(peer, parent);
      session = run.session();
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      RunStartResult kept = daemon.run(peer, daemon.file("ask.agent.yaml", Agents.ASK));
      other = kept.session();
      TestDaemon.await(peer, kept.run(), WaitUntil.HELD);
      assertThat(daemon.workings().folders().awaitIdle(java.time.Duration.ofSeconds(10))).isTrue();
      Path folder = daemon.state().resolve("agents/parent/sessions").resolve(session);
      assertThat(folder).isDirectory();

      assertThat(kind(peer.error("session/delete", "{'session':'" + other + "','key':'h'}")))
          .isEqualTo("InvalidState");
      String child = run.run() + ".c1";
      assertThat(kind(peer.error("session/delete", "{'session':'" + child + "','key':'c'}")))
          .isEqualTo("InvalidState");
      String delete = "{'session':'" + session + "','key':'gone'}";
      JsonNode gone = peer.result("session/delete", delete);
      assertThat(gone.path("sessions")).hasToString("[\"" + session + "\",\"" + child + "\"]");
      assertThat(peer.result("session/delete", delete).path("replayed").asBoolean()).isTrue();
      assertThat(kind(peer.error("session/delete", delete.replace("gone", "again"))))
          .isEqualTo("NotFound");
      assertThat(kind(peer.error("session/get", "{'session':'" + session + "'}")))
          .isEqualTo("NotFound");
      assertThat(kind(peer.error("run/get", "{'run':'" + child + "'}"))).isEqualTo("NotFound");
      assertThat(folder).doesNotExist();
      JsonNode news = peer.result("events/read", "{'session':'workspace','limit':10,'waitMs':0}");
      assertThat(news.path("events").get(0).path("schema").asText())
          .isEqualTo("session.deleted.v1");
      assertThat(news.path("events").get(0).path("data").path("session").asText())
          .isEqualTo(session);
    }
    for (String table : java.util.List.of("events", "inputs", "journals")) {
      String journals =
          table.equals("journals")
              ? "id NOT IN ('workspace', '" + other + "')"
              : "journal NOT IN (SELECT number FROM journals)";
      assertThat(
              StoreFaults.count(
                  home.resolve("state"), "SELECT count(*) FROM " + table + " WHERE " + journals))
          .as(table)
          .isZero();
    }
    assertThat(Files.exists(home.resolve("state"))).isTrue();
  }
}
