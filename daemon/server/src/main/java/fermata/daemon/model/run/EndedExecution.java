package fermata.daemon.model.run;

import fermata.daemon.model.ModelExecution;
import fermata.daemon.model.ModelOutcome;

/** A request that had ended before it could be awaited. */
record EndedExecution(ModelOutcome outcome) implements ModelExecution {

  @Override
  public ModelOutcome await() {
    return outcome;
  }

  @Override
  public void cancel() {
    // There is nothing left to end.
  }
}
