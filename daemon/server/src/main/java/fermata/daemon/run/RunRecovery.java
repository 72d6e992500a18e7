package fermata.daemon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.journal.InputMapping;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore.PreviousOwner;
import fermata.daemon.store.ParkedInput;
import fermata.daemon.store.StoreChange;
import fermata.definition.model.RecoveryPolicy;
import fermata.engine.graph.Recovery;
import fermata.engine.run.CallId;
import fermata.engine.run.RunInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * How a run that was at work comes back.
 *
 * <p>After a crash the engine decides by the definition's policy. After an orderly end nothing was
 * interrupted: what finished meanwhile is dealt with first, and only a call that had to be cut is
 * lost.
 *
 * @param inputs in order
 */
record RunRecovery(List<RunInput> inputs) {

  static RunRecovery of(LiveRun run, PreviousOwner previous, List<ParkedInput> parked)
      throws JsonProcessingException {
    boolean isOrderly = previous != PreviousOwner.DIED;
    boolean isUnconditional = run.definition().recovery() == RecoveryPolicy.RESUME;
    if (parked.isEmpty() && (isUnconditional || !isOrderly)) {
      String cause = isOrderly ? "shutdown" : "crash";
      return new RunRecovery(Recovery.of(run.definition(), run.state(), cause).inputs());
    }
    return new RunRecovery(afterParked(run, parked));
  }

  private static List<RunInput> afterParked(LiveRun run, List<ParkedInput> parked)
      throws JsonProcessingException {
    var inputs = new ArrayList<RunInput>();
    var finished = new HashSet<CallId>();
    for (ParkedInput each : parked) {
      if (each.run().equals(run.id().value())) {
        RunInput input = InputMapping.decode(each.body());
        inputs.add(input);
        InputMapping.callOf(input).ifPresent(finished::add);
      }
    }
    run.state()
        .callsInFlight()
        .map(call -> call.id())
        .filter(call -> !finished.contains(call))
        .forEach(call -> inputs.add(new RunInput.EffectLost(call)));
    return inputs;
  }

  RunDriver.Work work(JournalId session) {
    return new RunDriver.Work(
        inputs, null, null, List.of(new StoreChange.DropParkedOf(session)), List.of());
  }
}
