package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.platform.Deadline;
import fermata.daemon.tool.Display;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.ToolQuestion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a call tells until it has ended; progress puts off its deadline.
 *
 * <p>Thread-safe.
 */
final class CallListener implements ToolListener {

  private final ToolListener listener;
  private final Deadline deadline;
  private boolean isClosed;

  CallListener(ToolListener listener, Deadline deadline) {
    this.listener = listener;
    this.deadline = deadline;
  }

  @Override
  public synchronized void output(String field, String text) {
    if (!isClosed) {
      listener.output(field, text);
    }
  }

  @Override
  public synchronized void progress(
      String message, @Nullable Double value, @Nullable Double total) {
    if (!isClosed) {
      deadline.touch();
      listener.progress(message, value, total);
    }
  }

  @Override
  public synchronized void displays(List<Display> shown) {
    if (!isClosed) {
      listener.displays(shown);
    }
  }

  @Override
  public synchronized void warning(String kind, String message) {
    if (!isClosed) {
      listener.warning(kind, message);
    }
  }

  @Override
  public Optional<JsonNode> ask(ToolQuestion question) throws InterruptedException {
    deadline.hold();
    try {
      return listener.ask(question);
    } finally {
      deadline.release();
    }
  }

  synchronized void close() {
    isClosed = true;
  }
}
