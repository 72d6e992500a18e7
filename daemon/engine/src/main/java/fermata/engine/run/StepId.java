package fermata.engine.run;

/** The id of a step within its run: {@code s1}, {@code s2}, in the order of their start. */
public record StepId(String value) {
  /** {@return the id with a number, which counts from 1} */
  public static StepId of(int number) {
    return new StepId("s" + number);
  }
}
