package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.store.StoreFaults;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sessions keep under names, and for how long. */
@Timeout(60)
final class ArtifactTest {

  private static final String KEEPER =
      """
      agent: keeper
      input: {words: {type: string, default: first}}
      tools: [artifacts.*]
      output: {said: {type: string}}
      nodes:
        keep:
          tool: artifacts.write
          args: {name: report.md, text: "${{ input.words }}"}
          next: again
        again:
          tool: artifacts.write
          args: {name: report.md, text: "${{ input.words }} and second"}
          next: same
        same:
          tool: artifacts.write
          args: {name: report.md, text: "${{ input.words }} and second"}
          next: file
        file:
          tool: artifacts.write
          args: {name: picture.bin, path: picture.bin}
          next: ask
        ask: {ask: "Go on?", choices: [go, stay], next: read}
        read:
          tool: artifacts.read
          args: {name: report.md, version: 1}
          outputs: {text: {type: string}}
          next: say
        say: {set: {said: "${{ nodes.read.text }}"}, outputs: {said: {type: string}}}
      """;

  private static final byte[] PICTURE = {0, (byte) 0xff, 1, (byte) 0xfe};

  @TempDir Path home;
  @TempDir Path other;

  private RunStartResult kept(TestDaemon daemon, Peer peer) throws IOException {
    Path agent = daemon.file("keeper.agent.yaml", KEEPER);
    Files.write(agent.resolveSibling("picture.bin"), PICTURE);
    RunStartResult run = daemon.run(peer, agent);
    TestDaemon.await(peer, run.run(), WaitUntil.HELD);
    return run;
  }

  private static void answer(Peer peer, String session) {
    String id =
        peer.result("question/list", "{'session':'" + session + "'}")
            .path("questions")
            .path(0)
            .path("question")
            .asText();
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s','action':'accept','content':'go'}],'key':'%s'}".formatted(id, id));
  }

  private static JsonNode list(Peer peer, String session) {
    return peer.result("artifact/list", "{'session':'" + session + "'}").path("artifacts");
  }

  private static byte[] read(Peer peer, String session, String more) {
    String params = "{'session':'" + session + "'," + more + "}";
    return Base64.getDecoder().decode(peer.result("artifact/read", params).path("data").asText());
  }

  private static String text(Peer peer, String session, String more) {
    return new String(read(peer, session, more), StandardCharsets.UTF_8);
  }

  private static List<Path> contents(TestDaemon daemon) throws IOException {
    try (Stream<Path> files = Files.walk(daemon.state().resolve("blobs"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void areKeptUnderNamesWithAllTheirVersions() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = kept(daemon, peer);
      EventTail tail = EventTail.of(peer, run.session()).until("run.held");
      assertThat(tail.types().stream().filter(type -> type.startsWith("artifact.")))
          .as("what a name stands for already is nothing new")
          .containsExactly("artifact.created", "artifact.updated", "artifact.created");
      assertThat(tail.types()).containsSubsequence("artifact.created", "tool.completed");
      assertThat(list(peer, run.session()))
          .extracting(each -> each.path("name").asText() + " " + each.path("version").asInt())
          .containsExactly("picture.bin 1", "report.md 2");
      assertThat(list(peer, run.session()).get(1).path("mime").asText()).isEqualTo("text/markdown");
      assertThat(text(peer, run.session(), "'name':'report.md'")).isEqualTo("first and second");
      assertThat(text(peer, run.session(), "'name':'report.md','version':1")).isEqualTo("first");
      assertThat(text(peer, run.session(), "'name':'report.md','from':6,'max':3")).isEqualTo("and");
      assertThat(read(peer, run.session(), "'name':'picture.bin'")).isEqualTo(PICTURE);
      answer(peer, run.session());
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).output())
          .isEqualTo(Peer.json("{'said':'first'}"));
    }
    Path folder = folderOf("report.md");
    assertThat(folder).hasContent("first and second");
    assertThat(Files.isSymbolicLink(folder)).isTrue();
  }

  private Path folderOf(String artifact) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("state/agents"))) {
      return files
          .filter(path -> path.endsWith(Path.of("artifacts", artifact)))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void areThereAfterACrashInARebuiltSessionAndInAFork() throws IOException {
    RunStartResult run;
    Path after;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = kept(daemon, peer);
      after = daemon.copy(other);
      copyContents(daemon, after);
    }
    try (TestDaemon daemon = TestDaemon.open(after);
        Peer peer = daemon.connect()) {
      assertThat(text(peer, run.session(), "'name':'report.md'")).isEqualTo("first and second");
      JsonNode before = list(peer, run.session());
      StoreFaults.execute(daemon.state(), "DELETE FROM artifacts");
      peer.result("session/rebuild", "{'session':'" + run.session() + "'}");
      assertThat(list(peer, run.session())).isEqualTo(before);
      JsonNode fork = peer.result("session/fork", "{'session':'" + run.session() + "','key':'f'}");
      String session = fork.path("session").asText();
      assertThat(session).isNotEqualTo(run.session());
      assertThat(text(peer, session, "'name':'report.md'")).isEqualTo("first and second");
    }
  }

  private static void copyContents(TestDaemon daemon, Path after) throws IOException {
    for (Path file : contents(daemon)) {
      Path copy = after.resolve("state").resolve(daemon.state().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  @Test
  void comeAlongWithASessionFile() throws IOException {
    Path file = home.resolve("keeper.session.jsonl");
    RunStartResult run;
    JsonNode artifacts;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      run = kept(daemon, peer);
      artifacts = list(peer, run.session());
      peer.result("session/export", "{'session':'" + run.session() + "','file':'" + file + "'}");
    }
    try (TestDaemon daemon = TestDaemon.open(other);
        Peer peer = daemon.connect()) {
      Path broken = other.resolve("broken.jsonl");
      List<String> lines = Files.readAllLines(file);
      Files.write(broken, lines.stream().filter(line -> !line.contains("export.content")).toList());
      assertThat(
              peer.error("session/import", "{'file':'" + broken + "','key':'b'}")
                  .path("message")
                  .asText())
          .contains("was changed or is not whole");
      peer.result("session/import", "{'file':'" + file + "','key':'i'}");
      assertThat(list(peer, run.session())).isEqualTo(artifacts);
      assertThat(read(peer, run.session(), "'name':'picture.bin'")).isEqualTo(PICTURE);
    }
  }

  @Test
  void areDeletedWithTheirLastSessionAndADayLater() throws IOException {
    var now = new AtomicReference<>(Instant.now());
    InstantSource clock = now::get;
    try (TestDaemon daemon = TestDaemon.open(home, TestDaemon.Wish.USUAL.withClock(clock));
        Peer peer = daemon.connect()) {
      RunStartResult run = kept(daemon, peer);
      answer(peer, run.session());
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
      JsonNode forked =
          peer.result("session/fork", "{'session':'" + run.session() + "','key':'f'}");
      String fork = forked.path("session").asText();
      TestDaemon.await(peer, forked.path("run").asText(), WaitUntil.TERMINAL);
      now.updateAndGet(at -> at.plus(Duration.ofDays(2)));
      peer.result("session/delete", "{'session':'" + run.session() + "','key':'d'}");
      sweep(daemon);
      assertThat(contents(daemon)).as("the fork names them").hasSize(3);
      peer.result("session/delete", "{'session':'" + fork + "','key':'e'}");
      sweep(daemon);
      assertThat(contents(daemon)).isEmpty();
    }
  }

  private static int sweep(TestDaemon daemon) {
    BlobStore blobs = daemon.workings().blobs();
    return blobs.sweep(daemon.workings().store().artifacts()::isNamed);
  }

  @Test
  void areRefusedWhereTheyAreNot() throws IOException {
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      RunStartResult run = kept(daemon, peer);
      String session = "{'session':'" + run.session() + "',";
      assertThat(peer.error("artifact/read", session + "'name':'none'}").path("message").asText())
          .contains("none");
      assertThat(
              peer.error("artifact/read", session + "'name':'report.md','version':3}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("NotFound");
      assertThat(
              peer.error("artifact/list", "{'session':'nobody'}")
                  .path("data")
                  .path("kind")
                  .asText())
          .isEqualTo("NotFound");
      assertThat(
              peer.error("artifact/read", session + "'name':'report.md','max':9999999}")
                  .path("data")
                  .path("issues")
                  .path(0)
                  .path("pointer")
                  .asText())
          .isEqualTo("/max");
      JsonNode call =
          peer.result(
              "tool/call",
              "{'name':'artifacts.list','args':{},'workspace':'" + home + "','key':'t'}");
      assertThat(call.path("error").path("kind").asText()).isEqualTo("tool.artifact");
    }
  }
}
