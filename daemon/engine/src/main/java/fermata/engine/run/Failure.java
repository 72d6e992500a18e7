package fermata.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why something did not work, as data: of a model, a tool, an expression, a limit, a run.
 *
 * @param kind a dotted, stable word such as {@code tool.arguments} or {@code limit.steps}; retry
 *     rules and failure edges match it
 * @param message what happened, with the value and what was expected; for people
 * @param retryable whether the same attempt may work later without a change
 * @param retryAfter the shortest wait that the other side asked for
 * @param pointer the place in the definition or in the arguments, such as {@code edges[2].when}
 */
public record Failure(
    String kind,
    String message,
    boolean retryable,
    @Nullable Duration retryAfter,
    @Nullable String pointer) {

  /** {@return a failure that a repetition does not cure} */
  public static Failure of(String kind, String message) {
    return new Failure(kind, message, false, null, null);
  }

  /** {@return a failure that a repetition does not cure, with its place} */
  public static Failure at(String pointer, String kind, String message) {
    return new Failure(kind, message, false, null, pointer);
  }

  /** {@return a failure that a later attempt may not have} */
  public static Failure passing(String kind, String message) {
    return new Failure(kind, message, true, null, null);
  }
}
