package fermata.daemon.tool.runner;

import fermata.daemon.platform.Deadline;
import fermata.daemon.platform.DeadlineWatch;
import fermata.daemon.platform.WatchedThread;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.ToolListener;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.engine.run.Failure;
import fermata.engine.run.ToolOutcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call on its own thread, or on that of who waits for it. Thread-safe. */
final class CallThread implements ToolExecution {

  private static final Logger LOG = LoggerFactory.getLogger(CallThread.class);

  private final ToolCall call;
  private final Deadline deadline;
  private final CallListener listener;
  private final WatchedThread<ToolOutcome> thread;

  CallThread(ToolCall call, Deadline deadline, ToolListener listener) {
    this.call = call;
    this.deadline = deadline;
    this.listener = new CallListener(listener, deadline);
    this.thread = new WatchedThread<>(deadline, ToolOutcome.TimedOut::new);
  }

  /** What the thread does. */
  interface Work {
    ToolOutcome.Completed run() throws IOException, InterruptedException;
  }

  ToolListener listener() {
    return listener;
  }

  Deadline deadline() {
    return deadline;
  }

  void start(Work work) {
    String name = "tool-" + call.run().value() + "-" + call.call().value();
    thread.start(name, fault(), asked -> run(work, asked));
  }

  /** Does the work on the calling thread. */
  ToolOutcome runHere(DeadlineWatch watch, Work work) {
    return thread.runHere(watch, fault(), asked -> run(work, asked));
  }

  // The boundary of all bodies: whatever they throw becomes an outcome here.
  private ToolOutcome run(Work work, WatchedThread.Asked<ToolOutcome> asked) {
    try {
      return work.run();
    } catch (InterruptedException | IOException | RuntimeException failure) {
      ToolOutcome ending = asked.outcome();
      return ending != null ? ending : failed(failure);
    } finally {
      listener.close();
    }
  }

  private ToolOutcome failed(Exception failure) {
    return Failures.of(failure)
        .map(known -> outcome(failure, known))
        .orElseGet(
            () -> {
              LOG.error("tool={} call={}", call.tool().value(), call.call().value(), failure);
              return fault();
            });
  }

  private static ToolOutcome outcome(Exception failure, Failure known) {
    return failure instanceof ToolRefusal refusal && refusal.isLost()
        ? new ToolOutcome.Lost(known)
        : new ToolOutcome.Failed(known);
  }

  private ToolOutcome fault() {
    String message =
        "tool '" + call.tool().value() + "' has a fault of ours (the log of the daemon has it)";
    return new ToolOutcome.Failed(Failure.of(ToolFailureKinds.BUG, message));
  }

  @Override
  public ToolOutcome await() {
    try {
      return thread.await();
    } finally {
      listener.close();
    }
  }

  @Override
  public void cancel() {
    thread.end(new ToolOutcome.Cancelled());
  }
}
