package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What calls show while they run is seen while they run, and what is left of it at their end. */
@Timeout(60)
final class DisplayTest {

  private static final String AGENT =
      """
      agent: showing
      approvals: {default: allow}
      nodes:
        code:
          runtime: process
          source: |
            #!/bin/sh
            read -r line
            until [ -e watched ]; do sleep 0.02; done
            echo '{"id": 1, "display": {"text/plain": "gone"}}'
            echo '{"id": 1, "clear": "next"}'
            echo '{"id": 1, "display": {"text/plain": "a half"}, "displayId": "d"}'
            echo '{"id": 1, "display": {"text/html": "<p>second</p>"}}'
            until [ -e go ]; do sleep 0.02; done
            echo '{"id": 1, "display": {"text/plain": "a whole"}, "displayId": "d"}'
            echo '{"id": 1, "result": {"n": 1}}'
          next: tool
        tool: {tool: show.it}
      """;

  private static final String CATALOGUE =
      """
      tools:
        show.it:
          description: Shows something.
          command: [sh, -c, 'cat > /dev/null; echo "{\\"fermata\\": {\\"display\\": {\\"text/plain\\": \\"shown\\"}}}"; echo "{\\"n\\": 2}"']
      """;

  @TempDir Path home;

  @Test
  void isToldWholeAtEachChangeAndKeptWithTheResult() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      daemon.file("show.tools.yaml", CATALOGUE);
      Path agent = daemon.file("showing.agent.yaml", AGENT);
      RunStartResult run = daemon.run(peer, agent);
      EventTail tail = EventTail.of(peer, run.session());
      tail.until("tool.started");
      Files.writeString(agent.resolveSibling("watched"), "");
      JsonNode shown = shown(tail);
      while (shown.size() < 2) {
        shown = shown(tail);
      }
      assertThat(shown)
          .isEqualTo(
              Peer.json(
                  "[{'id':'d','bundle':{'text/plain':'a half'}},"
                      + "{'id':'#2','bundle':"
                      + "{'text/html':'<p>second</p>','text/plain':'(text/html)'}}]"));
      Files.writeString(agent.resolveSibling("go"), "");
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      assertThat(results(peer, run))
          .contains(
              "\"displays\":[{\"text/plain\":\"a whole\"},"
                  + "{\"text/html\":\"<p>second</p>\",\"text/plain\":\"(text/html)\"}]",
              "{\"n\":2,\"displays\":[{\"text/plain\":\"shown\"}]}");
    }
  }

  private static JsonNode shown(EventTail tail) {
    while (true) {
      for (JsonNode piece : tail.batch().path("deltas")) {
        if (piece.path("displays").isArray()) {
          return piece.path("displays");
        }
      }
    }
  }

  private static String results(Peer peer, RunStartResult run) {
    return peer.result("events/read", "{'session':'" + run.session() + "','limit':500,'waitMs':0}")
        .toString();
  }
}
