package fermata.wire.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.wire.json.BindingException;
import fermata.wire.json.Doc;
import fermata.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to a daemon, with the reason: what a client prints when it cannot reach
 * one.
 *
 * <p>The file keeps the last {@link #KEPT_MAX}; only the holder of the daemon's lock writes it.
 */
public record LifecycleEvent(
    @Doc("when") Instant at,
    @Doc("started, ready, draining, stopped or failed") String what,
    @Doc("UUIDv7 of the start") String instanceId,
    @Doc("process") long pid,
    @Doc("why, for people") String reason) {

  /** Events that the file keeps. */
  public static final int KEPT_MAX = 100;

  /** {@return the events of the file, oldest first; lines that are none are left out} */
  public static List<LifecycleEvent> readAll(Path file) throws IOException {
    try {
      return Files.readAllLines(file).stream().flatMap(line -> parse(line).stream()).toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /** Adds this to the file and drops what is too old. */
  public void append(Path file) throws IOException {
    var events = new ArrayList<>(readAll(file));
    events.add(this);
    var lines = new ByteArrayOutputStream();
    for (LifecycleEvent each :
        events.subList(Math.max(0, events.size() - KEPT_MAX), events.size())) {
      lines.writeBytes(Json.toBytes(each));
      lines.write('\n');
    }
    AtomicFiles.write(file, lines.toByteArray());
  }

  private static Optional<LifecycleEvent> parse(String line) {
    try {
      return Optional.of(Json.read(Json.mapper().readTree(line), LifecycleEvent.class));
    } catch (JsonProcessingException | BindingException _) {
      return Optional.empty();
    }
  }
}
