package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Contents by their SHA-256, the items of sessions, and agents by their names. */
@Timeout(60)
final class ContentTest {

  private static final String SHA256_OF_TEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private static final String WRITER =
      """
      agent: writer
      tools: [artifacts.*]
      nodes:
        first:
          tool: artifacts.write
          args: {name: a.txt, text: first}
          next: second
        second:
          tool: artifacts.write
          args: {name: b.txt, text: second}
          next: ask
        ask: {ask: "Go on?", choices: [go, stay]}
      """;

  @TempDir Path home;
  private TestDaemon daemon;
  private Peer peer;

  @BeforeEach
  void start() {
    daemon = TestDaemon.open(home);
    peer = daemon.connect();
  }

  @AfterEach
  void stop() {
    peer.close();
    daemon.close();
  }

  private static String kind(JsonNode error) {
    return error.at("/data/kind").asText();
  }

  private static List<String> texts(JsonNode array, String member) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> each.path(member).asText())
        .toList();
  }

  // ---- contents

  @Test
  void keepsAContentAndGivesItBack() {
    String put = "{'data':'dGVzdA==','sha256':'" + SHA256_OF_TEST + "','key':'a'}";
    JsonNode kept = peer.result("blob/put", put);
    assertThat(kept.path("sha256").asText()).isEqualTo(SHA256_OF_TEST);
    assertThat(Instant.parse(kept.path("until").asText()))
        .isAfter(Instant.now().plus(Duration.ofHours(23)));
    assertThat(peer.result("blob/put", put).path("replayed").asBoolean()).isTrue();
    String read = "{'sha256':'" + SHA256_OF_TEST + "'%s}";
    JsonNode whole = peer.result("blob/read", read.formatted(""));
    assertThat(whole.path("data").asText()).isEqualTo("dGVzdA==");
    assertThat(whole.path("size").asLong()).isEqualTo(4);
    JsonNode part = peer.result("blob/read", read.formatted(",'from':1,'max':2"));
    assertThat(
            new String(
                Base64.getDecoder().decode(part.path("data").asText()), StandardCharsets.UTF_8))
        .isEqualTo("es");
    assertThat(peer.result("blob/read", read.formatted(",'from':9")).path("data").asText())
        .isEmpty();
  }

  @Test
  void refusesContentsThatAreNotWhatTheyAreSaidToBe() {
    String other = "{'data':'b3RoZXI=','sha256':'" + SHA256_OF_TEST + "','key':'a'}";
    assertThat(kind(peer.error("blob/put", other))).isEqualTo("InvalidParams");
    assertThat(kind(peer.error("blob/put", "{'data':'*','key':'b'}"))).isEqualTo("InvalidParams");
    assertThat(kind(peer.error("blob/read", "{'sha256':'" + SHA256_OF_TEST + "'}")))
        .as("nothing was kept")
        .isEqualTo("NotFound");
    assertThat(kind(peer.error("blob/read", "{'sha256':'../token'}"))).isEqualTo("InvalidParams");
    ObjectNode large = (ObjectNode) Peer.json("{'key':'c'}");
    large.put("data", Base64.getEncoder().encodeToString(new byte[(8 << 20) + 1]));
    JsonNode refusal = Peer.await(peer.ask("blob/put", large)).path("error");
    assertThat(kind(refusal)).isEqualTo("LimitExceeded");
  }

  @Test
  void readsWhatAnEventNames() {
    String session = written();
    JsonNode created =
        peer.result(
                "events/read",
                "{'session':'" + session + "','limit':10,'waitMs':0,'types':['artifact.created']}")
            .at("/events/0/data");
    JsonNode read =
        peer.result("blob/read", "{'sha256':'" + created.path("sha256").asText() + "'}");
    assertThat(
            new String(
                Base64.getDecoder().decode(read.path("data").asText()), StandardCharsets.UTF_8))
        .isEqualTo("first");
  }

  // ---- items

  private String written() {
    RunStartResult run = daemon.run(peer, daemon.file("writer.agent.yaml", WRITER));
    TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    return run.session();
  }

  private JsonNode items(String session, String more) {
    return peer.result("item/list", "{'session':'" + session + "'" + more + "}");
  }

  @Test
  void listsItemsWithWhatBecameOfThem() {
    String session = written();
    JsonNode all = items(session, "");
    assertThat(texts(all.path("items"), "kind"))
        .containsExactly("toolCall", "toolCall", "question");
    assertThat(texts(all.path("items"), "type"))
        .containsExactly("tool.completed", "tool.completed", "question.asked");
    assertThat(texts(all.path("items"), "open")).containsExactly("false", "false", "true");
    assertThat(all.at("/items/2/text").asText()).isEqualTo("Go on?");
    assertThat(all.at("/items/0/name").asText()).isEqualTo("artifacts.write");
    assertThat(all.has("cursor")).isFalse();
  }

  @Test
  void listsItemsInPagesBothWays() {
    String session = written();
    JsonNode first = items(session, ",'limit':1");
    JsonNode rest = items(session, ",'limit':9,'after':'" + first.path("cursor").asText() + "'");
    assertThat(texts(first.path("items"), "node")).containsExactly("first");
    assertThat(texts(rest.path("items"), "node")).containsExactly("second", "ask");
    JsonNode last = items(session, ",'limit':2,'direction':'backward'");
    assertThat(texts(last.path("items"), "node")).containsExactly("ask", "second");
    JsonNode before =
        items(session, ",'direction':'backward','after':'" + last.path("cursor").asText() + "'");
    assertThat(texts(before.path("items"), "node")).containsExactly("first");
    assertThat(before.has("cursor")).isFalse();
    assertThat(texts(items(session, ",'kinds':['question']").path("items"), "node"))
        .containsExactly("ask");
    assertThat(items(session, ",'runs':['r']").path("items")).isEmpty();
  }

  @Test
  void readsAndFollowsTheEventsOfSomeItemsOnly() {
    String session = written();
    String call = items(session, "").at("/items/1/item").asText();
    String only = ",'items':['" + call + "']";
    JsonNode read =
        peer.result(
            "events/read", "{'session':'" + session + "','limit':100,'waitMs':0" + only + "}");
    assertThat(texts(read.path("events"), "type"))
        .contains("tool.requested", "artifact.created", "tool.completed")
        .noneMatch(type -> type.startsWith("run.") || type.startsWith("step."));
    EventTail tail =
        EventTail.from(peer, session, "{'kind':'start'}", only).until("tool.completed");
    assertThat(tail.types()).isEqualTo(texts(read.path("events"), "type"));
  }

  // ---- agents

  @Test
  void findsAgentsByTheirNames() {
    daemon.file("one.agent.yaml", "version: 1.2.0\n" + Agents.QUICK);
    Path ten = daemon.file("ten.agent.yaml", "version: 1.10.0\n" + Agents.QUICK);
    String folder = "'folder':'" + ten.getParent() + "'";
    JsonNode highest = peer.result("agent/resolve", "{'name':'quick'," + folder + "}");
    assertThat(highest.at("/agent/uri").asText()).isEqualTo(ten.toString());
    JsonNode named =
        peer.result("agent/resolve", "{'name':'quick','version':'1.2.0'," + folder + "}");
    assertThat(named.at("/agent/version").asText()).isEqualTo("1.2.0");
    assertThat(kind(peer.error("agent/resolve", "{'name':'quick','version':'2'," + folder + "}")))
        .isEqualTo("NotFound");
    JsonNode mistyped = peer.error("agent/resolve", "{'name':'quik'," + folder + "}");
    assertThat(mistyped.path("message").asText()).contains("did you mean 'quick'?");
    daemon.file("again.agent.yaml", "version: 1.10.0\n" + Agents.QUICK);
    JsonNode two = peer.error("agent/resolve", "{'name':'quick'," + folder + "}");
    assertThat(two.path("message").asText()).contains("again.agent.yaml").contains("ten.agent");
    assertThat(kind(peer.error("agent/resolve", "{'name':'quick'}")))
        .as("the daemon has had nothing to do with it")
        .isEqualTo("NotFound");
  }

  @Test
  void givesTheSchemaOfTheLanguage() {
    for (String kind : List.of("agent", "tools", "project")) {
      JsonNode schema = peer.result("agent/schema", "{'kind':'" + kind + "'}").path("schema");
      assertThat(schema.path("$schema").asText()).contains("2020-12");
    }
    assertThat(peer.result("agent/schema", "{}").path("schema").findValue("nodes")).isNotNull();
  }
}
