package fermata.daemon.model.run;

import fermata.daemon.model.ModelCall;
import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.model.recording.Replay;
import fermata.daemon.platform.Deadline;
import fermata.daemon.platform.WatchedThread;
import fermata.definition.keys.DurationText;
import fermata.engine.run.Failure;
import java.time.Duration;

/** A request that a recording answers. Thread-safe. */
final class ReplayExecution implements ModelExecution {

  private final ModelCall call;
  private final WatchedThread<ModelOutcome> thread;

  ReplayExecution(ModelCall call) {
    this.call = call;
    Deadline deadline = Deadline.in(call.timeout(), call.timeout());
    this.thread = new WatchedThread<>(deadline, ReplayExecution::late);
  }

  private static ModelOutcome late(Duration after) {
    return new ModelOutcome.Failed(
        Failure.passing(ModelFailureKinds.TIMEOUT, "the recording took " + DurationText.of(after)));
  }

  void start(Replay replay, ModelListener listener) {
    ModelOutcome fault =
        new ModelOutcome.Failed(
            Failure.of(ModelFailureKinds.BUG, "the replay met a fault of ours (see the log)"));
    thread.start(
        "replay-" + call.run().value() + "-" + call.call().value(),
        fault,
        _ -> replay.answer(call, listener));
  }

  @Override
  public ModelOutcome await() {
    return thread.await();
  }

  @Override
  public void cancel() {
    thread.end(new ModelOutcome.Cancelled());
  }
}
