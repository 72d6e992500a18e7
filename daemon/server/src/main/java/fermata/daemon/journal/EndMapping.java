package fermata.daemon.journal;

import fermata.engine.run.Failure;
import fermata.engine.run.Usage;

/** What is told of a run that has ended, back from the form in which it is shown. */
public final class EndMapping {

  private EndMapping() {}

  /** {@return what a run has used} */
  public static Usage fromWire(fermata.wire.event.Usage usage) {
    return ValueMapping.fromWire(usage);
  }

  /** {@return why a run failed} */
  public static Failure fromWire(fermata.wire.event.Failure failure) {
    return ValueMapping.fromWire(failure);
  }
}
