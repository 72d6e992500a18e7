package fermata.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lines that a person types, one at a time and only when asked for.
 *
 * <p>A read of a terminal cannot be called off. So it happens on a thread of its own, and a line
 * that was asked for and is not wanted any more goes to whoever asks next.
 *
 * <p>Thread-safe.
 */
public final class TypedLines {

  private final BufferedReader reader;
  private Consumer<Optional<String>> taker = _ -> {};
  private boolean isReading;

  TypedLines(InputStream in) {
    this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** Hands the next line to {@code taker}, on another thread; empty at the end of the input. */
  public synchronized void request(Consumer<Optional<String>> next) {
    taker = next;
    if (!isReading) {
      isReading = true;
      Thread thread = new Thread(this::readLine, "typed-lines");
      // The process may end while nobody types.
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Forgets the lines that were typed before anybody asked, so that nobody agrees to what they have
   * not seen yet.
   */
  public synchronized void forgetTypedAhead() {
    try {
      while (!isReading && reader.ready()) {
        reader.readLine();
      }
    } catch (IOException _) {
      // Then there is nothing to forget.
    }
  }

  private void readLine() {
    Optional<String> line = nextLine();
    Consumer<Optional<String>> current;
    synchronized (this) {
      isReading = false;
      current = taker;
      taker = _ -> {};
    }
    current.accept(line);
  }

  private Optional<String> nextLine() {
    try {
      return Optional.ofNullable(reader.readLine());
    } catch (IOException e) {
      // A terminal that went away types nothing more.
      return Optional.empty();
    }
  }

  /** {@return the next line, waiting for it; empty at the end of the input} */
  public Optional<String> next() throws InterruptedException {
    var line = new java.util.concurrent.ArrayBlockingQueue<Optional<String>>(1);
    request(line::add);
    return line.take();
  }
}
