package fermata.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts what a transport brings into lines. Confined to one thread. */
final class LineReader {

  /** The longest line, in bytes: the largest frame of a daemon and some room. */
  static final int LINE_BYTES_MAX = 64 * 1024 * 1024;

  private final Transport transport;
  private final byte[] buffer = new byte[64 * 1024];
  private int start;
  private int end;

  LineReader(Transport transport) {
    this.transport = transport;
  }

  /** {@return the next line that is not blank, without its end; empty at the end of the stream} */
  Optional<String> next() throws IOException {
    var line = new ByteArrayOutputStream();
    while (fill()) {
      int at = indexOfNewline();
      line.write(buffer, start, at - start);
      boolean isWhole = at < end;
      start = isWhole ? at + 1 : at;
      if (line.size() > LINE_BYTES_MAX) {
        throw new IOException("line: more than " + LINE_BYTES_MAX + " bytes");
      }
      if (isWhole && line.size() > 0) {
        return Optional.of(line.toString(StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private boolean fill() throws IOException {
    if (start < end) {
      return true;
    }
    start = 0;
    end = Math.max(0, transport.read(buffer));
    return end > 0;
  }

  private int indexOfNewline() {
    int at = start;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }
}
