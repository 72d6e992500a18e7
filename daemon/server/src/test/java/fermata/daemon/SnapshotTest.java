package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.run.RunArchive;
import fermata.daemon.snapshot.StateForm;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StoreFaults;
import fermata.wire.event.EventData;
import fermata.wire.event.RunFact;
import fermata.wire.json.Json;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** States that are kept beside a journal: they are as good as folding it, or they are not used. */
@Timeout(120)
final class SnapshotTest {

  private static final Path JOURNALS = Path.of("src/test/resources/fermata/daemon/journals/0.1.0");

  /** Works for a while, then asks, twice. */
  private static final String LONG =
      """
      agent: long
      limits: {steps: 1000000}
      state: {n: {type: integer, default: 0}}
      output: {said: {type: string}}
      nodes:
        count:
          set: {state.n: "${{ state.n + 1 }}"}
          next: [{to: count, when: "${{ state.n < 300 }}"}, {to: first}]
        first: {ask: One?, answer: {word: {type: string}}, next: second}
        second: {ask: Two?, answer: {word: {type: string}}, next: say}
        say:
          set: {said: "${{ nodes.first.word + nodes.second.word + string(state.n) }}"}
          outputs: {said: {type: string}}
      """;

  @TempDir Path home;

  static Stream<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(JOURNALS)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(".session.jsonl")).sorted().toList();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void areReadAsTheyWereWrittenAfterEveryEvent(Path file) {
    StateForm form = StateForm.create();
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode taken =
          peer.result("session/import", "{'file':'" + file.toAbsolutePath() + "','key':'i'}");
      for (JsonNode session : taken.path("sessions")) {
        daemon
            .workings()
            .runs()
            .archive()
            .visit(
                new JournalId(session.asText()),
                null,
                0,
                Long.MAX_VALUE,
                (event, before, after) -> {
                  var known = new StateForm.Known(after.state(), after.memory());
                  assertThat(form.read(written(form, known)))
                      .as("%s after event %d", file.getFileName(), event.seq())
                      .isEqualTo(known);
                  return true;
                });
      }
    }
  }

  /** The engine goes on from a state with other names; who reads the fork's journal folds it. */
  @ParameterizedTest
  @MethodSource("journals")
  void haveTheNamesOfAForkThatItsJournalFoldsTo(Path file) {
    StateForm form = StateForm.create();
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode taken =
          peer.result("session/import", "{'file':'" + file.toAbsolutePath() + "','key':'i'}");
      String parent = taken.path("sessions").get(taken.path("sessions").size() - 1).asText();
      RunArchive archive = daemon.workings().runs().archive();
      JsonNode checkpoints = peer.result("checkpoint/list", "{'session':'" + parent + "'}");
      String before = checkpoints.path("run").asText();
      for (JsonNode checkpoint : checkpoints.path("checkpoints")) {
        long at = checkpoint.path("seq").asLong();
        JsonNode forked =
            peer.result(
                "session/fork", "{'session':'%s','at':%d,'key':'f%d'}".formatted(parent, at, at));
        String session = forked.path("session").asText();
        String run = forked.path("run").asText();
        RunArchive.Past past = archive.past(new JournalId(parent), null, at);
        var names =
            new StateForm.Names(session, name -> name.replace(before, run), named(before, run));
        StateForm.Known expected =
            form.renamed(new StateForm.Known(past.state(), past.memory()), names);
        archive.visit(
            new JournalId(session),
            run,
            0,
            Long.MAX_VALUE,
            (event, state, after) -> {
              boolean isFork = event.fact() instanceof RunFact.Forked;
              if (isFork) {
                assertThat(state)
                    .as("%s at %d", file.getFileName(), at)
                    .isEqualTo(expected.state());
              }
              return !isFork;
            });
      }
    }
  }

  private static UnaryOperator<EventData> named(String before, String run) {
    return fact ->
        Json.read(
            JournalRecords.parse(Json.toTree(fact).toString().replace(before, run)),
            fact.getClass());
  }

  private static JsonNode written(StateForm form, StateForm.Known known) {
    var text = new StringWriter();
    try (JsonGenerator out = Json.mapper().createGenerator(text)) {
      form.write(known, out);
      out.flush();
      return Json.parse(text.toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private record Held(String session, String run) {}

  private Held held(TestDaemon daemon, Peer peer) {
    var started = daemon.run(peer, daemon.file("long.agent.yaml", LONG));
    TestDaemon.await(peer, started.run(), WaitUntil.HELD);
    assertThat(daemon.workings().snapshots().awaitIdle(Duration.ofSeconds(20))).isTrue();
    assertThat(snapshots(started.session())).isNotEmpty();
    return new Held(started.session(), started.run());
  }

  private List<Path> snapshots(String session) {
    try (Stream<Path> files =
        Files.walk(home.resolve("state/agents/long/sessions/" + session + "/checkpoints"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void answer(Peer peer, Held held, int question) {
    peer.result(
        "question/answer",
        "{'answers':[{'id':'%s.q%d','action':'accept','content':{'word':'w%d'}}],'key':'a%d'}"
            .formatted(held.run(), question, question, question));
  }

  private static void endsAsItShould(Peer peer, Held held) {
    answer(peer, held, 1);
    TestDaemon.await(peer, held.run(), WaitUntil.HELD);
    answer(peer, held, 2);
    var end = TestDaemon.await(peer, held.run(), WaitUntil.TERMINAL);
    assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(String.valueOf(end.output())).isEqualTo("{\"said\":\"w1w2300\"}");
  }

  @Test
  void letARunGoOnThatWasInNobodysMemory() {
    Held held;
    JsonNode folded;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      held = held(daemon, peer);
      folded = peer.result("state/get", "{'session':'" + held.session() + "'}");
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(peer.result("state/get", "{'session':'" + held.session() + "'}"))
          .isEqualTo(folded);
      endsAsItShould(peer, held);
    }
  }

  /** What may become of a snapshot. */
  enum Harm {
    CUT {
      @Override
      void to(Path file) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
      }
    },
    FLIPPED {
      @Override
      void to(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replace("300", "301"));
      }
    },
    OF_ANOTHER_EVENT {
      @Override
      void to(Path file) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"event\":\\d+", "\"event\":1"));
      }
    },
    OF_ANOTHER_TIME {
      @Override
      void to(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("\"at\":\"20", "\"at\":\"19"));
      }
    },
    OF_ANOTHER_BUILD {
      @Override
      void to(Path file) throws IOException {
        Files.writeString(
            file, Files.readString(file).replaceFirst("\"build\":\"", "\"build\":\"x"));
      }
    },
    OF_ANOTHER_FORM {
      @Override
      void to(Path file) throws IOException {
        Files.writeString(file, Files.readString(file).replaceFirst("\"form\":\"", "\"form\":\"x"));
      }
    },
    GONE {
      @Override
      void to(Path file) throws IOException {
        Files.delete(file);
      }
    };

    abstract void to(Path file) throws IOException;
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource(Harm.class)
  void areNotUsedWhereAnythingIsWrongWithThem(Harm harm) throws IOException {
    Held held;
    JsonNode folded;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      held = held(daemon, peer);
      folded = peer.result("state/get", "{'session':'" + held.session() + "'}");
    }
    for (Path file : snapshots(held.session())) {
      harm.to(file);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(peer.result("state/get", "{'session':'" + held.session() + "'}"))
          .isEqualTo(folded);
      endsAsItShould(peer, held);
    }
  }

  /** One that is wrong and says that it is right shows that the others are not only ignored. */
  @Test
  void areUsedWhereNothingIsWrongWithThem() throws IOException {
    Held held;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      held = held(daemon, peer);
    }
    for (Path file : snapshots(held.session())) {
      List<String> lines = Files.readAllLines(file);
      String body = lines.get(1).replace("[\"n\",[300]]", "[\"n\",[42]]");
      assertThat(body).isNotEqualTo(lines.get(1));
      String without = lines.getFirst().replaceFirst("\"checksum\":\\d+", "\"checksum\":0");
      var checksum = new java.util.zip.CRC32C();
      checksum.update(without.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      checksum.update(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      String head =
          lines.getFirst().replaceFirst("\"checksum\":\\d+", "\"checksum\":" + checksum.getValue());
      Files.writeString(file, head + "\n" + body);
    }
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      assertThat(
              peer.result("state/get", "{'session':'" + held.session() + "'}")
                  .at("/state/n")
                  .asInt())
          .isEqualTo(42);
    }
  }

  @Test
  void hideNoDamageBeforeThemFromARunThatIsToGoOn() {
    Held held;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      held = held(daemon, peer);
    }
    StoreFaults.execute(
        home.resolve("state"), StoreFaults.inEvent(held.session(), 20, "count", "kount"));
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode refusal =
          peer.error(
              "question/answer",
              "{'answers':[{'id':'%s.q1','action':'accept','content':{'word':'w1'}}],'key':'a1'}"
                  .formatted(held.run()));
      assertThat(refusal.path("message").asText())
          .contains("is damaged; the session can be read up to there");
      assertThat(
              peer.result("state/get", "{'session':'" + held.session() + "'}")
                  .path("status")
                  .asText())
          .as("what it knew can still be looked at")
          .isEqualTo("held");
    }
  }
}
