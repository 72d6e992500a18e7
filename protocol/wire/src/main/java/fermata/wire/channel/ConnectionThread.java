package fermata.wire.channel;

import fermata.wire.channel.Inbox.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The virtual thread that feeds a connection from its inbox, from its first moment to its last. */
final class ConnectionThread {

  /** For answers to one who asks nothing more, and still reads. */
  private static final Duration ANSWERS_MAX = Duration.ofMinutes(1);

  private final RpcConnection connection;

  private ConnectionThread(RpcConnection connection) {
    this.connection = connection;
  }

  static Thread start(RpcConnection connection) {
    return Thread.ofVirtual()
        .name("connection-" + connection.id())
        .start(new ConnectionThread(connection)::run);
  }

  private void run() {
    CloseReason reason = CloseReason.FAILED;
    try {
      guarded(connection::opened);
      reason = serve();
      reason = finish(reason);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connection.closed(reason);
    }
  }

  private CloseReason serve() throws InterruptedException {
    while (true) {
      switch (connection.inbox().take()) {
        case Work.Ended(CloseReason reason) -> {
          return reason;
        }
        case Work.Arrived arrived -> guarded(() -> connection.accept(arrived));
        case Work.Continued(Runnable action) -> guarded(action);
      }
    }
  }

  /**
   * A script writes its requests, ends its output, and reads the answers: they may take a while.
   */
  private Duration timeToAnswer(CloseReason reason) {
    return switch (reason) {
      case INPUT_ENDED -> ANSWERS_MAX;
      case CLOSED -> connection.limits().closeMax();
      case PEER_CLOSED, BROKEN_FRAMING, STALLED, FAILED -> Duration.ZERO;
    };
  }

  /**
   * Lets requests under way be answered where there is somebody to read the answers. Those that are
   * not answered in time are given up, and say so.
   *
   * @return why it ended after all, for one that sends no more may go while it waits
   */
  private CloseReason finish(CloseReason reason) throws InterruptedException {
    CloseReason last = awaitAnswers(reason);
    if (last == CloseReason.INPUT_ENDED && !connection.isQuiet()) {
      connection.cancelAll();
      return awaitAnswers(CloseReason.CLOSED);
    }
    return last;
  }

  private CloseReason awaitAnswers(CloseReason reason) throws InterruptedException {
    CloseReason last = reason;
    long deadline = System.nanoTime() + timeToAnswer(reason).toNanos();
    while (!connection.isQuiet()) {
      @Nullable Work work = connection.inbox().poll(Duration.ofNanos(deadline - System.nanoTime()));
      switch (work) {
        case null -> {
          return last;
        }
        case Work.Continued(Runnable action) -> guarded(action);
        case Work.Ended(CloseReason later) -> {
          last = later;
          deadline = Math.min(deadline, System.nanoTime() + timeToAnswer(later).toNanos());
        }
        case Work.Arrived _ -> {}
      }
    }
    return last;
  }

  // A bug of a handler fails what it was doing, never the connection; the process decides what
  // becomes of the report.
  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
