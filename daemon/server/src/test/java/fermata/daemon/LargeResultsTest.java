package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results and values of the state that are large: kept once, and there for whoever reads. */
@Timeout(60)
final class LargeResultsTest {

  private static final int LETTERS = 120_000;

  /** The result of the tool is its outputs, a key of the state, and the output of the run. */
  private static final String READER =
      """
      agent: reader
      tools: [files.read]
      state: {text: {type: string, scope: session}, rounds: {type: integer, default: 0}}
      output: {text: {type: string}}
      nodes:
        read:
          tool: files.read
          args: {path: large.txt}
          outputs: {text: {type: string}}
          writes: [text]
          next: round
        round:
          set: {state.rounds: "${{ state.rounds + 1 }}"}
          next: [{to: round, when: "${{ state.rounds < 200 }}"}, {to: ask}]
        ask: {ask: "Go on?", choices: [go, stay], next: say}
        say: {set: {text: "${{ state.text }}"}, outputs: {text: {type: string}}}
      """;

  private static final String FOR_PEOPLE =
      "state\\.json|summary\\.json|details\\.jsonl|tool_logs\\.jsonl";

  @TempDir Path home;
  @TempDir Path other;

  private static String large() {
    return "0123456789".repeat(LETTERS / 10);
  }

  private RunStartResult held(TestDaemon daemon, Peer peer) throws IOException {
    Path agent = daemon.file("reader.agent.yaml", READER);
    Files.writeString(agent.resolveSibling("large.txt"), large());
    RunStartResult run = daemon.run(peer, agent);
    assertThat(TestDaemon.await(peer, run.run(), WaitUntil.HELD).status())
        .isEqualTo(RunStatus.HELD);
    return run;
  }

  private static void endsAsItShould(Peer peer, String session, String run) {
    String id =
        peer.result("question/list", "{'session':'" + session + "'}")
            .path("questions")
            .path(0)
            .path("question")
            .asText();
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept','content':'go'}],'key':'%s'}".formatted(id, id));
    JsonNode output = TestDaemon.await(peer, run, WaitUntil.TERMINAL).output();
    assertThat(String.valueOf(output)).isEqualTo("{\"text\":\"" + large() + "\"}");
  }

  private static List<Path> contents(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("blobs"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static long bytes(TestDaemon daemon) {
    return StoreFaults.count(
        daemon.state(),
        """
        SELECT (SELECT sum(length(body)) FROM events) + (SELECT sum(length(body)) FROM inputs)
          + (SELECT sum(length(value)) FROM shared)\
        """);
  }

  @Test
  void standOnceOnTheDiskAndGoOnAfterARestart() throws IOException {
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = held(daemon, peer);
      assertThat(contents(daemon.state())).hasSize(1);
      assertThat(bytes(daemon)).as("its journal, without it").isBetween(1L, 200_000L);
      assertThat(daemon.workings().snapshots().awaitIdle(Duration.ofSeconds(20))).isTrue();
      try (Stream<Path> files = Files.walk(daemon.state().resolve("agents"))) {
        assertThat(files.filter(path -> path.toString().contains("/checkpoints/")).toList())
            .filteredOn(path -> path.getFileName().toString().matches("[0-9]{12}\\.json"))
            .isNotEmpty()
            .allMatch(path -> path.toFile().length() < LETTERS);
      }
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode state = peer.result("state/get", "{'session':'" + run.session() + "'}");
      assertThat(state.toString()).contains(large());
      endsAsItShould(peer, run.session(), run.run());
      assertThat(contents(daemon.state())).hasSize(1);
    }
    Path content = contents(home.resolve("state")).getFirst();
    try (Stream<Path> files = Files.walk(home.resolve("state/agents/reader"))) {
      assertThat(files)
          .filteredOn(path -> path.getFileName().toString().matches(FOR_PEOPLE))
          .as("the folder for people says where it is")
          .hasSize(4)
          .allSatisfy(
              path ->
                  assertThat(path)
                      .content()
                      .contains("blobs/", content.getFileName().toString())
                      .doesNotContain("0123456789".repeat(100)));
    }
  }

  @Test
  void comeAlongWithForksAndSessionFiles() throws IOException {
    Path file = home.resolve("reader.session.jsonl");
    RunStartResult run;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = held(daemon, peer);
      JsonNode fork = peer.result("session/fork", "{'session':'" + run.session() + "','key':'f'}");
      endsAsItShould(peer, fork.path("session").asText(), fork.path("run").asText());
      assertThat(contents(daemon.state())).hasSize(1);
      peer.result("session/export", "{'session':'" + run.session() + "','file':'" + file + "'}");
    }
    try (TestDaemon daemon = TestDaemon.open(other);
        Peer peer = daemon.connect()) {
      peer.result("session/import", "{'file':'" + file + "','key':'i'}");
      assertThat(contents(daemon.state())).hasSize(1);
      endsAsItShould(peer, run.session(), run.run());
    }
  }

  @Test
  void areDeletedWithTheLastSessionThatHasThemAndADayLater() throws IOException {
    var now = new AtomicReference<>(Instant.now());
    InstantSource clock = now::get;
    try (TestDaemon daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withClock(clock));
        Peer peer = daemon.connect()) {
      RunStartResult run = held(daemon, peer);
      endsAsItShould(peer, run.session(), run.run());
      now.updateAndGet(at -> at.plus(Duration.ofDays(2)));
      sweep(daemon);
      assertThat(contents(daemon.state())).hasSize(1);
      peer.result("session/delete", "{'session':'" + run.session() + "','key':'d'}");
      sweep(daemon);
      assertThat(contents(daemon.state())).isEmpty();
    }
  }

  private static int sweep(TestDaemon daemon) {
    return daemon.workings().blobs().sweep(daemon.workings().store().artifacts()::isNamed);
  }

  @Test
  void thatAreGoneDamageTheirOwnSessionAlone() throws IOException {
    RunStartResult run;
    RunStartResult second;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = held(daemon, peer);
      Files.writeString(home.resolve("agents/large.txt"), "small");
      second = daemon.run(peer, home.resolve("agents/reader.agent.yaml"));
      TestDaemon.await(peer, second.run(), WaitUntil.HELD);
      for (Path content : contents(daemon.state())) {
        Files.delete(content);
      }
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      String message =
          peer.error("state/get", "{'session':'" + run.session() + "'}").path("message").asText();
      assertThat(message).contains("damaged", "can be read up to there");
      assertThat(daemon.workings().store().findHead(new JournalId(second.session()))).isPresent();
      JsonNode state = peer.result("state/get", "{'session':'" + second.session() + "'}");
      assertThat(state.toString()).contains("small");
    }
  }

  @Test
  void areLeftOutOfTheEventsOfWhoAsksForThatAndReadApart() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      String session = held(daemon, peer).session();
      String wanted = "'types':['tool.completed'],'inlineLimit':16384";
      JsonNode read =
          peer.result(
                  "events/read",
                  "{'session':'" + session + "','limit':10,'waitMs':0," + wanted + "}")
              .at("/events/0/data/result/text/blobRef");
      assertThat(read.path("mime").asText()).isEqualTo("application/json");
      assertThat(read.path("size").asInt()).isEqualTo(LETTERS + 2);
      JsonNode followed =
          EventTail.from(peer, session, "{'kind':'start'}", "," + wanted)
              .until("tool.completed")
              .events()
              .getFirst();
      assertThat(followed.at("/data/result/text/blobRef")).isEqualTo(read);
      JsonNode content =
          peer.result("blob/read", "{'sha256':'" + read.path("sha256").asText() + "'}");
      byte[] bytes = java.util.Base64.getDecoder().decode(content.path("data").asText());
      assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo('"' + large() + '"');
      JsonNode whole =
          peer.result(
              "events/read",
              "{'session':'" + session + "','limit':10,'waitMs':0,'types':['tool.completed']}");
      assertThat(whole.at("/events/0/data/result/text").asText()).isEqualTo(large());
      assertThat(
              peer.error(
                      "events/read",
                      "{'session':'" + session + "','limit':1,'waitMs':0,'inlineLimit':100}")
                  .at("/data/kind")
                  .asText())
          .isEqualTo("InvalidParams");
    }
  }
}
