package fermata.daemon.platform;

import fermata.wire.discovery.FileFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of the daemon, for people: a line for each record, the newest last.
 *
 * <p>When the file is full it becomes the one before, beside it with {@code .1}, so that both
 * together have a bound. A log that cannot be written stops nothing. Thread-safe.
 */
public final class LogFile extends Handler {

  private static final long BYTES_MAX = 8L << 20;

  private final Path file;
  private @Nullable Writer out;
  private long bytes;

  private LogFile(Path file) {
    this.file = file;
  }

  /**
   * Sends all log records of this process to a file, and nowhere else.
   *
   * @param level of our own records; of others' only warnings and worse are of interest
   * @throws UncheckedIOException if the file cannot be written
   */
  public static LogFile install(Path file, Level level) {
    var log = new LogFile(file);
    log.open();
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(log);
    root.setLevel(Level.WARNING);
    OURS.setLevel(level);
    return log;
  }

  /** Has more or fewer of our own records from now on. */
  public static void admit(Level level) {
    OURS.setLevel(level);
  }

  // A logger that nobody refers to may be forgotten, with its level.
  private static final Logger OURS = Logger.getLogger("fermata");

  private void open() {
    try {
      bytes = Files.exists(file) ? Files.size(file) : 0;
      out =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(FileFailure.text(file, failure), failure);
    }
  }

  @Override
  public synchronized void publish(LogRecord entry) {
    Writer writer = out;
    if (writer == null || !isLoggable(entry)) {
      return;
    }
    try {
      String text = textOf(entry);
      writer.write(text);
      writer.flush();
      bytes += text.length();
      if (bytes > BYTES_MAX) {
        turn(writer);
      }
    } catch (IOException | UncheckedIOException unwritable) {
      // Nobody is left to tell; the next record tries again.
      out = null;
    }
  }

  private void turn(Writer full) throws IOException {
    full.close();
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    open();
  }

  private static String textOf(LogRecord entry) {
    var text = new StringWriter();
    var print = new PrintWriter(text);
    String logger = String.valueOf(entry.getLoggerName());
    print.printf(
        "%s %-7s %s %s%n",
        Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS),
        entry.getLevel().getName(),
        logger.substring(logger.lastIndexOf('.') + 1),
        entry.getMessage());
    Throwable thrown = entry.getThrown();
    if (thrown != null) {
      thrown.printStackTrace(print);
    }
    return text.toString();
  }

  @Override
  public void flush() {
    // Every record is written at once.
  }

  @Override
  public void close() {
    // The file is open as long as the process: its end is what people want to read about.
  }

  /** A log manager that keeps handlers until the very end of the process. */
  public static final class Keeping extends LogManager {

    @Override
    public void reset() {
      // Called when the process begins to end, which is when the log is wanted most.
    }
  }
}
