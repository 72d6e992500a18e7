package fermata.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a stream that is read to its end by a thread of its own. Thread-safe. */
final class LastLines {

  private static final int LINES_MAX = 12;

  private static final Duration END_MAX = Duration.ofSeconds(1);

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private LastLines(InputStream stream) {
    this.reader = Thread.ofVirtual().name("fermata-stderr").unstarted(() -> readAll(stream));
  }

  /** {@return the lines of a stream from now on} */
  static LastLines of(InputStream stream) {
    var last = new LastLines(stream);
    last.reader.start();
    return last;
  }

  private void readAll(InputStream stream) {
    try (var text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = text.readLine();
      while (line != null) {
        add(line);
        line = text.readLine();
      }
    } catch (IOException _) {
      add("(what followed could not be read)");
    }
  }

  private synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > LINES_MAX) {
      lines.removeFirst();
    }
  }

  /** {@return the lines up to the end of the stream, or up to now where it does not end soon} */
  List<String> lines() throws InterruptedException {
    var _ = reader.join(END_MAX);
    synchronized (this) {
      return List.copyOf(lines);
    }
  }
}
