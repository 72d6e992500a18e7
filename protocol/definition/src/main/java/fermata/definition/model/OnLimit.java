package fermata.definition.model;

/** What becomes of a run that would pass one of its limits. */
public sealed interface OnLimit {

  /** It fails, before it spends more than it may. */
  record Fail() implements OnLimit {}

  /** Somebody is asked whether it may go on with as much again. */
  record Ask() implements OnLimit {}

  /**
   * What money is left for goes to another model; without any left the run fails.
   *
   * @param model {@code provider/model}
   */
  record Degrade(String model) implements OnLimit {}
}
