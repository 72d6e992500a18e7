package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of checkpoints in the folder of a session, beside what the daemon says. */
@Timeout(60)
final class CheckpointIndexTest {

  private static final String ONE_AFTER_THE_OTHER =
      """
      agent: told
      nodes:
        one: {set: {x: 1}, next: two}
        two: {set: {x: 2}, next: three}
        three: {set: {x: 3}}
      """;

  private static final String SIDE_BY_SIDE =
      """
      agent: told
      nodes:
        one: {set: {x: 1}, next: [left, right]}
        left: {set: {x: 2}, next: both}
        right: {tool: files.read, args: {path: not-there.txt}, next: both}
        both: {set: {x: 3}, join: {wait: all, on_branch_error: continue}}
      """;

  private static final String OVER_A_LIST =
      """
      agent: told
      nodes:
        each: {over: "${{ [1, 2, 3] }}", do: twice}
        twice: {set: {x: "${{ item * 2 }}"}}
      """;

  private static final String FAILED =
      """
      agent: told
      nodes:
        one: {set: {x: 1}, next: [read, other]}
        read: {tool: files.read, args: {path: not-there.txt}}
        other: {set: {x: 1}}
      """;

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {ONE_AFTER_THE_OTHER, SIDE_BY_SIDE, OVER_A_LIST, FAILED})
  void saysWhatTheDaemonSays(String definition) throws IOException {
    JsonNode said;
    String session;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = daemon.run(peer, daemon.file("told.agent.yaml", definition));
      session = run.session();
      TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      said = peer.result("checkpoint/list", "{'session':'" + session + "'}");
    }
    Path folder = home.resolve("state/agents/told/sessions").resolve(session);
    JsonNode told =
        Peer.json(Files.readString(folder.resolve("checkpoints/index.json"))).path("runs").path(0);
    assertThat(told.path("run")).isEqualTo(said.path("run"));
    assertThat(places(told)).isEqualTo(places(said)).hasSizeGreaterThan(2);
  }

  private static List<String> places(JsonNode run) {
    return StreamSupport.stream(run.path("checkpoints").spliterator(), false)
        .map(
            each ->
                "%s %s %s %s %s"
                    .formatted(
                        each.path("seq").asText(),
                        each.path("at").asText(),
                        each.path("type").asText(),
                        each.path("node").asText(),
                        each.path("outcome").asText()))
        .toList();
  }
}
