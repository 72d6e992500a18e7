package fermata.daemon.model.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged, down to the finest level, by us and by the libraries. */
final class LogCapture extends Handler implements AutoCloseable {

  // Held, so that its level is not forgotten with it.
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LogCapture() {}

  static LogCapture start() {
    LogCapture capture = new LogCapture();
    capture.setLevel(Level.ALL);
    capture.root.setLevel(Level.ALL);
    capture.root.addHandler(capture);
    return capture;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(record.getLoggerName() + " " + record.getMessage() + " " + record.getThrown());
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}
