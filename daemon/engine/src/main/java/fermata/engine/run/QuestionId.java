package fermata.engine.run;

/** The id of a question, unique in its session: the run's id and a number, {@code <run>.q1}. */
public record QuestionId(String value) {

  /** {@return the id of the question of a run with a number, which counts from 1} */
  public static QuestionId of(RunId run, int number) {
    return new QuestionId(run.value() + ".q" + number);
  }
}
