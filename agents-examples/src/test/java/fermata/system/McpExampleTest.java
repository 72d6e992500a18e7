package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.client.ClientSettings;
import fermata.client.EventStream;
import fermata.client.FermataClient;
import fermata.client.StreamItem;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.ToolFact;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example with three servers that others made, also where one is killed in the middle of a
 * call.
 */
@Timeout(300)
final class McpExampleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Fermata fermata;
  private Path agent;

  @BeforeEach
  void open() throws IOException {
    Path modules =
        Path.of("../daemon/server/src/test/mcp/node_modules").toAbsolutePath().normalize();
    if (System.getenv("FERMATA_MCP_REQUIRED") != null) {
      assertThat(modules).exists();
    }
    assumeTrue(
        Files.exists(modules),
        "no MCP servers: npm install --no-package-lock in daemon/server/src/test/mcp");
    fermata = new Fermata(folder.resolve("home")).with("npm_config_offline", "true");
    Path example = Fermata.example("stocktaking", folder.resolve("stocktaking"));
    Files.createSymbolicLink(example.resolve("node_modules"), modules);
    agent = example.resolve("stocktaking.agent.yaml");
  }

  @AfterEach
  void close() {
    if (fermata != null) {
      fermata.close();
    }
  }

  private JsonNode finished() {
    Fermata.Ended ended = fermata.run("run", agent.toString(), "seconds=0.1", "--json").expect(0);
    return ended
        .jsonLines()
        .filter(event -> event.path("type").asText().equals("run.completed"))
        .findFirst()
        .orElseThrow()
        .at("/data/output/known");
  }

  private static StreamItem await(EventStream stream, Predicate<StreamItem> wanted)
      throws InterruptedException {
    StreamItem next;
    do {
      next = stream.next(PATIENCE).orElseThrow(() -> new AssertionError("nothing happens"));
    } while (!wanted.test(next));
    return next;
  }

  private static boolean isProgress(StreamItem item) {
    return item instanceof StreamItem.Piece(Ephemeral.Progress(_, _, _, _, var value, _, _, _))
        && value != null;
  }

  private static boolean isStarted(StreamItem item) {
    return item instanceof StreamItem.Event(EventEnvelope event)
        && event.fact() instanceof ToolFact.Started started
        && started.attempt() == 2;
  }

  private static ToolFact.Failed failed(EventStream stream) throws InterruptedException {
    var item =
        (StreamItem.Event)
            await(
                stream,
                it ->
                    it instanceof StreamItem.Event(EventEnvelope event)
                        && event.fact() instanceof ToolFact.Failed);
    return (ToolFact.Failed) item.event().fact();
  }

  /** Ends the processes of a server as the lack of memory would. */
  private void kill(String server) {
    List<ProcessHandle> found =
        fermata
            .daemon()
            .orElseThrow()
            .descendants()
            .filter(it -> it.info().commandLine().orElse("").contains("mcp-server-" + server))
            .toList();
    assertThat(found).isNotEmpty();
    found.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void readsCountsAndRemembersByThreeServers() {
    JsonNode known = finished();
    assertThat(known.get(0).asText()).startsWith("lamps 12");
    assertThat(known.get(1).asText()).contains("17");
    Fermata.Ended servers =
        fermata
            .run("servers", "--workspace", agent.resolveSibling("").toString(), "--json")
            .expect(0);
    assertThat(servers.out()).contains("files", "memory", "everything");
  }

  @Test
  void saysHowAServerEndedThatWasKilledInTheMiddleOfACallAndStartsItAnew()
      throws InterruptedException {
    fermata.run("daemon", "start").expect(0);
    var settings =
        ClientSettings.of(fermata.environment(), new ClientIdentity("watcher", "1", null));
    try (FermataClient client = FermataClient.connect(settings)) {
      var input = Json.mapper().createObjectNode().put("seconds", 60);
      RunStartResult run =
          client.call(
              Methods.RUN_START, RunStartParams.of(agent.toString(), input, "stocktaking-1"));
      try (EventStream stream = client.events(run.session(), new StartPosition.Start())) {
        await(stream, McpExampleTest::isProgress);
        kill("everything");
        Failure error = failed(stream).error();
        assertThat(error.kind()).isEqualTo("tool.server");
        assertThat(error.message()).startsWith("server 'everything': it ended");
        await(stream, McpExampleTest::isStarted);
        // The new server is at work on the same call.
        await(stream, McpExampleTest::isProgress);
      }
      client.call(Methods.RUN_CANCEL, new RunCancelParams(run.run(), null, "seen", "stop-1"));
    }
    assertThat(finished()).hasSize(2);
  }
}
