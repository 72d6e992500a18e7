package fermata.engine.run;

/** The id of a fan-out within its run: {@code f1}, {@code f2}. */
public record FanOutId(String value) {
  /** {@return the id with a number, which counts from 1} */
  public static FanOutId of(int number) {
    return new FanOutId("f" + number);
  }
}
