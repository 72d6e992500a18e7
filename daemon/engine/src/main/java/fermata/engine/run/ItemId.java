package fermata.engine.run;

/**
 * The id of a message within its run: {@code i1}, {@code i2}; deltas name the item they belong to.
 */
public record ItemId(String value) {
  /** {@return the id with a number, which counts from 1} */
  public static ItemId of(int number) {
    return new ItemId("i" + number);
  }
}
