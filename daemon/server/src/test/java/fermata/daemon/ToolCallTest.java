package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools that a client calls itself, without a run. */
@Timeout(60)
final class ToolCallTest {

  @TempDir Path home;

  private static String call(Path workspace, String tool, String args, String key) {
    return "{'name':'%s','args':%s,'workspace':'%s','key':'%s'}"
        .formatted(tool, args, workspace, key);
  }

  @Test
  void givesTheResultOrSaysWhatWasWrong() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path folder = Objects.requireNonNull(daemon.file("a.txt", "one\ntwo\n").getParent());
      JsonNode read = peer.result("tool/call", call(folder, "files.read", "{'path':'a.txt'}", "1"));
      assertThat(read.path("result").path("lines").asInt()).isEqualTo(2);
      JsonNode error =
          peer.result("tool/call", call(folder, "files.read", "{}", "2")).path("error");
      assertThat(error.path("kind").asText()).isEqualTo("tool.arguments");
      assertThat(error.path("message").asText()).contains("'path' is missing");
      assertThat(
              peer.result("tool/call", call(folder, "files.raed", "{}", "3"))
                  .path("error")
                  .path("message")
                  .asText())
          .isEqualTo(
              "tool 'files.raed' does not exist (did you mean 'files.read' or 'files.find'?)");
    }
  }

  @Test
  void refusesWhatIsNoCall() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(
              peer.error("tool/call", call(home.resolve("nowhere"), "time.now", "{}", "1"))
                  .toString())
          .contains("/workspace", "is no folder");
      assertThat(
              peer.error(
                      "tool/call",
                      "{'name':'time.now','workspace':'%s','timeoutMs':0,'key':'2'}"
                          .formatted(home))
                  .toString())
          .contains("/timeoutMs", "expected: 1 to 86400000");
    }
  }

  @Test
  void callsOnceHoweverOftenTheRequestIsSent() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("log.tools.yaml", "tools: {t.log: {description: Logs., command: [sh, log.sh]}}");
      Path folder =
          Objects.requireNonNull(daemon.file("log.sh", "echo called >> calls\n").getParent());
      String request = call(folder, "t.log", "{}", "same");
      assertThat(peer.result("tool/call", request).path("replayed").asBoolean()).isFalse();
      assertThat(peer.result("tool/call", request).path("replayed").asBoolean()).isTrue();
      assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(1);
    }
  }

  @Test
  void endsACallThatTakesTooLong() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode error =
          peer.result(
                  "tool/call",
                  "{'name':'shell.run','args':{'command':['sleep','600']},'workspace':'%s','timeoutMs':50,'key':'k'}"
                      .formatted(home))
              .path("error");
      assertThat(error.path("kind").asText()).isEqualTo("tool.timeout");
    }
  }

  @Test
  void saysWhatEachToolPromises() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode tools = peer.result("tool/list", "{'servers':true}").path("tools");
      JsonNode write =
          tools.findParents("name").stream()
              .filter(tool -> tool.path("name").asText().equals("files.write"))
              .findFirst()
              .orElseThrow();
      assertThat(write.path("destructive").asBoolean()).isTrue();
      assertThat(write.path("idempotent").asBoolean()).isTrue();
      assertThat(write.path("timeoutMs").asLong()).isEqualTo(30_000);
    }
  }

  @Test
  void saysWhatACatalogueLetsEachToolHave() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path folder =
          Objects.requireNonNull(
              daemon
                  .file(
                      "shop.tools.yaml",
                      """
                      tools:
                        shop.find:
                          description: Finds.
                          input: {id: {type: string}}
                          concurrency: 2
                          rate: {calls: 10, per: 1m}
                          http:
                            url: "https://shop.example.com/${{ args.id }}"
                            headers: {Authorization: "Bearer ${{ secrets.SHOP_KEY }}"}
                        shop.count:
                          description: Counts.
                          command: [sh, count.sh]
                          events: true
                          output_bytes: 1000
                          env: {KEY: "${{ secrets.B_KEY }}", OTHER: "${{ secrets.A_KEY }}"}
                      """)
                  .getParent());
      JsonNode tools =
          peer.result("tool/list", "{'workspace':'%s'}".formatted(folder)).path("tools");
      assertThat(terms(tools, "shop.find"))
          .isEqualTo(
              Peer.json(
                  "{'kind':'request','host':'shop.example.com','secrets':['SHOP_KEY'],'events':false,"
                      + "'concurrency':2,'rate':10,'ratePerMs':60000,'outputBytes':8388608}"));
      assertThat(terms(tools, "shop.count"))
          .isEqualTo(
              Peer.json(
                  "{'kind':'program','program':'sh','secrets':['A_KEY','B_KEY'],'events':true,"
                      + "'outputBytes':1000}"));
      assertThat(terms(tools, "files.read").isMissingNode()).isTrue();
    }
  }

  private static JsonNode terms(JsonNode tools, String name) {
    return tools
        .valueStream()
        .filter(tool -> tool.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("terms");
  }

  @Test
  void tellsHowFarItIsToWhoAsksForThat() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file(
          "slow.tools.yaml",
          "tools: {t.slow: {description: Takes its time., command: [sh, slow.sh]}}");
      Path folder =
          Objects.requireNonNull(
              daemon
                  .file(
                      "slow.sh",
                      "echo '{\"fermata\":{\"progress\":{\"message\":\"half"
                          + " way\",\"value\":1,\"total\":2}}}'\n")
                  .getParent());
      String request = call(folder, "t.slow", "{}", "p");
      String told = request.substring(0, request.length() - 1) + ",'_meta':{'progressToken':7}}";
      peer.result("tool/call", told);
      JsonNode progress = peer.notification("$/progress");
      assertThat(progress.path("token").asInt()).isEqualTo(7);
      assertThat(progress.path("message").asText()).isEqualTo("half way");
      assertThat(progress.path("total").asInt()).isEqualTo(2);
    }
  }
}
