package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.text.Span;

/** What an expression or a template came to. */
public sealed interface Evaluation {

  /** A value, in the form that it has outside: a timestamp or a duration is its text. */
  record Value(JsonNode value) implements Evaluation {}

  /**
   * No value, and why. Never to be taken for {@code false}.
   *
   * @param kind a {@link FailureKind#wireName}, such as {@code expression.unset}
   * @param pointer the expression's place in its file
   * @param span the failing part, counted from the start of the expression's source
   */
  record Failure(String kind, String message, String pointer, Span span) implements Evaluation {}
}
