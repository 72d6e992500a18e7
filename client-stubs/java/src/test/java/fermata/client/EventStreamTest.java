package fermata.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fermata.wire.event.Ephemeral;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets of a session's events when connections and daemons come and go. */
final class EventStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final StartPosition START = new StartPosition.Start();

  /** {@code [2<1]} stands for event 2 that says that 1 came before it. */
  private static final Pattern EVENT = Pattern.compile("\\[(\\d+)<(\\d+)]");

  @TempDir Path directory;
  private TestFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = TestFolder.in(directory);
  }

  @Test
  void givesTheEventsInOrderAndAcknowledgesThem() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"start"}}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.3","open":[],"replaying":3}}
        <== events/batch {"sub":"a","events":[[1<0],[2<1]],"deltas":[],"last":2,"through":"e1.2","head":"e1.3"}
        --> events/ack {"sub":"a","cursor":"e1.2","bytes":4}
        <== events/batch {"sub":"a","events":[[3<2]],"deltas":[],"last":3,"through":"e1.3","head":"e1.3","synced":true}
        --> events/ack {"sub":"a","cursor":"e1.3","bytes":6}
        --> events/unsubscribe {"sub":"a"}
        <-- {"result":{}}
        gone
        """;
    follow(
        script,
        stream -> {
          assertThat(take(stream, 4)).containsExactly("1", "2", "3", "synced");
          assertThat(stream.cursor()).hasToString("e1.3");
        });
  }

  @Test
  void goesOnAtItsCursorWhereAConnectionIsLost() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"start"}}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.3","open":[],"replaying":3}}
        <== events/batch {"sub":"a","events":[[1<0],[2<1]],"deltas":[],"last":2,"through":"e1.2","head":"e1.3"}
        close
        hello
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.2"}}
        <-- {"result":{"sub":"a","status":"ok","from":"e1.2","head":"e1.3","open":[],"replaying":1}}
        <== events/batch {"sub":"a","events":[[3<0]],"deltas":[],"last":3,"through":"e1.3","head":"e1.3","synced":true}
        --> events/unsubscribe
        <-- {"result":{}}
        gone
        """;
    follow(script, stream -> assertThat(take(stream, 4)).containsExactly("1", "2", "3", "synced"));
  }

  @Test
  void asksAgainWhereAnEventIsMissing() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"start"}}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.4","open":[],"replaying":4}}
        <== events/batch {"sub":"a","events":[[1<0],[4<2]],"deltas":[],"last":4,"through":"e1.4","head":"e1.4"}
        --> events/unsubscribe {"sub":"a"}
        <-- {"result":{}}
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.1"}}
        <-- {"result":{"sub":"b","status":"ok","from":"e1.1","head":"e1.4","open":[],"replaying":2}}
        <== events/batch {"sub":"a","events":[[2<0]],"deltas":[],"last":2,"through":"e1.2","head":"e1.4"}
        <== events/batch {"sub":"b","events":[[2<0],[4<2]],"deltas":[],"last":4,"through":"e1.4","head":"e1.4"}
        --> events/unsubscribe {"sub":"b"}
        <-- {"result":{}}
        gone
        """;
    follow(script, stream -> assertThat(take(stream, 3)).containsExactly("1", "2", "4"));
  }

  @Test
  void asksAgainWhereTheTailIsMissing() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.7"}}
        <-- {"result":{"sub":"a","status":"ok","from":"e1.7","head":"e1.8","open":[],"replaying":1}}
        <== events/batch {"sub":"a","events":[],"deltas":[],"last":8,"through":"e1.8","head":"e1.8"}
        --> events/unsubscribe {"sub":"a"}
        <-- {"result":{}}
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.7"}}
        <-- {"result":{"sub":"b","status":"ok","from":"e1.7","head":"e1.8","open":[],"replaying":1}}
        <== events/batch {"sub":"b","events":[[8<0]],"deltas":[],"last":8,"through":"e1.8","head":"e1.8"}
        --> events/unsubscribe {"sub":"b"}
        <-- {"result":{}}
        gone
        """;
    follow(
        script,
        new StartPosition.After("e1.7"),
        stream -> assertThat(take(stream, 1)).containsExactly("8"));
  }

  @Test
  void doesNotAskForEverWhereNothingFits() throws Exception {
    var script = new StringBuilder("hello\n");
    for (int i = 0; i < 11; i++) {
      script.append(
          """
          --> events/subscribe
          <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.4","open":[],"replaying":4}}
          <== events/batch {"sub":"a","events":[[4<2]],"deltas":[],"last":4,"through":"e1.4","head":"e1.4"}
          """);
      script.append(i < 10 ? "--> events/unsubscribe\n<-- {\"result\":{}}\n" : "");
    }
    follow(
        script.toString(),
        stream ->
            assertThatThrownBy(() -> stream.next(PATIENCE))
                .isInstanceOf(FermataException.Disconnected.class)
                .hasMessageContainingAll("session s", "e1.0", "10 times"));
  }

  @Test
  void saysWhatIsNotToBeHadAnyMore() throws Exception {
    String snapshot =
        """
        "snapshot":{"session":{"session":{"session":"s","agent":"a","digest":"d","state":"idle","createdAt":"2026-11-21T07:01:45Z",\
        "updatedAt":"2026-11-21T07:01:45Z","head":"e2.9","questions":0},"runs":[],"questions":[]}}\
        """;
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.2"}}
        <-- {"result":{"sub":"a","status":"epochChanged","from":"e2.9","head":"e2.10","open":[],"replaying":1,%s}}
        <== events/batch {"sub":"a","events":[[10<0]],"deltas":[],"last":10,"through":"e2.10","head":"e2.10"}
        close
        hello
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e2.10"}}
        <-- {"result":{"sub":"a","status":"ok","from":"e2.10","head":"e2.10","open":[],"replaying":0}}
        --> events/unsubscribe
        <-- {"result":{}}
        gone
        """
            .formatted(snapshot);
    follow(
        script,
        new StartPosition.After("e1.2"),
        stream -> {
          assertThat(stream.next(PATIENCE))
              .hasValueSatisfying(
                  item ->
                      assertThat(((StreamItem.Gap) item).cause())
                          .isEqualTo(CursorStatus.EPOCH_CHANGED));
          assertThat(take(stream, 1)).containsExactly("10");
          assertThat(stream.next(Duration.ofMillis(300))).isEmpty();
        });
  }

  @Test
  void doesNotSkipWhatHappenedWhileAStreamFromNowOnWasAway() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"s","from":{"kind":"now"}}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.5","head":"e1.5","open":[],"replaying":0}}
        close
        hello
        --> events/subscribe {"session":"s","from":{"kind":"cursor","cursor":"e1.5"}}
        <-- {"result":{"sub":"a","status":"ok","from":"e1.5","head":"e1.6","open":[],"replaying":1}}
        <== events/batch {"sub":"a","events":[[6<0]],"deltas":[],"last":6,"through":"e1.6","head":"e1.6"}
        --> events/unsubscribe
        <-- {"result":{}}
        gone
        """;
    follow(
        script,
        new StartPosition.Now(),
        stream -> assertThat(take(stream, 1)).containsExactly("6"));
  }

  @Test
  void givesEveryPieceOfATextOnceAndBeforeTheEventThatFollows() throws Exception {
    String script =
        """
        hello
        --> events/subscribe
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.2","head":"e1.2","open":[{"item":"i","run":"r","field":"text","text":"Once ","off":5}],"replaying":0}}
        <== events/batch {"sub":"a","events":[],"deltas":[{text 3 "e upon" 2}],"last":0,"through":"e1.2","head":"e1.2"}
        <== events/batch {"sub":"a","events":[[3<0]],"deltas":[{text 0 "Once upon" 2},{text 9 " a" 2},{text 99 "lost" 2},{text 11 " time" 3}],"last":3,"through":"e1.3","head":"e1.3"}
        --> events/unsubscribe
        <-- {"result":{}}
        gone
        """
            .replaceAll(
                "\\{text (\\d+) (\"[^\"]*\") (\\d+)}",
                "{\"kind\":\"delta\",\"session\":\"s\",\"run\":\"r\",\"item\":\"i\",\"field\":\"text\",\"off\":$1,\"text\":$2,\"after\":$3}");
    follow(
        script,
        stream ->
            assertThat(take(stream, 5))
                .containsExactly("'Once '", "'upon'", "' a'", "3", "' time'"));
  }

  @Test
  void waitsForASuccessorWhereTheDaemonSaidGoodbye() throws Exception {
    String first =
        """
        hello
        --> events/subscribe
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.0","open":[],"replaying":0}}
        <== daemon/goodbye {"reason":"stopped"}
        close
        """;
    String second =
        """
        hello
        --> events/subscribe {"from":{"kind":"start"}}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.1","open":[],"replaying":1}}
        <== events/batch {"sub":"a","events":[[1<0]],"deltas":[],"last":1,"through":"e1.1","head":"e1.1"}
        """;
    try (var old = folder.daemon(first);
        // A command that would be noticed: it is not to be run.
        var client = FermataClient.connect(folder.starting());
        var stream = client.events("s", START)) {
      var taken = new AtomicReference<List<String>>();
      Thread reader = Thread.ofVirtual().start(() -> taken.set(takeUnchecked(stream, 1)));
      old.finish();
      old.stop();
      try (var _ = folder.daemon(numbered(second))) {
        assertThat(reader.join(PATIENCE)).isTrue();
      }
      assertThat(taken.get()).containsExactly("1");
      assertThat(folder.starts()).isEmpty();
    }
  }

  @Test
  void saysThatTheDaemonWasStoppedWhereNoSuccessorComes() throws Exception {
    String script =
        """
        hello
        --> events/subscribe
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.0","open":[],"replaying":0}}
        <== daemon/goodbye {"reason":"stopped"}
        close
        """;
    Duration startMax = Duration.ofSeconds(2);
    try (var daemon = folder.daemon(script);
        var client =
            FermataClient.connect(folder.settings(List.of("not-run"), startMax, PATIENCE));
        var stream = client.events("s", START)) {
      var thrown = new AtomicReference<Throwable>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> thrown.set(catchThrowable(() -> takeUnchecked(stream, 1))));
      daemon.finish();
      daemon.stop();
      assertThat(reader.join(PATIENCE)).isTrue();
      assertThat(thrown.get()).isInstanceOf(FermataException.Stopped.class);
    }
  }

  @Test
  void aSlowReaderAcknowledgesOnlyWhatItTakes() throws Exception {
    String script =
        """
        hello
        --> events/subscribe
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.9","open":[],"replaying":9}}
        <== events/batch {"sub":"a","events":[[1<0]],"deltas":[],"last":1,"through":"e1.1","head":"e1.9"}
        <== events/batch {"sub":"a","events":[[2<1]],"deltas":[],"last":2,"through":"e1.2","head":"e1.9"}
        --> events/ack {"cursor":"e1.1"}
        --> $/ping
        <-- {"result":{}}
        --> events/ack {"cursor":"e1.2"}
        --> events/unsubscribe
        <-- {"result":{}}
        gone
        """;
    try (var daemon = folder.daemon(numbered(script))) {
      try (var client = FermataClient.connect(folder.settings());
          var stream = client.events("s", START)) {
        assertThat(take(stream, 1)).containsExactly("1");
        // Had the second batch been acknowledged as well, the daemon would see that before the
        // ping.
        client.call(Methods.PING, new Nothing());
        assertThat(take(stream, 1)).containsExactly("2");
      }
      daemon.finish();
    }
  }

  @Test
  void saysThatThereIsNoSuchSession() throws Exception {
    String script =
        """
        hello
        --> events/subscribe
        <-- {"error":{"code":1301,"message":"no session s","data":{"kind":"NotFound"}}}
        gone
        """;
    follow(
        script,
        stream ->
            assertThatThrownBy(() -> stream.next(PATIENCE))
                .isInstanceOf(FermataException.Refused.class)
                .hasMessage("no session s"));
  }

  @Test
  void isClosedFromAnotherThread() throws Exception {
    String script =
        """
        hello
        --> events/subscribe
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.0","open":[],"replaying":0}}
        wait
        --> events/unsubscribe {"sub":"a"}
        <-- {"result":{}}
        --> $/ping
        <-- {"result":{}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings())) {
        var stream = client.events("s", START);
        var waiting = new CountDownLatch(1);
        var thrown = new AtomicReference<Throwable>();
        Thread reader =
            Thread.ofVirtual()
                .start(
                    () ->
                        thrown.set(
                            catchThrowableOfType(
                                FermataException.class,
                                () -> {
                                  waiting.countDown();
                                  stream.next(PATIENCE);
                                })));
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
        daemon.proceed();
        stream.close();
        assertThat(reader.join(PATIENCE)).isTrue();
        assertThat(thrown.get())
            .isInstanceOf(FermataException.Disconnected.class)
            .hasMessage("the stream is closed");
        stream.close();
        assertThatThrownBy(() -> stream.next(PATIENCE))
            .isInstanceOf(FermataException.Disconnected.class);
        client.call(Methods.PING, new Nothing());
      }
      daemon.finish();
    }
  }

  private interface Following {
    void follow(EventStream stream) throws Exception;
  }

  private void follow(String script, Following following) throws Exception {
    follow(script, START, following);
  }

  private void follow(String script, StartPosition from, Following following) throws Exception {
    try (var daemon = folder.daemon(numbered(script))) {
      try (var client = FermataClient.connect(folder.settings());
          var stream = client.events("s", from)) {
        following.follow(stream);
      }
      daemon.finish();
    }
  }

  private static String numbered(String script) {
    return EVENT
        .matcher(script)
        .replaceAll(
            "{\"seq\":$1,\"prev\":$2,\"at\":\"2026-11-21T07:01:45Z\",\"type\":\"warning\",\"v\":1,\"data\":{\"kind\":\"k\",\"message\":\"m\"}}");
  }

  private static List<String> takeUnchecked(EventStream stream, int count) {
    try {
      return take(stream, count);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> take(EventStream stream, int count) throws InterruptedException {
    var taken = new ArrayList<String>();
    while (taken.size() < count) {
      StreamItem item =
          stream.next(PATIENCE).orElseThrow(() -> new AssertionError("only " + taken + " came"));
      taken.add(describe(item));
    }
    return taken;
  }

  private static String describe(StreamItem item) {
    return switch (item) {
      case StreamItem.Event(var event) -> String.valueOf(event.seq());
      case StreamItem.Piece(Ephemeral.Delta delta) -> "'" + delta.text() + "'";
      case StreamItem.Piece(Ephemeral.Progress progress) -> progress.message();
      case StreamItem.Synced() -> "synced";
      case StreamItem.Gap(var cause, _) -> "gap " + cause.wireName();
      case StreamItem.Snapshot(var snapshot) -> "at " + snapshot.session().session().session();
      case StreamItem.Lag(var position, var head) -> "behind " + position + " " + head;
    };
  }
}
