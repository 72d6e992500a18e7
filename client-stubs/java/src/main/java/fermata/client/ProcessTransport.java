package fermata.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The standard streams of a daemon that serves this client alone, and ends with it. */
final class ProcessTransport implements Transport {

  /** How long the process may take to end after its input has ended; then it is killed. */
  private static final Duration END_MAX = Duration.ofSeconds(10);

  private final Process process;

  ProcessTransport(Process process) {
    this.process = process;
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    return process.getInputStream().read(buffer);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    process.getOutputStream().write(bytes);
    process.getOutputStream().flush();
  }

  @Override
  public void close() {
    // A write that the process does not take holds the stream until the process is gone.
    Thread.ofVirtual()
        .name("fermata-stdin-close")
        .start(() -> Closing.quietly(process.getOutputStream()));
    try {
      if (!process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
