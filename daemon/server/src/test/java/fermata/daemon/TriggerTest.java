package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that nobody asks for: by time, by requests, by changes of files. */
@Timeout(60)
final class TriggerTest {

  @TempDir Path home;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-28T12:00:00Z"));
  private final TestDaemon.Wish virtual = TestDaemon.Wish.USUAL.withClock(now::get);

  private static final String NIGHTLY =
      """
      agent: nightly
      input: {at: {type: string}, missed: {type: integer}}
      entries:
        default:
          node: note
          input: {at: "${{ event.due_at }}", missed: "${{ event.missed }}"}
          trigger: {cron: 30 2 * * *, timezone: Europe/Berlin, missed: %s}
      output: {at: {type: string}, missed: {type: integer}}
      nodes:
        note: {set: {at: "${{ input.at }}", missed: "${{ input.missed }}"}}
      """;

  private static final String HOOK =
      """
      agent: hook
      input: {order: {type: string}}
      entries:
        default:
          node: note
          concurrent: 1
          overflow: reject
          input: {order: "${{ event.order }}"}
          trigger: {webhook: {path: /orders, secret: "${{ secrets.KEY }}"}}
      nodes:
        note: {ask: "${{ input.order }}?"}
      """;

  private static void arm(Peer peer, Path agent) {
    peer.result("agent/register", "{'uri':'" + agent + "','key':'arm" + agent.hashCode() + "'}");
  }

  private static JsonNode only(Peer peer) {
    return peer.result("trigger/list", "{}").path("triggers").get(0);
  }

  private static List<JsonNode> outputs(Peer peer) {
    var outputs = new ArrayList<JsonNode>();
    for (JsonNode session : peer.result("session/list", "{}").path("sessions")) {
      String run = session.path("run").path("run").asText();
      TestDaemon.await(peer, run, WaitUntil.TERMINAL);
      outputs.addFirst(peer.result("run/get", "{'run':'" + run + "'}").path("output"));
    }
    return outputs;
  }

  private void at(TestDaemon daemon, String time) {
    now.set(Instant.parse(time));
    daemon.daemon().workings().triggers().look();
  }

  @Test
  void firesByTheCalendarAndOverTheNightInWhichClocksArePutForward() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once")));
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-03-29T01:00:00Z");
      at(daemon, "2026-03-29T00:59:59Z");
      assertThat(outputs(peer)).isEmpty();
      at(daemon, "2026-03-29T01:00:00Z");
      at(daemon, "2026-03-29T01:00:00.5Z");
      assertThat(outputs(peer))
          .containsExactly(Peer.json("{'at':'2026-03-29T01:00:00Z','missed':0}"));
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-03-30T00:30:00Z");
      assertThat(only(peer).path("run").asText()).isNotEmpty();
    }
  }

  @Test
  void makesUpOnceForWhatWasMissedWhileNoDaemonWasThere() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once")));
    }
    now.set(Instant.parse("2026-04-02T10:00:00Z"));
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      assertThat(outputs(peer))
          .containsExactly(Peer.json("{'at':'2026-04-02T00:30:00Z','missed':5}"));
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-04-03T00:30:00Z");
    }
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      assertThat(outputs(peer)).hasSize(1);
    }
  }

  @Test
  void makesUpForEachThatWasMissedOrForNone() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("nightly.agent.yaml", NIGHTLY.formatted("{all: 2}")));
      arm(
          peer,
          daemon.file(
              "skipping.agent.yaml",
              NIGHTLY.formatted("skip").replace("agent: nightly", "agent: skipping")));
      at(daemon, "2026-04-02T10:00:00Z");
      assertThat(outputs(peer))
          .containsExactly(
              Peer.json("{'at':'2026-04-01T00:30:00Z','missed':1}"),
              Peer.json("{'at':'2026-04-02T00:30:00Z','missed':1}"));
      assertThat(peer.result("trigger/list", "{}").path("triggers"))
          .allMatch(one -> one.path("dueAt").asText().equals("2026-04-03T00:30:00Z"));
    }
  }

  @Test
  void firesNothingTwiceWhenTheClockIsPutBack() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once")));
      at(daemon, "2026-03-29T01:00:01Z");
      at(daemon, "2026-03-29T00:00:00Z");
      at(daemon, "2026-03-29T01:00:01Z");
      assertThat(outputs(peer)).hasSize(1);
    }
  }

  @Test
  void firesAtIntervalsFromWhenItWasArmed() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      String often =
          """
          agent: often
          entries: {default: {node: note, trigger: {every: 10m}}}
          nodes: {note: {set: {x: 1}}}
          """;
      arm(peer, daemon.file("often.agent.yaml", often));
      at(daemon, "2026-03-28T12:10:00.100Z");
      at(daemon, "2026-03-28T12:19:59Z");
      at(daemon, "2026-03-28T12:20:00Z");
      assertThat(outputs(peer)).hasSize(2);
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-03-28T12:30:00Z");
    }
  }

  @Test
  void firesWhenSomebodyWantsItAndStaysDue() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      arm(peer, agent);
      String params = "{'uri':'" + agent + "','entry':'default','key':'now'}";
      JsonNode first = peer.result("trigger/fire", params);
      JsonNode again = peer.result("trigger/fire", params);
      assertThat(again.path("run")).isEqualTo(first.path("run"));
      assertThat(again.path("replayed").asBoolean()).isTrue();
      assertThat(outputs(peer))
          .containsExactly(Peer.json("{'at':'2026-03-28T12:00:00Z','missed':0}"));
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-03-29T01:00:00Z");
      assertThat(
              peer.error("trigger/fire", params.replace("default", "nobody"))
                  .path("message")
                  .asText())
          .isEqualTo("armed entry point nobody does not exist");
    }
  }

  @Test
  void disarmsAndRefusesWhatHasNoTrigger() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      arm(peer, agent);
      peer.result("agent/unregister", "{'uri':'" + agent + "','key':'off'}");
      at(daemon, "2026-03-29T01:00:00Z");
      assertThat(outputs(peer)).isEmpty();
      assertThat(peer.result("trigger/list", "{}").path("triggers")).isEmpty();
      assertThat(
              peer.error("agent/unregister", "{'uri':'" + agent + "','key':'again'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("NotFound");
      Path plain = daemon.file("plain.agent.yaml", Agents.QUICK);
      assertThat(
              peer.error("agent/register", "{'uri':'" + plain + "','key':'plain'}")
                  .path("data")
                  .path("issues")
                  .get(0)
                  .path("message")
                  .asText())
          .contains("no entry point of the agent has a trigger to arm");
    }
  }

  @Test
  void servesTheTriggersOfAStoreByOneDaemonOfTwo() {
    try (TestDaemon one = TestDaemon.open(home, virtual);
        Peer peer = one.connect();
        TestDaemon two = TestDaemon.open(home, virtual.beside("other"));
        Peer other = two.connect()) {
      arm(other, one.file("nightly.agent.yaml", NIGHTLY.formatted("once")));
      now.set(Instant.parse("2026-03-29T01:00:00Z"));
      two.daemon().workings().triggers().look();
      one.daemon().workings().triggers().look();
      assertThat(outputs(peer)).hasSize(1);
      assertThat(other.result("trigger/list", "{}").path("isServing").asBoolean()).isFalse();
      assertThat(peer.result("trigger/list", "{}").path("isServing").asBoolean()).isTrue();
    }
  }

  @Test
  void staysForAnArmedTriggerAndForNothing() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual)) {
      Path agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      try (Peer peer = daemon.connect()) {
        arm(peer, agent);
        TestDaemon.endWhenIdle(peer, Duration.ofMillis(200));
      }
      assertThat(daemon.daemon().workings().triggers().isWaiting()).isTrue();
      try (Peer peer = daemon.connect()) {
        peer.result("agent/unregister", "{'uri':'" + agent + "','key':'off'}");
      }
      daemon.awaitEnd();
    }
  }

  @Test
  void startsARunByARequestOnceForEachDelivery() throws Exception {
    TestDaemon.Wish wish = TestDaemon.Wish.USUAL.withEnvironment(Map.of("KEY", "hush"));
    String port;
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("hook.agent.yaml", HOOK));
      port = peer.result("trigger/list", "{}").path("webhooks").asText();
      HttpResponse<String> first = post(port + "/orders?x=1", "{\"order\":\"A1\"}", "hush", "d1");
      assertThat(first.statusCode()).isEqualTo(202);
      String run = Peer.json(first.body()).path("run").asText();
      TestDaemon.await(peer, run, WaitUntil.HELD);
      assertThat(peer.result("question/list", "{}").path("questions").get(0).path("text").asText())
          .isEqualTo("A1?");

      HttpResponse<String> again = post(port + "/orders", "{\"order\":\"A1\"}", "hush", "d1");
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(Peer.json(again.body()).path("run").asText()).isEqualTo(run);

      HttpResponse<String> second = post(port + "/orders", "{\"order\":\"A2\"}", "hush", "d2");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(only(peer).path("refusal").asText()).contains("1 runs are under way");
    }
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      assertThat(peer.result("trigger/list", "{}").path("webhooks").asText()).isEqualTo(port);
      assertThat(post(port + "/orders", "{\"order\":\"A1\"}", "hush", "d1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void refusesRequestsThatProveNothing() throws Exception {
    TestDaemon.Wish wish = TestDaemon.Wish.USUAL.withEnvironment(Map.of("KEY", "hush"));
    try (TestDaemon daemon = TestDaemon.open(home, wish);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("hook.agent.yaml", HOOK));
      String open =
          HOOK.replace("agent: hook", "agent: open")
              .replace("path: /orders, secret: \"${{ secrets.KEY }}\"", "path: /open");
      arm(peer, daemon.file("open.agent.yaml", open));
      String unset =
          HOOK.replace("agent: hook", "agent: unset")
              .replace("/orders", "/unset")
              .replace("secrets.KEY", "secrets.NOBODY_KNOWS");
      arm(peer, daemon.file("unset.agent.yaml", unset));
      String url = peer.result("trigger/list", "{}").path("webhooks").asText();
      assertThat(post(url + "/orders", "{\"order\":\"A\"}", "wrong", "").statusCode())
          .isEqualTo(401);
      assertThat(post(url + "/unset", "{\"order\":\"A\"}", "", "").statusCode()).isEqualTo(503);
      assertThat(post(url + "/nowhere", "{}", "hush", "").statusCode()).isEqualTo(404);
      assertThat(post(url + "/orders", "{\"order\":", "hush", "").statusCode()).isEqualTo(400);
      assertThat(post(url + "/orders", "{\"order\":7}", "hush", "").statusCode()).isEqualTo(422);
      assertThat(post(url + "/orders", "{}", "hush", "").statusCode()).isEqualTo(422);
      assertThat(post(url + "/orders", "x".repeat(1_100_000), "hush", "").statusCode())
          .isEqualTo(413);
      HttpRequest get = HttpRequest.newBuilder(URI.create(url + "/orders")).build();
      assertThat(send(get).statusCode()).isEqualTo(405);
      HttpRequest page =
          HttpRequest.newBuilder(URI.create(url + "/open"))
              .header("Origin", "https://elsewhere.example")
              .POST(HttpRequest.BodyPublishers.ofString("{\"order\":\"A\"}"))
              .build();
      assertThat(send(page).statusCode()).isEqualTo(403);
      assertThat(peer.result("session/list", "{}").path("sessions")).isEmpty();
      assertThat(post(url + "/open", "{\"order\":\"A\"}", "", "").statusCode()).isEqualTo(202);
    }
  }

  @Test
  void refusesASecondAgentWithThePathOfAnother() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("hook.agent.yaml", HOOK));
      Path second = daemon.file("second.agent.yaml", HOOK.replace("agent: hook", "agent: second"));
      assertThat(
              peer.error("agent/register", "{'uri':'" + second + "','key':'s'}")
                  .path("message")
                  .asText())
          .startsWith("webhook path '/orders' belongs to agent 'hook'");
    }
  }

  @Test
  void startsARunWhenFilesChange() throws IOException {
    String inbox =
        """
        agent: inbox
        input: {paths: {type: array}}
        entries:
          default:
            node: note
            input: {paths: "${{ event.created }}"}
            trigger: {file: {paths: ["inbox/**/*.csv"], debounce: 100ms}}
        output: {paths: {type: array}}
        nodes: {note: {set: {paths: "${{ input.paths }}"}}}
        """;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("inbox.agent.yaml", inbox);
      arm(peer, agent);
      Path folder = Files.createDirectories(agent.resolveSibling("inbox").resolve("deep"));
      Files.writeString(folder.resolve("a.txt"), "no");
      Files.writeString(folder.resolve("a.csv"), "1");
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> peer.result("session/list", "{}").path("sessions").size() > 0);
      assertThat(outputs(peer)).containsExactly(Peer.json("{'paths':['inbox/deep/a.csv']}"));
    }
  }

  @Test
  void firesNothingByItselfWhileItIsPausedAndTellsWhatItMissed() {
    Path agent;
    String fire;
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      fire = "{'uri':'" + agent + "','entry':'default','key':'%s'%s}";
      arm(peer, agent);
      String pause = "{'uri':'" + agent + "','entry':'default','key':'hush'}";
      assertThat(peer.result("trigger/pause", pause).path("entries")).hasSize(1);
      assertThat(peer.result("trigger/pause", pause).path("replayed").asBoolean()).isTrue();
      assertThat(peer.result("trigger/pause", pause.replace("hush", "again")).path("entries"))
          .isEmpty();
      assertThat(daemon.daemon().workings().triggers().isWaiting()).isFalse();
      at(daemon, "2026-03-30T12:00:00Z");
      assertThat(outputs(peer)).isEmpty();
      assertThat(only(peer).path("pausedAt").asText()).isEqualTo("2026-03-28T12:00:00Z");
    }
    now.set(Instant.parse("2026-03-31T12:00:00Z"));
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      assertThat(outputs(peer)).as("it is paused after a restart").isEmpty();
      assertThat(peer.result("trigger/missed", "{}").path("missed").get(0).path("count").asInt())
          .isEqualTo(3);
      String resume = "{'uri':'" + agent + "','key':'on'}";
      assertThat(peer.result("trigger/resume", resume).path("entries")).hasSize(1);
      assertThat(only(peer).path("dueAt").asText()).isEqualTo("2026-04-01T00:30:00Z");
      assertThat(only(peer).has("pausedAt")).isFalse();
      at(daemon, "2026-03-31T13:00:00Z");
      assertThat(outputs(peer)).as("what it missed is let go").isEmpty();

      String missed = ",'dueAt':'2026-03-30T00:30:00Z'";
      JsonNode made = peer.result("trigger/fire", fire.formatted("one", missed));
      assertThat(peer.result("trigger/fire", fire.formatted("two", missed)).path("run"))
          .as("a missed time is made up for once")
          .isEqualTo(made.path("run"));
      assertThat(outputs(peer))
          .containsExactly(Peer.json("{'at':'2026-03-30T00:30:00Z','missed':1}"));
      assertThat(peer.result("trigger/missed", "{}").path("missed").get(0))
          .isEqualTo(
              Peer.json(
                  "{'agent':'nightly','uri':'"
                      + agent
                      + "','entry':'default','reason':'paused','first':'2026-03-29T01:00:00Z',"
                      + "'last':'2026-03-31T00:30:00Z','count':3,'runs':1}"));
      assertThat(
              peer.error(
                      "trigger/fire",
                      fire.formatted("three", missed.replace("00:30:00Z", "00:31:00Z")))
                  .path("message")
                  .asText())
          .isEqualTo("missed time 2026-03-30T00:31:00Z does not exist");
      at(daemon, "2026-04-01T00:30:00Z");
      assertThat(outputs(peer)).as("it fires again").hasSize(2);
    }
  }

  @Test
  void firesByHandWhileItIsPausedAndStaysPausedWhenItIsChanged() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      arm(peer, agent);
      peer.result("trigger/pause", "{'uri':'" + agent + "','key':'hush'}");
      peer.result("trigger/fire", "{'uri':'" + agent + "','entry':'default','key':'now'}");
      assertThat(outputs(peer)).hasSize(1);
      Files.writeString(agent, NIGHTLY.formatted("once").replace("30 2 * * *", "0 5 * * *"));
      peer.result("agent/register", "{'uri':'" + agent + "','key':'anew'}");
      assertThat(only(peer).path("detail").asText()).startsWith("0 5 * * *");
      assertThat(only(peer).has("pausedAt")).isTrue();
      at(daemon, "2026-03-30T12:00:00Z");
      assertThat(outputs(peer)).hasSize(1);
      assertThat(
              peer.error("trigger/pause", "{'uri':'" + agent + "','entry':'no','key':'x'}")
                  .path("message")
                  .asText())
          .isEqualTo("armed entry point no does not exist");
      assertThat(peer.error("trigger/missed", "{'entry':'no'}").path("data").path("kind").asText())
          .isEqualTo("NotFound");
    }
  }

  @Test
  void tellsOfTimesThatNobodyServed() {
    try (TestDaemon daemon = TestDaemon.open(home, virtual);
        Peer peer = daemon.connect()) {
      arm(peer, daemon.file("nightly.agent.yaml", NIGHTLY.formatted("{all: 2}")));
      at(daemon, "2026-04-02T10:00:00Z");
      assertThat(outputs(peer)).hasSize(2);
      JsonNode missed = peer.result("trigger/missed", "{}").path("missed");
      assertThat(missed).hasSize(1);
      assertThat(missed.get(0).path("reason").asText()).isEqualTo("late");
      assertThat(missed.get(0).path("first").asText()).isEqualTo("2026-03-29T01:00:00Z");
      assertThat(missed.get(0).path("last").asText()).isEqualTo("2026-04-02T00:30:00Z");
      assertThat(missed.get(0).path("count").asInt()).isEqualTo(5);
      assertThat(missed.get(0).path("runs").asInt()).isEqualTo(2);
    }
  }

  @Test
  void hearsOfAPauseFromTheOtherDaemonOfItsStore() throws Exception {
    TestDaemon.Wish wish = virtual.withEnvironment(Map.of("KEY", "hush"));
    try (TestDaemon one = TestDaemon.open(home, wish);
        Peer peer = one.connect();
        TestDaemon two = TestDaemon.open(home, wish.beside("other"));
        Peer other = two.connect()) {
      Path agent = one.file("hook.agent.yaml", HOOK);
      arm(peer, agent);
      String url = peer.result("trigger/list", "{}").path("webhooks").asText() + "/orders";
      other.result("trigger/pause", "{'uri':'" + agent + "','key':'hush'}");
      HttpResponse<String> refused = post(url, "{\"order\":\"A1\"}", "hush", "d1");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(post(url, "{\"order\":\"A1\"}", "hush", "d1").headers().firstValue("Retry-After"))
          .hasValue("60");
      other.result("trigger/resume", "{'uri':'" + agent + "','key':'on'}");
      one.daemon().workings().triggers().look();
      assertThat(post(url, "{\"order\":\"A1\"}", "hush", "d1").statusCode()).isEqualTo(202);
    }
  }

  private static final String INBOX =
      """
      agent: inbox
      input: {created: {type: array}, modified: {type: array}, deleted: {type: array}}
      entries:
        default:
          node: note
          input:
            created: "${{ event.created }}"
            modified: "${{ event.modified }}"
            deleted: "${{ event.deleted }}"
          trigger: {file: {paths: ["inbox/**/*.csv"], debounce: 50ms}}
      output: {created: {type: array}, modified: {type: array}, deleted: {type: array}}
      nodes:
        note:
          set:
            created: "${{ input.created }}"
            modified: "${{ input.modified }}"
            deleted: "${{ input.deleted }}"
      """;

  private static void awaitRuns(Peer peer, int count) {
    await()
        .atMost(Duration.ofSeconds(50))
        .until(() -> peer.result("session/list", "{}").path("sessions").size() >= count);
  }

  @Test
  void makesUpForFilesThatChangedWhileNoDaemonWasThere() throws IOException {
    Path agent;
    Path folder;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      agent = daemon.file("inbox.agent.yaml", INBOX);
      folder = Files.createDirectories(agent.resolveSibling("inbox").resolve("deep"));
      Files.writeString(folder.resolve("kept.csv"), "1");
      Files.writeString(folder.resolve("changed.csv"), "1");
      Files.writeString(folder.resolve("gone.csv"), "1");
      arm(peer, agent);
    }
    Files.writeString(folder.resolve("changed.csv"), "12");
    Files.writeString(folder.resolve("new.csv"), "1");
    Files.writeString(folder.resolve("other.txt"), "1");
    Files.delete(folder.resolve("gone.csv"));
    JsonNode told =
        Peer.json(
            "{'created':['inbox/deep/new.csv'],'modified':['inbox/deep/changed.csv'],"
                + "'deleted':['inbox/deep/gone.csv']}");
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      awaitRuns(peer, 1);
      assertThat(outputs(peer)).containsExactly(told);
    }
    Files.writeString(folder.resolve("kept.csv"), "12");
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      awaitRuns(peer, 2);
      assertThat(outputs(peer))
          .as("what was told once is not told again")
          .containsExactly(
              told, Peer.json("{'created':[],'modified':['inbox/deep/kept.csv'],'deleted':[]}"));
    }
  }

  @Test
  void letsGoOfFilesThatChangeWhileItIsPaused() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("inbox.agent.yaml", INBOX);
      Path folder = Files.createDirectories(agent.resolveSibling("inbox"));
      arm(peer, agent);
      peer.result("trigger/pause", "{'uri':'" + agent + "','key':'hush'}");
      Files.writeString(folder.resolve("hushed.csv"), "1");
      peer.result("trigger/resume", "{'uri':'" + agent + "','key':'on'}");
      Files.writeString(folder.resolve("heard.csv"), "1");
      awaitRuns(peer, 1);
      assertThat(outputs(peer))
          .containsExactly(Peer.json("{'created':['inbox/heard.csv'],'modified':[],'deleted':[]}"));
    }
  }

  @Test
  void takesAChangedDefinitionForNewRunsAndKeepsTheOldOneOfABrokenFile() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("nightly.agent.yaml", NIGHTLY.formatted("once"));
      arm(peer, agent);
      Files.writeString(agent, "agent: nightly\nnodes: {note: {sett: 1}}\n");
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> only(peer).path("problem").asText().startsWith("the file has errors: line"));
      assertThat(only(peer).path("detail").asText()).isEqualTo("30 2 * * * Europe/Berlin");
      String fire = "{'uri':'" + agent + "','entry':'default','key':'%s'}";
      peer.result("trigger/fire", fire.formatted("old"));
      assertThat(outputs(peer)).hasSize(1);

      Files.writeString(agent, NIGHTLY.formatted("once").replace("30 2 * * *", "0 5 * * *"));
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> only(peer).path("detail").asText().startsWith("0 5 * * *"));
      assertThat(only(peer).has("problem")).isFalse();
      JsonNode news = peer.result("events/read", "{'session':'workspace','limit':10,'waitMs':0}");
      assertThat(news.path("events"))
          .extracting(event -> event.path("schema").asText())
          .containsExactly("agent.invalid.v1", "agent.changed.v1");
      assertThat(news.path("events").get(1).path("data").path("changes"))
          .extracting(JsonNode::asText)
          .containsExactly("entry point 'default' changed");
    }
  }

  private static HttpResponse<String> post(String url, String body, String secret, String delivery)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!secret.isEmpty()) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      request.header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(signature));
    }
    if (!delivery.isEmpty()) {
      request.header("X-GitHub-Delivery", delivery);
    }
    return send(request.build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
