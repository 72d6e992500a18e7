package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does from the command line: queues, tool servers, tokens of others. */
class LookAfterTest {

  @TempDir Path folder;

  private static String lastWord(String text) {
    return text.strip().replaceAll("(?s).*\\s", "");
  }

  @Test
  void queuesServersAndTokensAreLookedAfter() throws IOException {
    Path agent =
        Files.writeString(
            folder.resolve("limited.agent.yaml"),
            """
            agent: limited
            entries: {default: {node: question, concurrent: 1, overflow: queue}}
            nodes:
              question: {ask: Well?}
            """);
    Files.writeString(folder.resolve("broken.sh"), "echo the cable is out >&2\nexit 3\n");
    Files.writeString(
        folder.resolve(".mcp.json"),
        "{\"mcpServers\": {\"broken\": {\"command\": \"/bin/sh\", \"args\": [\"broken.sh\"]}}}");
    try (var fermata = new Fermata(folder.resolve("home"))) {
      for (int run = 0; run < 3; run++) {
        fermata.run("run", agent.toString(), "--detach").expect(0);
      }
      String listed = fermata.run("queue").expect(0).out();
      assertThat(listed).contains("limited.agent.yaml").contains("1 of 2").contains("2 of 2");
      String first =
          listed.lines().filter(line -> line.contains("1 of 2")).findFirst().orElseThrow();
      String id = first.split("1 of 2", 2)[1].strip().split("\\s+", 2)[0];
      assertThat(fermata.run("queue", "move", id).expect(0).err()).contains("place 2 of 2");
      fermata.run("queue", "remove", id).expect(0);
      assertThat(fermata.run("queue").expect(0).out()).contains("1 of 1").doesNotContain(id);

      String workspace = folder.toString();
      assertThat(fermata.run("servers", "--workspace", workspace).expect(0).out())
          .contains("broken")
          .contains("idle");
      assertThat(fermata.run("servers", "start", "broken", "--workspace", workspace).err())
          .contains("failed")
          .contains("the cable is out");
      assertThat(fermata.run("servers", "logs", "broken", "--workspace", workspace).expect(0).out())
          .contains("the cable is out");

      String token = fermata.run("tokens", "add", "ci", "--days", "1").expect(0).out();
      assertThat(lastWord(token)).hasSize(43);
      assertThat(fermata.run("tokens").expect(0).out()).contains("ci").contains("observe");
      assertThat(fermata.run("tokens", "remove", "ci").expect(0).err()).contains("0 connections");
    }
  }
}
