package fermata.engine.state;

/** How many ids of each kind a run has given. */
public record Counters(int steps, int calls, int items, int questions, int fanOuts) {

  /** None. */
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

  public Counters plusStep() {
    return new Counters(steps + 1, calls, items, questions, fanOuts);
  }

  public Counters plusCall() {
    return new Counters(steps, calls + 1, items, questions, fanOuts);
  }

  public Counters plusItem() {
    return new Counters(steps, calls, items + 1, questions, fanOuts);
  }

  public Counters plusQuestion() {
    return new Counters(steps, calls, items, questions + 1, fanOuts);
  }

  public Counters plusFanOut() {
    return new Counters(steps, calls, items, questions, fanOuts + 1);
  }
}
