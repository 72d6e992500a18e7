package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients may say of requests beside what these are about. */
@Timeout(60)
final class RequestTermsTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @TempDir Path home;

  private static JsonNode start(Peer peer, Path agent, String key, String more) {
    return peer.result(
        "run/start", "{'agent':{'uri':'%s'},'key':'%s'%s}".formatted(agent, key, more));
  }

  @Test
  void answersAreRefusedWhereTheSessionHasGoneOn() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode run = start(peer, daemon.file("ask.agent.yaml", Agents.ASK), "1", "");
      String id = run.path("run").asText();
      String session = "'session':'" + run.path("session").asText() + "'";
      TestDaemon.await(peer, id, WaitUntil.HELD);
      String seen = head(peer, session);
      peer.result("session/update", "{" + session + ",'title':'Another','key':'t'}");
      String answer =
          "{'key':'%s','answers':[{'id':'%s.q1','action':'accept','content':{'word':'yes'}}],"
              + "'expectedHead':'%s'}";
      JsonNode late = peer.error("question/answer", answer.formatted("a", id, seen));
      assertThat(late.at("/data/kind").asText()).isEqualTo("Conflict");
      assertThat(late.at("/data/current").asText()).isEqualTo(head(peer, session));
      assertThat(peer.result("question/list", "{}").path("questions")).hasSize(1);
      peer.result("question/answer", answer.formatted("b", id, head(peer, session)));
      TestDaemon.await(peer, id, WaitUntil.TERMINAL);
      assertThat(
              peer.result(
                      "question/answer",
                      answer.formatted("b", id, late.at("/data/current").asText()))
                  .path("replayed")
                  .asBoolean())
          .as("what was answered is answered, wherever the session is now")
          .isTrue();
    }
  }

  private static String head(Peer peer, String session) {
    return peer.result("session/get", "{" + session + "}").at("/session/head").asText();
  }

  @Test
  void sessionsAreListedInTheOrderThatIsAskedFor() {
    var now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    try (TestDaemon daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withClock(now::get));
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      var made = new ArrayList<String>();
      for (String key : List.of("1", "2", "3")) {
        JsonNode run = start(peer, agent, key, "");
        TestDaemon.await(peer, run.path("run").asText(), WaitUntil.TERMINAL);
        made.addFirst(run.path("session").asText());
        now.set(now.get().plus(Duration.ofMinutes(1)));
      }
      String first = made.getLast();
      peer.result("session/update", "{'session':'" + first + "','title':'old','key':'t'}");
      assertThat(listed(peer, "").getFirst()).isEqualTo(first);
      assertThat(listed(peer, "'order':'created'")).isEqualTo(made);
      JsonNode page = peer.result("session/list", "{'order':'created','limit':2}");
      String rest = "'order':'created','limit':2,'cursor':'" + page.path("cursor").asText() + "'";
      assertThat(listed(peer, rest)).containsExactly(first);
    }
  }

  private static List<String> listed(Peer peer, String params) {
    var sessions = new ArrayList<String>();
    peer.result("session/list", "{" + params + "}")
        .path("sessions")
        .forEach(session -> sessions.add(session.path("session").asText()));
    return sessions;
  }

  @Test
  void aDaemonThatIsNotTheExpectedOneRefuses() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = Peer.connect(daemon.socket())) {
      String hello = "{'protocol':['1.0.0'],'client':{'name':'test','version':'1'},'expect':{%s}}";
      JsonNode build = peer.error("initialize", hello.formatted("'build':'other'"));
      assertThat(build.toString())
          .contains("/expect/build")
          .contains("this daemon has 'test' (expected: 'other')");
      JsonNode state = peer.error("initialize", hello.formatted("'stateDir':'/elsewhere'"));
      assertThat(state.toString()).contains("/expect/stateDir");
      peer.result(
          "initialize", hello.formatted("'build':'test','stateDir':'" + daemon.state() + "'"));
    }
  }

  @Test
  void whatATraceCausedNamesIt() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("quick.agent.yaml", Agents.QUICK);
      assertThat(traceOf(peer, start(peer, agent, "1", ",'_meta':{'traceparent':'" + TRACE + "'}")))
          .isEqualTo(TRACE);
      String broken = TRACE.replace("00f067aa0ba902b7", "0000000000000000");
      assertThat(
              traceOf(peer, start(peer, agent, "2", ",'_meta':{'traceparent':'" + broken + "'}")))
          .as("what is none is ignored")
          .isEmpty();
      assertThat(traceOf(peer, start(peer, agent, "3", ""))).isEmpty();
    }
  }

  private static String traceOf(Peer peer, JsonNode run) {
    return peer.result(
            "events/read",
            "{'session':'" + run.path("session").asText() + "','limit':1,'waitMs':0}")
        .at("/events/0/cause/trace")
        .asText();
  }

  @Test
  void whatIsMistypedIsToldWithItsPlaceAndWhatWasMeant() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode method = peer.error("run/strat", "{}");
      assertThat(method.at("/data/kind").asText()).isEqualTo("MethodNotFound");
      assertThat(method.at("/data/suggestions/0").asText()).isEqualTo("run/start");
      assertThat(method.at("/data/suggestions").size()).isBetween(1, 3);
      JsonNode params = peer.error("run/get", "{'run':7}");
      assertThat(params.at("/data/issues/0/pointer").asText()).isEqualTo("/run");
      assertThat(params.at("/data/issues/0/message").asText()).isNotEmpty();
      JsonNode enough = peer.error("run/start", "{'agent':{'uri':'a'},'key':'k','onBusy':'wait'}");
      assertThat(enough.toString()).contains("/onBusy").contains("replace");
    }
  }
}
