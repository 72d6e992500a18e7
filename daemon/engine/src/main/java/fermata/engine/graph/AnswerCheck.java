package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.RunEvent;
import java.util.List;

/**
 * Whether an answer fits its question.
 *
 * <p>Answers are: a text for a free text; an object with the fields for a form; one of the options,
 * as a text, for a choice and for an unknown outcome; <code>{"approve": true, "reason": "…"}</code>
 * or a boolean for an approval.
 */
public final class AnswerCheck {

  private AnswerCheck() {}

  /**
   * What is wrong with an answer.
   *
   * @param pointer a JSON pointer into the answer; empty for the whole of it
   */
  public record Mismatch(String pointer, String message) {}

  /** {@return what is wrong; empty where the answer fits} */
  @SuppressWarnings("DoNotCallSuggester")
  public static List<Mismatch> check(RunEvent.QuestionAsked question, JsonNode answer) {
    throw new UnsupportedOperationException(question.question().value());
  }
}
