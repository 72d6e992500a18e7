package fermata.engine.state;

import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;

/** A question that nobody has answered yet. */
public record Question(RunEvent.QuestionAsked asked) {

  public QuestionId id() {
    return asked.question();
  }
}
