package fermata.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, with the first failure of a write: a {@link java.io.PrintStream} only knows that
 * there was one.
 *
 * <p>Thread-safe as far as the stream below is.
 */
public final class WatchedOutput extends OutputStream {

  private final OutputStream stream;
  private volatile @Nullable IOException failure;

  public WatchedOutput(OutputStream stream) {
    this.stream = stream;
  }

  /**
   * {@return why not everything was written, if so}
   *
   * <p>A reader that has read enough, as {@code head} does, is no failure.
   */
  public Optional<String> failure() {
    IOException first = failure;
    String message = first == null ? "" : String.valueOf(first.getMessage());
    return message.isEmpty() || message.contains("Broken pipe")
        ? Optional.empty()
        : Optional.of(message);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
  }
}
