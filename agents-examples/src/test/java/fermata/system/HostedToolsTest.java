package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.HostedTalk;
import fermata.client.HostedTool;
import fermata.client.HostedTool.ToolFailedException;
import fermata.client.ToolHost;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ClientIdentity;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.WaitUntil;
import fermata.wire.method.tool.HostedCall;
import fermata.wire.method.tool.OfferedTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in Java performs tools for the runs of a daemon that is killed now and then. */
final class HostedToolsTest {

  private static final String PICKING =
      """
      agent: picking
      approvals: {default: allow}
      recovery: resume
      output: {path: {type: string}}
      nodes:
        pick:
          tool: client:pick
          args: {title: Which?}
          outputs: {path: {type: string}}
          next: done
        done:
          set: {path: "${{ nodes.pick.path }}"}
          outputs: {path: {type: string}}
      """;

  @TempDir Path folder;
  private Fermata fermata;
  private FermataClient client;
  private Path agent;

  @BeforeEach
  void open() throws IOException {
    fermata = new Fermata(folder);
    fermata.run("daemon", "start").expect(0);
    agent = Files.writeString(folder.resolve("picking.agent.yaml"), PICKING);
    client =
        FermataClient.connect(
            ClientSettings.of(fermata.environment(), new ClientIdentity("host", "1", null)));
  }

  @AfterEach
  void close() {
    client.close();
    fermata.close();
  }

  private static HostedTool picking(HostedTool.Body body) {
    var input = Json.mapper().createObjectNode().put("type", "object");
    return new HostedTool(
        new OfferedTool("client:pick", "Picks a file", input, null, true, true, null, null), body);
  }

  private RunSummary run() {
    return await(start().run());
  }

  private RunStartResult start() {
    var input = Json.mapper().createObjectNode();
    String key = UUID.randomUUID().toString();
    return client.call(Methods.RUN_START, RunStartParams.of(agent.toString(), input, key));
  }

  private RunSummary await(String run) {
    return client.call(Methods.RUN_WAIT, new RunWaitParams(run, WaitUntil.TERMINAL, 30_000)).run();
  }

  @Test
  void performsWhatIsCalledAndSaysWhatFailed() {
    try (ToolHost _ = client.offer(List.of(picking(HostedToolsTest::picked)))) {
      assertThat(String.valueOf(run().output())).contains("a.txt");
    }
    try (ToolHost _ =
        client.offer(
            List.of(
                picking(
                    _ -> {
                      throw new ToolFailedException("the window was closed");
                    })))) {
      assertThat(String.valueOf(run().error())).contains("the window was closed");
    }
  }

  private static JsonNode picked(HostedCall call) {
    return Json.mapper().createObjectNode().put("path", "a.txt");
  }

  @Test
  void goesOnForADaemonThatWasKilledDuringACall() throws InterruptedException {
    var began = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    HostedTool tool =
        picking(
            call -> {
              began.countDown();
              mayEnd.await();
              return picked(call);
            });
    try (ToolHost _ = client.offer(List.of(tool))) {
      RunStartResult started = start();
      assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
      fermata.killDaemon();
      fermata.run("daemon", "start").expect(0);
      mayEnd.countDown();
      assertThat(String.valueOf(await(started.run()).output())).contains("a.txt");
    }
  }

  /** Asks others by an event, and gives what they reply; hears both on the way. */
  private static JsonNode asked(HostedTalk talk) throws ToolFailedException, InterruptedException {
    ObjectNode reply = Json.mapper().createObjectNode().put("schema", "path.told.v1");
    ObjectNode request = Json.mapper().createObjectNode().put("schema", "path.asked.v1");
    var heard = new LinkedBlockingQueue<JsonNode>();
    try (HostedTalk.Listening _ = talk.onEvent(request, heard::add)) {
      CompletableFuture<Optional<JsonNode>> told = talk.waitForEvent(reply, Duration.ofMinutes(10));
      talk.progress("asked", 1.0, 2.0);
      talk.publish("path.asked.v1", Json.mapper().createObjectNode().put("of", "a"), List.of("t"));
      JsonNode own = heard.take();
      talk.publish(
          "path.told.v1", Json.mapper().createObjectNode().put("path", "b.txt"), List.of());
      return own.path("tags").get(0).asText().equals("t")
          ? told.get().orElseThrow().path("data")
          : own;
    } catch (ExecutionException failure) {
      throw new ToolFailedException(String.valueOf(failure.getCause()));
    }
  }

  @Test
  void speaksWithOthersWhileItPerformsACall() {
    var tool =
        HostedTool.talking(picking(HostedToolsTest::picked).description(), (_, t) -> asked(t));
    try (ToolHost _ = client.offer(List.of(tool))) {
      assertThat(String.valueOf(run().output())).contains("b.txt");
    }
    var wrong =
        HostedTool.talking(
            tool.description(),
            (_, talk) -> {
              talk.publish("no schema!", Json.mapper().createObjectNode(), List.of());
              return Json.mapper().createObjectNode();
            });
    try (ToolHost _ = client.offer(List.of(wrong))) {
      assertThat(String.valueOf(run().error())).contains("tool.failed", "no schema!");
    }
  }

  @Test
  void asksAPersonWhileItPerformsACall() {
    var tool =
        HostedTool.talking(
            picking(HostedToolsTest::picked).description(),
            (_, talk) -> {
              var question = Json.mapper().createObjectNode().put("question", "Which file?");
              String path = talk.ask(question).orElseThrow().asText();
              return Json.mapper().createObjectNode().put("path", path);
            });
    try (ToolHost _ = client.offer(List.of(tool))) {
      String run = start().run();
      client.call(Methods.RUN_WAIT, new RunWaitParams(run, WaitUntil.HELD, 30_000));
      fermata.run("answer", run + ".q1", "c.txt").expect(0);
      assertThat(String.valueOf(await(run).output())).contains("c.txt");
    }
  }
}
