package fermata.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fermata.wire.event.Cursor;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.SessionHead;
import fermata.wire.method.events.StartPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets beside the events themselves: hints, lag, chains, streams of a handshake. */
final class FollowedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final EventsSubscribeParams WORKSPACE =
      EventsSubscribeParams.of("workspace", new StartPosition.Start());

  @TempDir Path directory;
  private TestFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = TestFolder.in(directory);
  }

  @Test
  void opensStreamsWithTheConnectionAndHealsThemWithoutIt() throws Exception {
    String hello = FakeDaemon.HELLO.replaceAll("}}$", "");
    String script =
        """
        accept
        --> initialize {"subscribe":[{"session":"workspace","from":{"kind":"start"}}]}
        <-- %s,"subscriptions":[{"sub":"a","status":"fresh","from":"e1.0","head":"e1.1","open":[],"replaying":1}]}}
        <== events/batch {"sub":"a","events":[%s],"deltas":[],"last":1,"through":"e1.1","head":"e1.1"}
        --> events/ack {"sub":"a"}
        close
        hello
        --> events/subscribe {"session":"workspace","from":{"kind":"cursor","cursor":"e1.1"}}
        <-- {"result":{"sub":"b","status":"ok","from":"e1.1","head":"e1.2","open":[],"replaying":1}}
        <== events/batch {"sub":"b","events":[%s],"deltas":[],"last":2,"through":"e1.2","head":"e1.2"}
        gone
        """
            .formatted(hello, event(1), event(2));
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings(), List.of(WORKSPACE))) {
        EventStream stream = client.followed().getFirst();
        assertThat(seqOf(stream)).isEqualTo(1);
        assertThat(seqOf(stream)).isEqualTo(2);
      }
      daemon.finish();
    }
  }

  @Test
  void saysWhyAStreamOfAHandshakeWasRefused() throws Exception {
    String script =
        """
        accept
        --> initialize
        <-- {"error":{"code":1301,"message":"no such session","data":{"kind":"NotFound","retryable":false}}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      assertThatThrownBy(() -> FermataClient.connect(folder.settings(), List.of(WORKSPACE)).close())
          .isInstanceOf(FermataException.Refused.class);
      daemon.finish();
    }
  }

  @Test
  void saysThatAReaderIsFarBehind() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"workspace"}
        <-- {"result":{"sub":"a","status":"fresh","from":"e1.0","head":"e1.9","open":[],"replaying":9}}
        <== events/lag {"sub":"a","position":"e1.0","head":"e1.9"}
        --> events/unsubscribe {"sub":"a"}
        <-- {"result":{}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings());
          var stream = client.events(WORKSPACE)) {
        assertThat(stream.next(PATIENCE)).contains(new StreamItem.Lag(Cursor.of(0), Cursor.of(9)));
      }
      daemon.finish();
    }
  }

  @Test
  void givesHintsAsOneAndAsksToListAllAgainAfterALostConnection() throws Exception {
    String script =
        """
        hello
        --> events/subscribe {"session":"*"}
        <-- {"result":{"sub":"h","status":"fresh","from":"e1.0","head":"e1.0","open":[],"replaying":0}}
        <== hint {"sub":"h","sweep":true,"changed":[]}
        --> $/ping
        <== hint {"sub":"h","changed":[{"session":"s","head":"e1.1"},{"session":"t","head":"e1.1"}]}
        <== hint {"sub":"h","changed":[{"session":"s","head":"e1.2"}]}
        <-- {"result":{}}
        wait
        close
        hello
        --> events/subscribe {"session":"*"}
        <-- {"result":{"sub":"h","status":"fresh","from":"e1.0","head":"e1.0","open":[],"replaying":0}}
        <== hint {"sub":"h","sweep":true,"changed":[]}
        --> events/unsubscribe {"sub":"h"}
        <-- {"result":{}}
        gone
        """;
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings());
          var hints = client.hints()) {
        assertThat(hints.next(PATIENCE)).contains(new Hint(true, List.of()));
        client.call(Methods.PING, new Nothing());
        var changed = List.of(new SessionHead("s", "e1.2"), new SessionHead("t", "e1.1"));
        assertThat(hints.next(PATIENCE)).contains(new Hint(false, changed));
        assertThat(hints.next(Duration.ofMillis(50))).isEmpty();
        daemon.proceed();
        assertThat(hints.next(PATIENCE)).contains(new Hint(true, List.of()));
      }
      daemon.finish();
    }
  }

  @Test
  void asksForALongChainInParts() throws Exception {
    String one = "1".repeat(64);
    String two = "2".repeat(64);
    String script =
        """
        hello
        --> log/verify {"session":"s","upTo":"e1.12000"}
        <-- {"result":{"through":"e1.10000","chain":"%s","count":10000,"done":false}}
        --> log/verify {"session":"s","after":"e1.10000","upTo":"e1.12000","chain":"%s"}
        <-- {"result":{"through":"e1.12000","chain":"%s","count":2000,"done":true}}
        gone
        """
            .formatted(one, one, two);
    try (var daemon = folder.daemon(script)) {
      try (var client = FermataClient.connect(folder.settings())) {
        assertThat(client.chain("s", "e1.12000").hex()).isEqualTo(two);
      }
      daemon.finish();
    }
  }

  private static long seqOf(EventStream stream) throws InterruptedException {
    StreamItem item = stream.next(PATIENCE).orElseThrow();
    assertThat(item).isInstanceOf(StreamItem.Event.class);
    EventEnvelope event = ((StreamItem.Event) item).event();
    return event.seq();
  }

  /** {@return an event that is the first of its subscription} */
  private static String event(int seq) {
    return """
    {"seq":%d,"prev":0,"at":"2026-01-01T00:00:00Z","type":"event.published","v":1,"data":{}}\
    """
        .formatted(seq);
  }
}
