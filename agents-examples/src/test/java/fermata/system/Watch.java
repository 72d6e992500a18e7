package fermata.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A {@code fermata events --follow --json} under way: what a client sees, across deaths of the
 * daemon.
 *
 * <p>Every wait has a deadline and says what had come instead.
 */
final class Watch implements AutoCloseable {

  private static final long WAIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();

  Watch(Fermata fermata, String session) {
    try {
      process =
          fermata
              .builder(List.of("events", session, "--follow", "--json"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BufferedReader reader = process.inputReader();
    Thread.ofVirtual().start(() -> read(reader));
  }

  private void read(BufferedReader reader) {
    try {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException _) {
      // The test has seen enough and ended the process.
    } finally {
      lines.add(END);
    }
  }

  /** Waits for an event that has the type; earlier ones are kept. */
  JsonNode until(String type) {
    return until(event -> event.path("type").asText().equals(type), type);
  }

  /** Waits for the event with the number. */
  JsonNode untilSeq(long seq) {
    return until(event -> event.path("seq").asLong() >= seq, "event " + seq);
  }

  private JsonNode until(Predicate<JsonNode> wanted, String what) {
    try {
      while (true) {
        String line = lines.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(END)) {
          throw new AssertionError(
              "no " + what + (line == null ? " in time" : "") + "; came: " + types());
        }
        JsonNode event = JSON.readTree(line);
        events.add(event);
        if (wanted.test(event)) {
          return event;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the events that came so far, in the order in which they came} */
  List<JsonNode> events() {
    return events;
  }

  /** {@return their types} */
  List<String> types() {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
