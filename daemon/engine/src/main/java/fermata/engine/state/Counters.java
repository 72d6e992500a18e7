package fermata.engine.state;

/** How many ids of each kind a run has given. */
public record Counters(int steps, int calls, int items, int questions, int fanOuts) {

  /** None. */
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);
}
