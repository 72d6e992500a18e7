package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.Hashes;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of others than the user of the daemon: what they may do, and how long. */
@Timeout(60)
final class TokensTest {

  private static final String SECRET = "a-token-of-somebody-else";
  private static final String INITIALIZE =
      "{'protocol':['1.0.0'],'client':{'name':'ci','version':'1'}}";

  @TempDir Path home;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private TestDaemon daemon;
  private Peer owner;

  @BeforeEach
  void start() {
    daemon =
        TestDaemon.open(
            home, TestDaemon.Wish.USUAL.withListening(WebHeadsTest.ANY_PORT).withClock(now::get));
    owner = daemon.connect();
  }

  @AfterEach
  void stop() {
    owner.close();
    daemon.close();
  }

  private static String grant(String name, String scope, String more) {
    return "{'name':'%s','scope':'%s','sha256':'%s','key':'%s'%s}"
        .formatted(name, scope, Hashes.sha256(SECRET), name, more);
  }

  private WebPeer knock() throws IOException {
    WebPeer peer = WebPeer.connect(daemon.port());
    peer.send(WebPeer.upgrade(daemon.port(), "Authorization: Bearer " + SECRET));
    return peer;
  }

  private WebPeer letIn() throws IOException {
    WebPeer peer = knock();
    assertThat(peer.status()).isEqualTo(101);
    return peer;
  }

  private static String kind(JsonNode reply) {
    return reply.at("/error/data/kind").asText();
  }

  @Test
  void letsSomebodyElseInUnderAName() throws IOException {
    try (WebPeer stranger = knock()) {
      assertThat(stranger.status()).isEqualTo(401);
    }
    JsonNode granted = owner.result("auth/grant", grant("ci", "operate", ""));
    assertThat(granted.at("/token/createdBy").asText()).startsWith("local:");
    assertThat(owner.result("auth/grant", grant("ci", "operate", "")).path("replayed").asBoolean())
        .isTrue();
    Path agent = daemon.file("ask.agent.yaml", Agents.ASK);
    try (WebPeer ci = letIn()) {
      JsonNode hello = ci.ask(1, "initialize", INITIALIZE).path("result");
      assertThat(hello.at("/principal/id").asText()).isEqualTo("token:ci");
      assertThat(hello.at("/principal/scopes").toString()).isEqualTo("[\"observe\",\"operate\"]");
      JsonNode run =
          ci.ask(2, "run/start", "{'agent':{'uri':'" + agent + "'},'key':'k'}").path("result");
      JsonNode created =
          owner
              .result(
                  "events/read",
                  "{'session':'" + run.path("session").asText() + "','limit':1,'waitMs':0}")
              .at("/events/0/cause/principal");
      assertThat(created.asText()).as("the audit is by name").isEqualTo("token:ci");
      assertThat(kind(ci.ask(3, "daemon/shutdown", "{'mode':'now'}"))).isEqualTo("Forbidden");
      assertThat(kind(ci.ask(4, "auth/grant", grant("me", "operate", "")))).isEqualTo("Forbidden");
      RunStartResult same =
          owner.call(fermata.wire.method.Methods.RUN_START, TestDaemon.start(agent, "k"));
      assertThat(same.replayed()).as("keys are each principal's own").isFalse();
      TestDaemon.await(owner, same.run(), WaitUntil.HELD);
    }
  }

  @Test
  void listsNamesAndKeepsNoToken() throws IOException {
    owner.result("auth/grant", grant("wall", "observe", ",'ttlMs':60000"));
    JsonNode listed = owner.result("auth/list", "{}").at("/tokens/0");
    assertThat(listed.path("name").asText()).isEqualTo("wall");
    assertThat(listed.path("scope").asText()).isEqualTo("observe");
    assertThat(Instant.parse(listed.path("expiresAt").asText())).isAfter(now.get());
    String file = Files.readString(daemon.state().resolve("tokens.json"));
    assertThat(file).contains("wall").doesNotContain(SECRET);
    JsonNode taken =
        owner.error(
            "auth/grant",
            grant("wall", "admin", "")
                .replace(Hashes.sha256(SECRET), "0".repeat(64))
                .replace("'key':'wall'", "'key':'x'"));
    assertThat(taken.at("/data/kind").asText()).isEqualTo("AlreadyExists");
    JsonNode same =
        owner.error(
            "auth/grant", grant("wall2", "admin", "").replace("'key':'wall2'", "'key':'z'"));
    assertThat(same.at("/data/kind").asText()).as("one token, one name").isEqualTo("AlreadyExists");
    for (String bad : new String[] {"Big", "", "a b", "../x"}) {
      assertThat(
              owner
                  .error("auth/grant", grant(bad, "observe", "").replace("'key':''", "'key':'y'"))
                  .at("/data/kind")
                  .asText())
          .as(bad)
          .isEqualTo("InvalidParams");
    }
  }

  @Test
  void endsTheConnectionsOfATokenThatIsTakenBack() throws IOException {
    owner.result("auth/grant", grant("ci", "observe", ""));
    try (WebPeer ci = letIn()) {
      ci.ask(1, "initialize", INITIALIZE);
      JsonNode revoked = owner.result("auth/revoke", "{'name':'ci','key':'r'}");
      assertThat(revoked.path("closed").asInt()).isEqualTo(1);
      assertThat(ci.next().json().path("method").asText()).isEqualTo("daemon/goodbye");
    }
    try (WebPeer again = knock()) {
      assertThat(again.status()).isEqualTo(401);
    }
    assertThat(owner.error("auth/revoke", "{'name':'ci','key':'s'}").at("/data/kind").asText())
        .isEqualTo("NotFound");
  }

  @Test
  void areOfNoUseWhenTheirTimeIsUp() throws IOException {
    owner.result("auth/grant", grant("ci", "observe", ",'ttlMs':60000"));
    letIn().close();
    now.set(now.get().plus(Duration.ofMinutes(1)));
    try (WebPeer late = knock()) {
      assertThat(late.status()).isEqualTo(401);
    }
  }

  @Test
  void outliveTheDaemonAndLetNobodyInWhereTheirFileIsDamaged() throws IOException {
    owner.result("auth/grant", grant("ci", "observe", ""));
    owner.close();
    daemon.close();
    start();
    letIn().close();
    owner.close();
    daemon.close();
    Files.writeString(home.resolve("state").resolve("tokens.json"), "{\"tokens\":[{}");
    start();
    try (WebPeer lost = knock()) {
      assertThat(lost.status()).isEqualTo(401);
    }
  }
}
