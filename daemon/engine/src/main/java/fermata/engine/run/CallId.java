package fermata.engine.run;

/**
 * The id of a model or tool call within its run: {@code c1}, {@code c2}; the same for every
 * attempt.
 */
public record CallId(String value) {
  /** {@return the id with a number, which counts from 1} */
  public static CallId of(int number) {
    return new CallId("c" + number);
  }
}
