package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.WaitUntil;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions whose answer is wanted of somebody. */
@Timeout(60)
final class AssigneeTest {

  @TempDir Path home;

  private static List<String> texts(Peer peer, String params) {
    return peer.result("question/list", params).path("questions").findValuesAsText("text");
  }

  @Test
  void listsTheQuestionsForSomebodyWithThoseForAnybody() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent =
          daemon.file(
              "desk.agent.yaml",
              """
              agent: desk
              input: {team: {type: string, default: refunds}}
              nodes:
                all: {set: {n: 1}, next: [ours, theirs, anybody]}
                ours: {ask: Ours?, assignee: "${{ input.team }} desk", next: []}
                theirs: {ask: Theirs?, assignee: lawyers, next: []}
                anybody: {ask: Anybody?, next: []}
              """);
      String run = daemon.run(peer, agent).run();
      TestDaemon.await(peer, run, WaitUntil.HELD);

      assertThat(texts(peer, "{}")).containsExactly("Ours?", "Theirs?", "Anybody?");
      assertThat(texts(peer, "{'assignee':'refunds desk'}")).containsExactly("Ours?", "Anybody?");
      assertThat(texts(peer, "{'assignee':'nobody'}")).containsExactly("Anybody?");
      JsonNode ours = peer.result("question/list", "{}").path("questions").get(0);
      assertThat(ours.path("assignee").asText()).isEqualTo("refunds desk");
    }
  }
}
