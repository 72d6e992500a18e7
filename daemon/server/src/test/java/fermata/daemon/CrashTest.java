package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that ends at any instant, and a disk that takes nothing. */
@Timeout(120)
final class CrashTest {

  private static final List<String> TERMINAL =
      List.of("run.completed", "run.failed", "run.cancelled");

  @TempDir Path home;

  @Test
  void goesOnFromEveryPositionOfTheJournalToTheSameEnd() throws IOException {
    Map<Long, Path> copies;
    RunStartResult run;
    Path gate;
    List<JsonNode> whole;
    try (TestDaemon daemon = TestDaemon.open(home.resolve("first"));
        Peer peer = daemon.connect();
        Peer watcher = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      gate = agent.resolveSibling("gate");
      copies = new LinkedHashMap<>();
      run = daemon.run(peer, agent);
      EventTail tail = EventTail.of(watcher, run.session());
      boolean isOpened = false;
      while (tail.types().stream().noneMatch(TERMINAL::contains)) {
        tail.batch();
        Path other = home.resolve("copy-" + tail.last());
        if (!copies.containsKey(tail.last())) {
          copies.put(tail.last(), daemon.copy(other));
        }
        if (!isOpened && tail.types().contains("tool.started")) {
          isOpened = true;
          Files.writeString(gate, "go\n");
        }
      }
      whole = tail.events();
    }
    assertThat(copies).hasSizeGreaterThan(2);
    for (Path copy : copies.values()) {
      assertThat(endOf(copy, run, gate)).as(copy.toString()).isEqualTo(RunStatus.COMPLETED);
    }
    assertThat(whole.getLast().path("type").asText()).isEqualTo("run.completed");
    // However often a call was made, it was one call.
    assertThat(CallFile.keysOf(gate.resolveSibling("calls"), "gate")).hasSize(1);
    assertThat(CallFile.keysOf(gate.resolveSibling("calls"), "mark")).hasSize(1);
  }

  private static RunStatus endOf(Path copy, RunStartResult run, Path gate) throws IOException {
    try (FileChannel _ = opened(gate);
        TestDaemon daemon = TestDaemon.open(copy);
        Peer peer = daemon.connect()) {
      RunSummary ended = TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL);
      List<JsonNode> events = EventTail.of(peer, run.session()).until("run.completed").events();
      var sequence = new ArrayList<Long>();
      for (JsonNode event : events) {
        sequence.add(event.path("seq").asLong());
        assertThat(event.path("seq").asLong()).isEqualTo(sequence.size());
      }
      assertThat(events.stream().filter(event -> TERMINAL.contains(event.path("type").asText())))
          .hasSize(1);
      return ended.status();
    }
  }

  /** Lets a call that waits at the gate pass, now or later. */
  private static FileChannel opened(Path gate) throws IOException {
    // Open for both, so that it does not wait for a reader and keeps what nobody has read yet.
    FileChannel channel = FileChannel.open(gate, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.wrap("go\n".getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  @Test
  void saysThatTheDiskIsFullAndTakesWorkWhenThereIsSpace() {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("a.agent.yaml", Agents.QUICK);
      StoreFaults.fillDisk(daemon.daemon().workings().store());
      JsonNode error = fill(peer, agent);
      assertThat(error.path("data").path("kind").asText()).isEqualTo("StorageError");
      assertThat(error.path("message").asText()).contains("no space left");
      assertThat(peer.result("daemon/status", "{}").path("state").asText()).isEqualTo("ready");

      StoreFaults.freeDisk(daemon.daemon().workings().store());
      assertThat(TestDaemon.await(peer, daemon.run(peer, agent).run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  /** Starts runs until there is no page left for one. */
  private static JsonNode fill(Peer peer, Path agent) {
    for (int index = 0; index < 200; index++) {
      JsonNode reply =
          Peer.await(
              peer.ask(
                  "run/start",
                  Peer.json("{'agent':{'uri':'" + agent + "'},'key':'fill" + index + "'}")));
      if (reply.has("error")) {
        return reply.path("error");
      }
    }
    throw new AssertionError("the disk is not full");
  }

  @Test
  void losesNoRunToADiskThatIsFullWhileItWorks() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = Agents.gated(daemon);
      RunStartResult run = daemon.run(peer, agent);
      CallFile.await(agent.resolveSibling("calls"), 1);
      StoreFaults.fillDisk(daemon.daemon().workings().store());
      fill(peer, daemon.file("a.agent.yaml", Agents.QUICK));

      Files.writeString(agent.resolveSibling("gate"), "go\n");
      StoreFaults.freeDisk(daemon.daemon().workings().store());
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(CallFile.lines(agent.resolveSibling("calls"))).hasSize(2);
    }
  }

  @Test
  void keepsOneDamagedSessionFromTouchingTheOthers() {
    RunStartResult damaged;
    RunStartResult sound;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path agent = daemon.file("a.agent.yaml", Agents.ASK);
      damaged = daemon.run(peer, agent);
      sound = daemon.run(peer, agent);
      TestDaemon.await(peer, damaged.run(), WaitUntil.HELD);
      TestDaemon.await(peer, sound.run(), WaitUntil.HELD);
    }
    StoreFaults.execute(
        home.resolve("state"), StoreFaults.inEvent(damaged.session(), 2, "\"entry\"", "\"antry\""));
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode error =
          peer.error(
              "question/answer",
              "{'key':'d','answers':[{'id':'"
                  + damaged.run()
                  + ".q1','action':'accept','content':{'word':'hi'}}]}");
      assertThat(error.path("data").path("kind").asText()).isEqualTo("Corrupt");
      assertThat(error.path("message").asText()).contains(damaged.session());
      peer.result(
          "question/answer",
          "{'key':'s','answers':[{'id':'"
              + sound.run()
              + ".q1','action':'accept','content':{'word':'hi'}}]}");
      assertThat(TestDaemon.await(peer, sound.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }
}
