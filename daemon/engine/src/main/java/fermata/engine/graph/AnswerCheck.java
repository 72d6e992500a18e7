package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.engine.run.QuestionKind;
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
   * @param message what was found and what was expected
   */
  public record Mismatch(String pointer, String message) {}

  /**
   * Whether somebody may decline to answer: a tool goes on without, a node could not. The answer is
   * JSON's null then.
   */
  public static boolean isDeclinable(RunEvent.QuestionAsked question) {
    return ToolQuestions.isOfTool(question) && question.kind() != QuestionKind.APPROVAL;
  }

  /** {@return what is wrong; empty where the answer fits} */
  public static List<Mismatch> check(RunEvent.QuestionAsked question, JsonNode answer) {
    if (answer.isNull() && isDeclinable(question)) {
      return List.of();
    }
    return switch (question.kind()) {
      case FREE_TEXT -> answer.isTextual() ? List.of() : expected(answer, "a text");
      case FORM ->
          Fields.check(question.fields(), Fields.complete(question.fields(), answer)).stream()
              .map(violation -> new Mismatch(violation.pointer(), violation.message()))
              .toList();
      case CHOICE, TOOL_UNKNOWN, LIMIT ->
          answer.isTextual() && question.options().contains(answer.textValue())
              ? List.of()
              : expected(answer, "one of: " + String.join(", ", question.options()));
      case APPROVAL, TOOL_APPROVAL -> approval(answer);
    };
  }

  private static List<Mismatch> approval(JsonNode answer) {
    if (answer.isBoolean()) {
      return List.of();
    }
    if (!answer.path("approve").isBoolean()) {
      return expected(answer, "true or false, or an object with 'approve' and maybe 'reason'");
    }
    JsonNode reason = answer.path("reason");
    return reason.isMissingNode() || reason.isNull() || reason.isTextual()
        ? List.of()
        : List.of(new Mismatch("/reason", Texts.brief(reason) + " (expected: a text)"));
  }

  private static List<Mismatch> expected(JsonNode answer, String what) {
    return List.of(new Mismatch("", Texts.brief(answer) + " (expected: " + what + ")"));
  }
}
