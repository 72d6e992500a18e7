package fermata.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.WaitUntil;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of a store, as a machine leaves them that lost its power or has a bad disk. */
@Timeout(120)
final class DamagedStoreTest {

  private static final String DATABASE = "state/journal.db";
  private static final String LOG = "state/journal.db-wal";
  private static final int TEARS = 12;

  @TempDir Path home;

  /** {@return a home with the files of a daemon at this instant, whatever is in its caches} */
  private Path image(Path from, String name) throws IOException {
    Path image = Files.createDirectories(home.resolve(name));
    Files.createDirectories(image.resolve("state"));
    for (String file : new String[] {DATABASE, LOG}) {
      if (Files.exists(from.resolve(file))) {
        Files.copy(from.resolve(file), image.resolve(file));
      }
    }
    return image;
  }

  @Test
  void isCutAtTheLastWholeCommitWhereTheLastOneWasTorn() throws IOException {
    Path first = home.resolve("first");
    RunStartResult run;
    long length;
    try (TestDaemon daemon = TestDaemon.open(first);
        Peer peer = daemon.connect()) {
      run = daemon.run(peer, daemon.file("ask.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      Path quick = daemon.file("quick.agent.yaml", Agents.QUICK);
      for (int i = 0; i < 3; i++) {
        TestDaemon.await(peer, daemon.run(peer, quick).run(), WaitUntil.TERMINAL);
      }
      image(first, "image");
      length = Files.size(home.resolve("image").resolve(LOG));
    }
    var random = new Random(17);
    int whole = 0;
    for (int i = 0; i < TEARS; i++) {
      Path torn = image(home.resolve("image"), "torn" + i);
      // From the last byte, which tears what was written last, to anywhere before.
      long end = i == 0 ? length - 1 : random.nextLong(length);
      try (var log = new RandomAccessFile(torn.resolve(LOG).toFile(), "rw")) {
        log.setLength(end);
      }
      whole += goesOnFrom(torn, run, end) ? 1 : 0;
    }
    assertThat(whole).as("tears after the run was stored").isPositive();
  }

  /** {@return whether the run was there} */
  private static boolean goesOnFrom(Path torn, RunStartResult run, long end) {
    try (TestDaemon daemon = TestDaemon.open(torn);
        Peer peer = daemon.connect()) {
      JsonNode sessions = peer.result("session/list", "{}").path("sessions");
      if (!sessions.toString().contains(run.session())) {
        RunStartResult next = daemon.run(peer, daemon.file("quick.agent.yaml", Agents.QUICK));
        assertThat(TestDaemon.await(peer, next.run(), WaitUntil.TERMINAL).status())
            .as("cut at %d: new work is taken", end)
            .isEqualTo(RunStatus.COMPLETED);
        return false;
      }
      // What it was told to do it does: it comes to its question, and to its end.
      TestDaemon.await(peer, run.run(), WaitUntil.HELD);
      peer.result(
          "question/answer",
          "{'answers':[{'id':'%s.q1','action':'accept','content':{'word':'here'}}],'key':'a'}"
              .formatted(run.run()));
      assertThat(TestDaemon.await(peer, run.run(), WaitUntil.TERMINAL).status())
          .as("cut at %d", end)
          .isEqualTo(RunStatus.COMPLETED);
      long expected = 1;
      for (JsonNode event :
          peer.result("events/read", "{'session':'" + run.session() + "','limit':1000,'waitMs':0}")
              .path("events")) {
        assertThat(event.path("seq").asLong()).as("cut at %d", end).isEqualTo(expected++);
      }
      return true;
    }
  }

  @Test
  void makesOneSessionReadOnlyWhereAByteHasFlippedInItsMiddle() throws IOException {
    RunStartResult hurt;
    RunStartResult well;
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      Path marked =
          daemon.file("marked.agent.yaml", Agents.ASK.replace("What shall", "Whot shall"));
      hurt = daemon.run(peer, marked);
      TestDaemon.await(peer, hurt.run(), WaitUntil.HELD);
      well = daemon.run(peer, daemon.file("ask.agent.yaml", Agents.ASK));
      TestDaemon.await(peer, well.run(), WaitUntil.HELD);
    }
    flip("\"kind\":\"form\",\"text\":\"Whot shall");
    try (TestDaemon daemon = TestDaemon.open(home);
        Peer peer = daemon.connect()) {
      JsonNode refusal = peer.error("question/answer", answer(hurt));
      assertThat(refusal.path("message").asText())
          .contains(hurt.session())
          .contains("is damaged; the session can be read up to there and not continued");
      assertThat(
              peer.result(
                      "events/read", "{'session':'" + hurt.session() + "','limit':2,'waitMs':0}")
                  .path("events"))
          .as("what is before it")
          .hasSize(2);
      peer.result("question/answer", answer(well));
      assertThat(TestDaemon.await(peer, well.run(), WaitUntil.TERMINAL).status())
          .isEqualTo(RunStatus.COMPLETED);
    }
  }

  private static String answer(RunStartResult run) {
    return "{'answers':[{'id':'%s.q1','action':'accept','content':{'word':'here'}}],'key':'%s'}"
        .formatted(run.run(), run.run());
  }

  /** Flips a bit of the text of an event, in the file itself: the first place is in the journal. */
  private void flip(String text) throws IOException {
    Path file = home.resolve(DATABASE);
    byte[] bytes = Files.readAllBytes(file);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    int flips = 0;
    for (int at = latin.indexOf(text); at >= 0; at = latin.indexOf(text, at + 1)) {
      bytes[at + text.length() - 1] ^= 1;
      flips++;
    }
    assertThat(flips).isPositive();
    Files.write(file, bytes);
  }
}
