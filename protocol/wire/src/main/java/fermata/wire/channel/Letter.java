package fermata.wire.channel;

import fermata.wire.event.ByteSink;
import fermata.wire.method.events.EncodedNotification;

/** A message that waits to be sent. */
sealed interface Letter {

  /** {@return how many bytes it has} */
  int length();

  void writeTo(ByteSink out);

  /** The answer to a request. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Response(byte[] body) implements Letter {

    @Override
    public int length() {
      return body.length;
    }

    @Override
    public void writeTo(ByteSink out) {
      out.write(body);
    }
  }

  /** What is told of a request, before the answer to it. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Progress(byte[] body) implements Letter {

    @Override
    public int length() {
      return body.length;
    }

    @Override
    public void writeTo(ByteSink out) {
      out.write(body);
    }
  }

  /** What is told. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Notification(byte[] body) implements Letter {

    @Override
    public int length() {
      return body.length;
    }

    @Override
    public void writeTo(ByteSink out) {
      out.write(body);
    }
  }

  /** Events, of which others have the bytes too. */
  record Batch(EncodedNotification notification) implements Letter {

    @Override
    public int length() {
      return notification.length();
    }

    @Override
    public void writeTo(ByteSink out) {
      notification.writeTo(out);
    }
  }
}
