package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which calls of tools need a yes, for how long a yes counts, and what explains it. */
@Timeout(60)
final class PolicyTest {

  private static final String AGENT =
      """
      agent: desk
      input: {path: {type: string, default: a.txt}}
      tools: [files.write, files.read, shell.run]
      approvals:
        rules:
          - {tool: shell.*, then: deny}
          - {tool: files.write, when: "${{ args.path.startsWith('tmp/') }}", then: allow}
          - {tool: files.read, when: "${{ args.lines > 5 }}", then: allow}
      nodes:
        write: {tool: files.write, args: {path: "${{ input.path }}", text: x}}
      """;

  @TempDir Path home;

  private static JsonNode question(Peer peer, String session) {
    JsonNode questions =
        peer.result("question/list", "{'session':'" + session + "'}").path("questions");
    assertThat(questions).as("open questions").hasSize(1);
    return questions.get(0);
  }

  private static void answer(Peer peer, JsonNode question, String more) {
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept'%s}],'key':'%s'}"
            .formatted(
                question.path("question").asText(), more, question.path("question").asText()));
  }

  private static String start(TestDaemon daemon, Peer peer, Path agent) {
    return daemon.run(peer, agent).run();
  }

  private static String sessionOf(Peer peer, String run) {
    return peer.result("run/get", "{'run':'" + run + "'}").path("session").asText();
  }

  private static JsonNode heldQuestion(Peer peer, String run) {
    TestDaemon.await(peer, run, WaitUntil.HELD);
    return question(peer, sessionOf(peer, run));
  }

  private static void awaitEnd(Peer peer, String run) {
    assertThat(TestDaemon.await(peer, run, WaitUntil.TERMINAL).status().toString())
        .containsIgnoringCase("completed");
  }

  @Test
  void aYesCountsOnceUnlessMoreIsSaid() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("desk.agent.yaml", AGENT);
      String first = start(daemon, peer, agent);
      JsonNode question = heldQuestion(peer, first);
      assertThat(question.path("args").path("path").asText()).isEqualTo("a.txt");
      answer(peer, question, "");
      awaitEnd(peer, first);

      String second = start(daemon, peer, agent);
      answer(peer, heldQuestion(peer, second), ",'scope':'always','covers':'arguments'");
      awaitEnd(peer, second);

      String third = start(daemon, peer, agent);
      awaitEnd(peer, third);
      JsonNode kept = peer.result("policy/get", "{}").path("allowances");
      assertThat(kept).hasSize(1);
      assertThat(kept.get(0).path("tool").asText()).isEqualTo("files.write");
      assertThat(kept.get(0).path("args").path("path").asText()).isEqualTo("a.txt");
      assertThat(approvedBy(peer, third)).contains("\"rule\":\"always\"");
    }
  }

  private static String approvedBy(Peer peer, String run) {
    return peer.result(
            "events/read", "{'session':'" + sessionOf(peer, run) + "','limit':200,'waitMs':0}")
        .toString();
  }

  @Test
  void aYesForASessionCountsForNoOther() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("desk.agent.yaml", AGENT);
      String first = start(daemon, peer, agent);
      answer(peer, heldQuestion(peer, first), ",'scope':'session'");
      awaitEnd(peer, first);
      String session = sessionOf(peer, first);
      assertThat(verdict(peer, agent, "files.write", "{'path':'b'}", session)).isEqualTo("allow");
      assertThat(verdict(peer, agent, "files.write", "{'path':'b'}", null)).isEqualTo("ask");
      heldQuestion(peer, start(daemon, peer, agent));
    }
  }

  @Test
  void aYesThatCannotCountForLongerIsNoYesAtAll() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      String run = start(daemon, peer, daemon.file("desk.agent.yaml", AGENT));
      JsonNode question = heldQuestion(peer, run);
      String id = question.path("question").asText();
      String refusal =
          "CREATE TRIGGER full BEFORE INSERT ON shared BEGIN SELECT RAISE(ABORT, 'no'); END";
      StoreFaults.execute(daemon.state(), refusal);
      String answer = "{'answers':[{'id':'%s','action':'accept','scope':'always'}],'key':'%s'}";
      assertThat(peer.error("question/answer", answer.formatted(id, "one")).path("code"))
          .isNotNull();
      assertThat(heldQuestion(peer, run)).as("both are stored, or none").isEqualTo(question);
      StoreFaults.execute(daemon.state(), "DROP TRIGGER full");
      peer.result("question/answer", answer.formatted(id, "two"));
      awaitEnd(peer, run);
    }
  }

  private static String verdict(
      Peer peer, Path agent, String tool, String args, @Nullable String session) {
    return tested(peer, agent, tool, args, session).path("verdict").asText();
  }

  private static JsonNode tested(
      Peer peer, Path agent, String tool, String args, @Nullable String session) {
    String of = session == null ? "" : ",'session':'" + session + "'";
    return peer.result(
        "policy/test", "{'uri':'%s','tool':'%s','args':%s%s}".formatted(agent, tool, args, of));
  }

  @Test
  void tellsWhatWouldBecomeOfACallAndWhy() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("desk.agent.yaml", AGENT);
      JsonNode allowed = tested(peer, agent, "files.write", "{'path':'tmp/a'}", null);
      assertThat(allowed.path("verdict").asText()).isEqualTo("allow");
      assertThat(allowed.path("why").asText()).isEqualTo("approvals.rules[1] says so");
      assertThat(allowed.path("rules").findValuesAsText("came"))
          .containsExactly("otherTool", "decided");

      JsonNode asked = tested(peer, agent, "files.write", "{'path':'b'}", null);
      assertThat(asked.path("verdict").asText()).isEqualTo("ask");
      assertThat(asked.path("rules").findValuesAsText("came"))
          .containsExactly("otherTool", "unfit", "otherTool");

      JsonNode broken = tested(peer, agent, "files.read", "{'path':'b'}", null);
      assertThat(broken.path("verdict").asText()).as("it fails closed").isEqualTo("ask");
      assertThat(broken.path("why").asText()).startsWith("approvals.rules[2] cannot be evaluated");

      assertThat(verdict(peer, agent, "shell.run", "{}", null)).isEqualTo("deny");
      assertThat(tested(peer, agent, "web.fetch", "{}", null).path("why").asText())
          .isEqualTo("the agent may not use 'web.fetch' (see `tools` and `deny`)");
    }
  }

  @Test
  void allowsAndTakesBackByHandAndNeverWhatARuleDenies() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("desk.agent.yaml", AGENT);
      assertThat(set(peer, agent, "files.write", true, "1")).isTrue();
      assertThat(set(peer, agent, "files.write", true, "2")).as("it is already").isFalse();
      awaitEnd(peer, start(daemon, peer, agent));
      assertThat(set(peer, agent, "files.write", false, "3")).isTrue();
      heldQuestion(peer, start(daemon, peer, agent));

      set(peer, agent, "shell.run", true, "4");
      assertThat(verdict(peer, agent, "shell.run", "{}", null)).isEqualTo("deny");
      set(peer, agent, "files.read", true, "5");
      assertThat(verdict(peer, agent, "files.read", "{'path':'b'}", null))
          .as("a rule whose condition is broken still asks")
          .isEqualTo("ask");
    }
  }

  private static boolean set(Peer peer, Path agent, String tool, boolean isAllowed, String key) {
    return peer.result(
            "policy/set",
            "{'uri':'%s','tool':'%s','allowed':%s,'key':'%s'}"
                .formatted(agent, tool, isAllowed, key))
        .path("changed")
        .asBoolean();
  }

  @Test
  void refusesAScopeThatMakesNoSense() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("desk.agent.yaml", AGENT);
      JsonNode question = heldQuestion(peer, start(daemon, peer, agent));
      String id = question.path("question").asText();
      for (String wrong :
          new String[] {
            "'action':'accept','scope':'ever'",
            "'action':'decline','scope':'always'",
            "'action':'accept','scope':'always','covers':'all'"
          }) {
        assertThat(
                peer.error(
                        "question/answer",
                        "{'answers':[{'id':'%s',%s}],'key':'%s'}"
                            .formatted(id, wrong, wrong.length()))
                    .toString())
            .contains("expected: ");
      }
      assertThat(peer.result("policy/get", "{}").path("allowances")).isEmpty();
    }
  }
}
