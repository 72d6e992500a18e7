package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client says while it performs a call, and what it is told. */
@Timeout(120)
final class HostedTalkTest {

  private static final String ASKING =
      """
      agent: asking
      approvals: {default: allow}
      output: {left: {}}
      nodes:
        ask:
          tool: client:stock
          args: {item: lamp}
          next: done
        done:
          set: {left: "${{ nodes.ask }}"}
          outputs: {left: {}}
      """;

  private static final String OFFER =
      "{'offer':'o1','ttlMs':60000,'tools':[{'name':'client:stock','description':'Asks the stock',"
          + "'input':{'type':'object','properties':{'item':{'type':'string'}}}}]}";

  private static final String WAIT_AND_PUBLISH =
      "{'wait':{'id':'w','event':{'schema':'stock.told.v1'},'timeout':'10m'},"
          + "'publish':{'id':'p','schema':'stock.asked.v1','data':{'item':'lamp'}}}";

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;
  private RunStartResult run;
  private JsonNode call;

  @BeforeEach
  void open() {
    daemon = TestDaemon.open(home);
    peer = daemon.connect();
    peer.result("tool/offer", OFFER);
    run = daemon.run(peer, daemon.file("a.agent.yaml", ASKING));
    call =
        peer.result("tool/take", "{'offer':'o1','known':[],'waitMs':30000}").path("calls").get(0);
  }

  @AfterEach
  void close() {
    peer.close();
    daemon.close();
  }

  private String id() {
    return call.path("id").asText();
  }

  private String report(int number, String message) {
    return "{'offer':'o1','id':'%s','number':%d,'message':%s}".formatted(id(), number, message);
  }

  private boolean say(int number, String message) {
    return peer.result("tool/report", report(number, message)).path("accepted").asBoolean();
  }

  private JsonNode told(long heard) {
    String known =
        "{'offer':'o1','known':['%s'],'waitMs':30000,'heard':[{'id':'%s','number':%d}]}"
            .formatted(id(), id(), heard);
    return peer.result("tool/take", known).path("told");
  }

  private boolean finish(String how) {
    return peer.result("tool/result", "{'offer':'o1','id':'%s',%s}".formatted(id(), how))
        .path("accepted")
        .asBoolean();
  }

  private void publish(int left) {
    peer.result(
        "events/publish",
        "{'schema':'stock.told.v1','data':{'left':%d},'key':'k%d'}".formatted(left, left));
  }

  @Test
  void waitsForWhatOthersPublishAndMissesNothing() {
    assertThat(say(1, WAIT_AND_PUBLISH)).isTrue();
    // The wait is there when the report is answered.
    publish(3);
    JsonNode published = told(0).get(0);
    assertThat(published.path("number").asInt()).isOne();
    assertThat(published.at("/message/id").asText()).isEqualTo("p");
    assertThat(published.at("/message/published/duplicate").asBoolean()).isFalse();
    JsonNode event = told(1).get(0);
    assertThat(event.at("/message/id").asText()).isEqualTo("w");
    assertThat(event.at("/message/event/data/left").asInt()).isEqualTo(3);
    // Who has not heard of it is told again.
    assertThat(told(1).get(0)).isEqualTo(event);
    assertThat(finish("'result':{'left':3}")).isTrue();
    RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    assertThat(end.status().wireName()).isEqualTo("completed");
  }

  @Test
  void doesOnceWhatIsSaidTwice() {
    say(1, "{'publish':{'id':'p','schema':'stock.asked.v1'}}");
    assertThat(say(1, "{'publish':{'id':'p','schema':'stock.asked.v1'}}")).isTrue();
    JsonNode gap = peer.error("tool/report", report(3, "{'output':'x'}"));
    assertThat(gap.at("/data/issues/0/pointer").asText()).isEqualTo("/number");
    assertThat(gap.toString()).contains("expected: 2");
    JsonNode all = peer.result("events/read", "{'session':'workspace','limit':100,'waitMs':0}");
    assertThat(all.path("events").findValuesAsText("schema").stream())
        .filteredOn("stock.asked.v1"::equals)
        .hasSize(1);
    finish("'result':{}");
  }

  @Test
  void isToldWhatIsWrongAndGoesOn() {
    say(1, "{'wait':{'id':'w','event':{'schema':'a.v1','where':[{'path':'x'}]}}}");
    assertThat(told(0).get(0).at("/message/error").asText()).startsWith("/event");
    say(2, "{'publish':{'id':'p','schema':'a.v1','data':7}}");
    assertThat(told(1).get(0).at("/message/error").asText()).contains("/data");
    JsonNode refused = peer.error("tool/report", report(3, "{'display':'no bundle'}"));
    assertThat(refused.at("/data/issues/0/pointer").asText()).isEqualTo("/message");
    assertThat(finish("'result':{}")).isTrue();
    assertThat(say(4, "{'output':'too late'}")).isFalse();
  }

  @Test
  void asksAPersonAndIsToldTheAnswer() {
    say(1, "{'ask':{'id':'q','question':'Which one?','options':['red','blue']}}");
    EventTail events = EventTail.of(peer, run.session());
    JsonNode question =
        events.until("question.asked").events().stream()
            .filter(event -> event.path("type").asText().equals("question.asked"))
            .findFirst()
            .orElseThrow()
            .path("data");
    assertThat(question.path("text").asText()).isEqualTo("Which one?");
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept','content':'blue'}],'key':'a1'}"
            .formatted(question.path("question").asText()));
    assertThat(told(0).get(0).at("/message/answer").asText()).isEqualTo("blue");
    finish("'result':{}");
  }

  @Test
  void showsHowFarItIsAndWhatItShowsAtTheEnd() {
    try (Peer watching = daemon.connect()) {
      EventTail events = EventTail.of(watching, run.session());
      say(1, "{'progress':{'message':'half','value':1,'total':2}}");
      say(2, "{'display':{'text/plain':'a chart','text/html':'<b>c</b>'},'displayId':'c'}");
      finish("'result':{'left':3}");
      JsonNode result =
          events.until("tool.completed").events().stream()
              .filter(event -> event.path("type").asText().equals("tool.completed"))
              .findFirst()
              .orElseThrow()
              .at("/data/result");
      assertThat(result.path("left").asInt()).isEqualTo(3);
      assertThat(result.at("/displays/0/text~1html").asText()).isEqualTo("<b>c</b>");
      assertThat(result.at("/displays/0/text~1plain").asText()).isEqualTo("a chart");
    }
  }

  @Test
  void failsTheCallOfAClientThatReadsNothing() {
    say(1, "{'listen':{'id':'l','event':{'schema':'noise.v1'}}}");
    for (int i = 0; i < 300; i++) {
      peer.result("events/publish", "{'schema':'noise.v1','data':{},'key':'n%d'}".formatted(i));
    }
    RunSummary end = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
    assertThat(String.valueOf(end.error())).contains("tool.events", "does not read");
  }
}
