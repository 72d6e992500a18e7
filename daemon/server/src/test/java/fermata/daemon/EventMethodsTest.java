package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.TextKey;
import fermata.daemon.store.JournalId;
import fermata.wire.event.EventChain;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hints, lag, flushing, reading backwards, repairing texts, and events over HTTP. */
@Timeout(60)
final class EventMethodsTest {

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;

  @BeforeEach
  void start() {
    daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withListening(WebHeadsTest.ANY_PORT));
    peer = daemon.connect();
  }

  @AfterEach
  void stop() {
    peer.close();
    daemon.close();
  }

  private String ran() {
    RunStartResult run = daemon.run(peer, daemon.file("quick.agent.yaml", Agents.QUICK));
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    return run.session();
  }

  private long head(String session) {
    return peer.result("log/head", "{'session':'" + session + "'}").get("seq").asLong();
  }

  // ---- names and digests

  @Test
  void takesTheNameThatAClientGivesASubscription() {
    String session = ran();
    String subscribe = "{'session':'" + session + "','from':{'kind':'start'},'sub':'left panel'}";
    assertThat(peer.result("events/subscribe", subscribe).get("sub").asText())
        .isEqualTo("left panel");
    assertThat(peer.notification("events/batch").get("sub").asText()).isEqualTo("left panel");
    assertThat(peer.error("events/subscribe", subscribe).at("/data/kind").asText())
        .isEqualTo("AlreadyExists");
    peer.result("events/unsubscribe", "{'sub':'left panel'}");
    assertThat(peer.result("events/subscribe", subscribe).get("sub").asText())
        .isEqualTo("left panel");
    assertThat(
            peer.error(
                    "events/subscribe",
                    "{'session':'" + session + "','from':{'kind':'start'},'sub':''}")
                .at("/data/issues/0/pointer")
                .asText())
        .isEqualTo("/sub");
  }

  @Test
  void tellsTheDigestOfWhatAClientHasHad() {
    String session = ran();
    EventChain had = EventChain.START;
    EventChain half = EventChain.START;
    JsonNode events =
        peer.result("events/read", "{'session':'" + session + "','limit':1000,'waitMs':0}")
            .get("events");
    for (JsonNode event : events) {
      had = had.with(event);
      half = event.get("seq").asInt() == 3 ? had : half;
    }
    JsonNode whole = peer.result("log/verify", "{'session':'" + session + "'}");
    assertThat(whole.get("chain").asText()).isEqualTo(had.hex());
    assertThat(whole.get("count").asInt()).isEqualTo(events.size());
    assertThat(whole.get("done").asBoolean()).isTrue();
    JsonNode part = peer.result("log/verify", "{'session':'" + session + "','upTo':'e1.3'}");
    assertThat(part.get("chain").asText()).isEqualTo(half.hex());
    JsonNode rest =
        peer.result(
            "log/verify",
            "{'session':'" + session + "','after':'e1.3','chain':'" + half.hex() + "'}");
    assertThat(rest.get("chain").asText()).isEqualTo(had.hex());
    assertThat(
            peer.error("log/verify", "{'session':'" + session + "','after':'e1.3'}")
                .at("/data/issues/0/pointer")
                .asText())
        .isEqualTo("/chain");
  }

  // ---- hints

  @Test
  void saysWhichSessionsChangeAndFirstToListThem() {
    String before = ran();
    try (Peer other = daemon.connect()) {
      JsonNode opened = other.result("events/subscribe", "{'session':'*','from':{'kind':'now'}}");
      JsonNode first = other.notification("hint");
      assertThat(first.get("sub")).isEqualTo(opened.get("sub"));
      assertThat(first.get("sweep").asBoolean()).isTrue();
      String session = ran();
      Set<String> named = new HashSet<>();
      String cursor = "";
      while (!cursor.equals("e1." + head(session))) {
        for (JsonNode each : other.notification("hint").get("changed")) {
          named.add(each.get("session").asText());
          cursor = each.get("head").asText();
        }
      }
      assertThat(named).contains(session).doesNotContain(before);
    }
  }

  @Test
  void endsHintsLikeAnyOtherView() {
    JsonNode opened = peer.result("events/subscribe", "{'session':'*','from':{'kind':'now'}}");
    String sub = opened.get("sub").asText();
    assertThat(peer.error("events/flush", "{'sub':'" + sub + "'}").at("/data/kind").asText())
        .isEqualTo("NotFound");
    peer.result("events/unsubscribe", "{'sub':'" + sub + "'}");
    assertThat(peer.error("events/unsubscribe", "{'sub':'" + sub + "'}").get("code").asInt())
        .isEqualTo(1301);
  }

  // ---- lag and flush

  @Test
  void tellsAReaderOnceThatItIsFarBehindAndLosesNothing() throws IOException {
    Path agent = Agents.gated(daemon);
    RunStartResult run = daemon.run(peer, agent);
    CallFile.await(agent.resolveSibling("calls"), 1);
    try (Peer slow = daemon.connect()) {
      JsonNode opened =
          slow.result(
              "events/subscribe",
              "{'session':'"
                  + run.session()
                  + "','from':{'kind':'now'},'lag':2,'window':{'events':1,'bytes':262144}}");
      java.nio.file.Files.writeString(agent.resolveSibling("gate"), "go\n");
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      JsonNode lag = slow.notification("events/lag");
      assertThat(lag.get("sub")).isEqualTo(opened.get("sub"));
      assertThat(lag.get("position").asText()).isNotEqualTo(lag.get("head").asText());
      // It reads again: everything comes.
      long seq = Long.parseLong(opened.get("head").asText().substring(3)) + 1;
      long end = head(run.session());
      List<Long> seen = new ArrayList<>(List.of(seq));
      long bytes = 0;
      while (seen.getLast() < end) {
        bytes += 262144;
        slow.tell(
            "events/ack",
            Peer.json(
                "{'sub':'"
                    + opened.get("sub").asText()
                    + "','cursor':'e1."
                    + seen.getLast()
                    + "','bytes':"
                    + bytes
                    + "}"));
        for (JsonNode event : slow.notification("events/batch").get("events")) {
          if (event.get("seq").asLong() > seen.getLast()) {
            assertThat(event.get("prev").asLong()).isEqualTo(seen.getLast());
            seen.add(event.get("seq").asLong());
          }
        }
      }
      assertThat(seen.getLast()).isEqualTo(end);
    }
  }

  @Test
  void flushesUpToTheEndUnderANarrowFilter() {
    String session = ran();
    JsonNode opened =
        peer.result(
            "events/subscribe",
            "{'session':'" + session + "','from':{'kind':'start'},'types':['run.completed']}");
    JsonNode flushed = peer.result("events/flush", "{'sub':'" + opened.get("sub").asText() + "'}");
    assertThat(flushed.get("reached").asBoolean()).isTrue();
    String through = "";
    while (!through.equals(flushed.get("head").asText())) {
      through = peer.notification("events/batch").get("through").asText();
    }
  }

  // ---- reading

  @Test
  void readsBackwardsAndByType() {
    String session = ran();
    long head = head(session);
    List<Long> numbers = new ArrayList<>();
    String after = "";
    boolean hasMore = true;
    while (hasMore) {
      JsonNode page =
          peer.result(
              "events/read",
              "{'session':'"
                  + session
                  + "','limit':3,'waitMs':0,'direction':'backward'"
                  + after
                  + "}");
      page.get("events").forEach(event -> numbers.add(event.get("seq").asLong()));
      after = ",'after':'" + page.get("cursor").asText() + "'";
      hasMore = page.get("hasMore").asBoolean();
    }
    assertThat(numbers).hasSize((int) head).startsWith(head, head - 1).endsWith(2L, 1L);
    JsonNode last =
        peer.result(
            "events/read",
            "{'session':'"
                + session
                + "','limit':1,'waitMs':0,'direction':'backward','types':['session.*']}");
    assertThat(last.at("/events/0/type").asText()).isEqualTo("session.created");
    JsonNode forward =
        peer.result(
            "events/read",
            "{'session':'" + session + "','limit':2,'waitMs':0,'types':['run.completed']}");
    assertThat(forward.get("events")).hasSize(1);
    assertThat(forward.get("status").asText()).isEqualTo("fresh");
  }

  @Test
  void repairsATextUnderWay() {
    String session = ran();
    var key = new TextKey("r", "c", "it_9", "text", List.of("say"));
    daemon.workings().log().append(new JournalId(session), key, 1, "Once upon a time");
    JsonNode all = peer.result("item/read", "{'session':'" + session + "','item':'it_9'}");
    assertThat(all.get("text").asText()).isEqualTo("Once upon a time");
    assertThat(all.get("open").asBoolean()).isTrue();
    JsonNode tail =
        peer.result("item/read", "{'session':'" + session + "','item':'it_9','from':5}");
    assertThat(tail.get("off").asLong()).isEqualTo(5);
    assertThat(tail.get("text").asText()).isEqualTo("upon a time");
    assertThat(
            peer.error("item/read", "{'session':'" + session + "','item':'it_8'}")
                .at("/data/kind")
                .asText())
        .isEqualTo("NotFound");
  }

  // ---- over HTTP

  private WebPeer get(String path, String... headers) throws IOException {
    var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:");
    request.append(daemon.port()).append("\r\nAuthorization: Bearer ").append(daemon.token());
    for (String header : headers) {
      request.append("\r\n").append(header);
    }
    WebPeer web = WebPeer.connect(daemon.port()).send(request.append("\r\n\r\n").toString());
    assertThat(web.head()).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
    return web;
  }

  /** {@return the ids of messages until the word that all is there} */
  private static List<String> idsUntilSynced(WebPeer web) throws IOException {
    List<String> ids = new ArrayList<>();
    String id = "";
    for (String line = web.line(); !line.equals("event: synced"); line = web.line()) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        ids.add(id);
      }
    }
    return ids;
  }

  @Test
  void streamsEventsAndGoesOnWhereAPageWas() throws IOException {
    String session = ran();
    long head = head(session);
    try (var all = get("/events/" + session);
        var rest = get("/events/" + session + "?after=e1.1", "Last-Event-ID: e1." + (head - 2));
        var some = get("/events/" + session + "?types=run.completed,run.failed")) {
      assertThat(idsUntilSynced(all)).hasSize((int) head).startsWith("e1.1").endsWith("e1." + head);
      assertThat(idsUntilSynced(rest)).containsExactly("e1." + (head - 1), "e1." + head);
      assertThat(idsUntilSynced(some)).hasSize(1);
    }
  }

  @Test
  void streamsWhatHappensWhileSomebodyListens() throws IOException {
    Path agent = Agents.gated(daemon);
    RunStartResult run = daemon.run(peer, agent);
    CallFile.await(agent.resolveSibling("calls"), 1);
    try (var web = get("/events/" + run.session() + "?from=now")) {
      idsUntilSynced(web);
      java.nio.file.Files.writeString(agent.resolveSibling("gate"), "go\n");
      String line = web.line();
      while (!line.contains("\"type\":\"run.completed\"")) {
        line = web.line();
      }
    }
  }

  @Test
  void saysThatACursorIsOfNoUseAnyMore() throws IOException {
    String session = ran();
    try (var web = get("/events/" + session + "?after=e9.1")) {
      assertThat(web.line()).isEqualTo("event: epochChanged");
    }
    try (var web = WebPeer.connect(daemon.port())) {
      web.send(
          "GET /events/"
              + session
              + "?after=nonsense HTTP/1.1\r\nHost: 127.0.0.1:"
              + daemon.port()
              + "\r\nAuthorization: Bearer "
              + daemon.token()
              + "\r\n\r\n");
      assertThat(web.status()).isEqualTo(400);
    }
  }
}
