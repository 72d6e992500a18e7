package fermata.daemon.model.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.wire.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream into events and reads the JSON in them, however the bytes were parted on their way.
 *
 * <p>Source: the HTML standard, section "Server-sent events"; only {@code data} counts, since every
 * provider says in it what it is.
 */
final class EventReader {

  private static final String DONE = "[DONE]";

  private EventReader() {}

  /**
   * Reads to the end of a stream.
   *
   * @throws JsonProcessingException where an event is not JSON
   */
  static void read(InputStream in, Protocol.Framing framing, ReplyReader reader)
      throws IOException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    switch (framing) {
      case EVENTS -> readEvents(lines, reader);
      case LINES -> readLines(lines, reader);
    }
  }

  private static void readLines(BufferedReader lines, ReplyReader reader) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        reader.read(Json.parse(line));
      }
    }
  }

  private static void readEvents(BufferedReader lines, ReplyReader reader) throws IOException {
    var data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).stripLeading());
      } else if (line.isEmpty() && !data.isEmpty()) {
        pass(data.toString(), reader);
        data.setLength(0);
      }
    }
    // A last event without its empty line was cut off: it does not count.
  }

  private static void pass(String data, ReplyReader reader) throws JsonProcessingException {
    if (data.equals(DONE)) {
      reader.done();
    } else {
      reader.read(Json.parse(data));
    }
  }
}
