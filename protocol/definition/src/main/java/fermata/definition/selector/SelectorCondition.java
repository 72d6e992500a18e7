package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.pattern.LinearPattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code where}: a value of the event, compared with a given one.
 *
 * <p>Immutable. Equal where path, operator and value are.
 */
public final class SelectorCondition {

  private final SelectorPath path;
  private final SelectorOperator operator;
  private final JsonNode value;

  /** Present for {@link SelectorOperator#MATCHES} with a pattern that can be read. */
  private final @Nullable LinearPattern pattern;

  private SelectorCondition(
      SelectorPath path,
      SelectorOperator operator,
      JsonNode value,
      @Nullable LinearPattern pattern) {
    this.path = path;
    this.operator = operator;
    this.value = value;
    this.pattern = pattern;
  }

  /** {@return a condition; one whose value is not what its operator is given never holds} */
  public static SelectorCondition of(SelectorPath path, SelectorOperator operator, JsonNode value) {
    return new SelectorCondition(path, operator, value, pattern(operator, value));
  }

  private static @Nullable LinearPattern pattern(SelectorOperator operator, JsonNode value) {
    return operator == SelectorOperator.MATCHES
            && value.isTextual()
            && LinearPattern.read(value.textValue()) instanceof LinearPattern.Reading.Fine(var fine)
        ? fine
        : null;
  }

  public SelectorPath path() {
    return path;
  }

  public SelectorOperator operator() {
    return operator;
  }

  public JsonNode value() {
    return value;
  }

  /** Whether some data satisfies this. */
  public boolean holds(JsonNode data) {
    JsonNode found = path.find(data);
    if (operator == SelectorOperator.MATCHES) {
      return pattern != null
          && found != null
          && found.isTextual()
          && pattern.isIn(found.textValue());
    }
    return operator.holds(found, value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SelectorCondition that
        && path.equals(that.path)
        && operator == that.operator
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, operator, value);
  }

  @Override
  public String toString() {
    return path + " " + operator.word() + " " + value;
  }
}
