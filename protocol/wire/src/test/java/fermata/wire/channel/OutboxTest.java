package fermata.wire.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order what waits goes out. */
final class OutboxTest {

  private static final int BYTES_MAX = 100;

  private final Outbox outbox = new Outbox(BYTES_MAX);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private List<String> sent() {
    List<Letter> letters = outbox.next(Integer.MAX_VALUE);
    outbox.written(letters);
    return letters.stream().map(OutboxTest::text).toList();
  }

  private static String text(Letter letter) {
    return switch (letter) {
      case Letter.Response(byte[] body) -> new String(body, UTF_8);
      case Letter.Progress(byte[] body) -> new String(body, UTF_8);
      case Letter.Notification(byte[] body) -> new String(body, UTF_8);
      case Letter.Batch _ -> "batch";
    };
  }

  @Test
  void responsesOvertakeEventsAndNoResponseWhatIsToldOfItsRequest() throws InterruptedException {
    outbox.put(new Letter.Notification(bytes("event")));
    outbox.respond(bytes("other"));
    assertThat(outbox.offer(new Letter.Progress(bytes("half")))).isTrue();
    outbox.respond(bytes("reply"));
    assertThat(sent()).containsExactly("other", "half", "reply", "event");
    assertThat(outbox.responsesUnwritten()).isZero();
  }

  @Test
  void progressIsLeftOutWhereResponsesWaitForAPeerThatDoesNotRead() {
    outbox.respond(new byte[BYTES_MAX - 3]);
    assertThat(outbox.offer(new Letter.Progress(bytes("half")))).isFalse();
    assertThat(outbox.offer(new Letter.Progress(bytes("one")))).isTrue();
    assertThat(outbox.isCongested()).isFalse();
    assertThat(sent()).hasSize(2);
    assertThat(outbox.offer(new Letter.Progress(bytes("half")))).isTrue();
    outbox.close();
    assertThat(outbox.offer(new Letter.Progress(bytes("late")))).isFalse();
  }
}
