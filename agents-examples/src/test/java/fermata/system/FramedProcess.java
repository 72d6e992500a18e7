package fermata.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.lsp.rpc.FrameReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A command that speaks JSON in frames on its standard streams, as language servers and debug
 * adapters do.
 *
 * <p>Every message that comes is checked when it is looked at. Every wait has a deadline.
 */
final class FramedProcess implements AutoCloseable {

  private static final long WAIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final OutputStream out;
  private final Consumer<JsonNode> check;
  private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
  private final List<JsonNode> unread = new ArrayList<>();

  /**
   * Starts the command.
   *
   * @param check fails for a message that may not come
   */
  FramedProcess(Fermata fermata, String command, Consumer<JsonNode> check) {
    this.check = check;
    try {
      process =
          fermata.builder(List.of(command)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.getOutputStream();
    Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    var frames = new FrameReader(new BufferedInputStream(process.getInputStream()));
    try {
      for (var frame = frames.read(); frame.isPresent(); frame = frames.read()) {
        if (frame.get() instanceof FrameReader.Frame.Body(var json)) {
          incoming.add(JSON.readTree(json));
        }
      }
    } catch (IOException e) {
      // The process has ended, and the waits will say what did not come.
      return;
    }
  }

  void send(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      out.write(
          ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message that fits; others are kept for later waits. */
  JsonNode await(Predicate<JsonNode> wanted) {
    Optional<JsonNode> known = unread.stream().filter(wanted).findFirst();
    if (known.isPresent()) {
      unread.remove(known.get());
      return known.get();
    }
    while (true) {
      JsonNode message = poll();
      check.accept(message);
      if (wanted.test(message)) {
        return message;
      }
      unread.add(message);
    }
  }

  private JsonNode poll() {
    try {
      JsonNode message = incoming.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no such message came; these came: " + unread);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@return what has been waited past} */
  List<JsonNode> unread() {
    return List.copyOf(unread);
  }

  /** Closes the streams, as an editor does that dies, and {@return the exit code} */
  int hangUp() {
    try {
      out.close();
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the process did not end when its input did");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@return the process, for what the system knows of it} */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Vanishes in the middle of whatever is under way. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
