package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that clients perform: offered, taken, answered once, and never silently lost. */
@Timeout(60)
final class HostedToolTest {

  private static final String PICKING =
      """
      agent: picking
      approvals: {default: allow}
      output: {path: {}}
      nodes:
        pick:
          tool: client:pick
          args: {title: Which?}
          outputs: {path: {type: string}}
          next: done
        done:
          set: {path: "${{ nodes.pick.path }}"}
          outputs: {path: {}}
      """;

  private static final String OFFER =
      "{'offer':'o1','ttlMs':1000,'tools':[{'name':'client:pick','description':'Picks a file',"
          + "'input':{'type':'object','properties':{'title':{'type':'string'}},'required':['title']},"
          + "'output':{'type':'object','properties':{'path':{'type':'string'}}}}]}";

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;

  @BeforeEach
  void open() {
    daemon = TestDaemon.open(home);
    peer = daemon.connect();
  }

  @AfterEach
  void close() {
    peer.close();
    daemon.close();
  }

  private RunStartResult start() {
    return daemon.run(peer, daemon.file("a.agent.yaml", PICKING));
  }

  private static String take(String known, int waitMs) {
    return "{'offer':'o1','known':[" + known + "],'waitMs':" + waitMs + "}";
  }

  private static JsonNode taken(Peer from) {
    return from.result("tool/take", take("", 20_000)).path("calls").get(0);
  }

  private static boolean answer(Peer from, JsonNode call, String how) {
    return from.result(
            "tool/result", "{'offer':'o1','id':'" + call.path("id").asText() + "'," + how + "}")
        .path("accepted")
        .asBoolean();
  }

  @Test
  void areCalledAndAnsweredByTheirClient() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    JsonNode call = taken(peer);

    assertThat(call.path("tool").asText()).isEqualTo("client:pick");
    assertThat(call.path("args").toString()).isEqualTo("{\"title\":\"Which?\"}");
    assertThat(call.path("run").asText()).isEqualTo(run.run());
    assertThat(answer(peer, call, "'result':{'path':'a.txt'}")).isTrue();
    assertThat(answer(peer, call, "'result':{'path':'b.txt'}")).isFalse();
    RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    assertThat(String.valueOf(end.output())).contains("a.txt");
  }

  @Test
  void areGivenToWhoComesAgainWithoutKnowingThem() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    JsonNode call = taken(peer);
    try (Peer again = daemon.connect()) {
      assertThat(taken(again)).isEqualTo(call);
      JsonNode nothing = again.result("tool/take", take("'" + call.path("id").asText() + "'", 1));
      assertThat(nothing.path("calls")).isEmpty();
      answer(again, call, "'result':{'path':'c.txt'}");
    }
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
  }

  @Test
  void failAsTheirClientSays() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    answer(peer, taken(peer), "'error':{'message':'the window was closed'}");
    RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    var error = Objects.requireNonNull(end.error());
    assertThat(error.kind()).isEqualTo("tool.failed");
    assertThat(error.message()).contains("the window was closed");
  }

  @Test
  void failWhereTheResultIsNotWhatWasOffered() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    answer(peer, taken(peer), "'result':{'path':7}");
    RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    var error = Objects.requireNonNull(end.error());
    assertThat(error.kind()).isEqualTo("tool.result");
    assertThat(error.message()).contains("client:pick", "/path");
  }

  @Test
  void areUnknownWhereWhoTookThemIsGone() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    taken(peer);
    // Nobody asks for more, so the offer ends a second later.
    RunSummary held = TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    assertThat(held.reasons()).anyMatch(reason -> reason.startsWith("question:"));
    JsonNode events =
        peer.result(
            "events/read",
            "{'session':'" + run.session() + "','limit':1000,'waitMs':0,'types':['tool.unknown']}");
    assertThat(events.path("events")).hasSize(1);
  }

  @Test
  void waitForAClientThatIsAboutToCome() {
    RunStartResult run = start();
    try (Peer late = daemon.connect()) {
      late.result("tool/offer", OFFER);
      answer(late, taken(late), "'result':{'path':'late.txt'}");
    }
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
  }

  @Test
  void tellTheirClientThatNobodyWaitsAnyMore() {
    peer.result("tool/offer", OFFER);
    RunStartResult run = start();
    String id = taken(peer).path("id").asText();
    try (Peer waiting = daemon.connect()) {
      CompletableFuture<JsonNode> more =
          waiting.ask("tool/take", Peer.json(take("'" + id + "'", 20_000)));
      peer.result("run/cancel", "{'run':'" + run.run() + "','key':'k','reason':'enough'}");
      assertThat(Peer.await(more).at("/result/gone/0").asText()).isEqualTo(id);
    }
    TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
  }

  @Test
  void areKnownToWhoAsksForTools() {
    peer.result("tool/offer", OFFER);
    assertThat(names()).contains("client:pick");
    peer.result("tool/withdraw", "{'offer':'o1'}");
    assertThat(names()).doesNotContain("client:pick");
    assertThat(peer.error("tool/withdraw", "{'offer':'o1'}").at("/data/kind").asText())
        .isEqualTo("NotFound");
    assertThat(peer.error("tool/take", take("", 0)).at("/data/kind").asText())
        .isEqualTo("NotFound");
  }

  private List<String> names() {
    return peer.result("tool/list", "{}")
        .path("tools")
        .valueStream()
        .map(tool -> tool.path("name").asText())
        .toList();
  }

  @Test
  void areRefusedWhereTheyTakeTheNameOfAnother() {
    JsonNode error =
        peer.error(
            "tool/offer",
            "{'offer':'o1','ttlMs':5,'tools':[{'name':'files.read','description':'','input':{}}]}");
    assertThat(error.at("/data/issues").valueStream().map(each -> each.path("pointer").asText()))
        .containsExactlyInAnyOrder("/ttlMs", "/tools/0/name", "/tools/0/input/type");
    peer.result("tool/offer", OFFER);
    assertThat(peer.error("tool/result", "{'offer':'o1','id':'x'}").at("/data/kind").asText())
        .isEqualTo("InvalidParams");
  }
}
