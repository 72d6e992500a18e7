package fermata.daemon.tool.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads the data of server-sent events, and remembers where to go on.
 *
 * <p>Source: HTML Living Standard, 9.2. Names are passed over. Confined to one thread.
 */
final class EventStream {

  private final InputStream stream;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String lastId = "";
  private long retryMillis = -1;

  EventStream(InputStream stream) {
    this.stream = stream;
  }

  /**
   * Hands over the data of each event, to the end of the stream.
   *
   * @throws IOException where the stream breaks, or an event is larger than a message may be
   */
  void read(Consumer<String> taker) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      for (int i = 0; i < length; i++) {
        if (buffer[i] == '\n') {
          endLine(taker);
        } else if (buffer[i] != '\r') {
          line.write(buffer[i]);
        }
      }
      if (line.size() + data.length() > StdioTransport.MESSAGE_BYTES_MAX) {
        throw new IOException(
            "a message of more than " + StdioTransport.MESSAGE_BYTES_MAX + " bytes");
      }
    }
  }

  private void endLine(Consumer<String> taker) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.isEmpty()) {
      if (!data.isEmpty()) {
        taker.accept(data.toString());
        data.setLength(0);
      }
    } else if (text.startsWith("data:")) {
      data.append(data.isEmpty() ? "" : "\n").append(text.substring("data:".length()).strip());
    } else if (text.startsWith("id:")) {
      lastId = text.substring("id:".length()).strip();
    } else if (text.matches("retry: ?\\d{1,9}")) {
      retryMillis = Long.parseLong(text.substring("retry:".length()).strip());
    }
  }

  /** {@return the id of the last event that had one; empty where none had} */
  String lastId() {
    return lastId;
  }

  /** {@return how long to wait before the stream is asked for again, where the server said so} */
  OptionalLong retryMillis() {
    return retryMillis < 0 ? OptionalLong.empty() : OptionalLong.of(retryMillis);
  }
}
