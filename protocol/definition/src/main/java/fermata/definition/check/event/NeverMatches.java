package fermata.definition.check.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.event.SelectorBlock.Condition;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.selector.SelectorCondition;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.selector.SelectorPath;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A selector whose conditions no event can satisfy together. */
public final class NeverMatches implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7004", "event/never-matches", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The conditions of a selector contradict each other, or one of them holds of no event.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (SelectorBlock selector : SelectorBlock.in(context)) {
      String reason = reason(selector.conditions());
      if (reason != null) {
        problems.accept(
            Problem.of(code(), selector.block().owner(), "matches no event: " + reason));
      }
    }
  }

  private static @Nullable String reason(List<Condition> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      Condition one = conditions.get(i);
      if (isEmptyList(one)) {
        return "nothing is %s an empty list (%s)".formatted(one.operator().word(), one.path());
      }
      for (Condition other : conditions.subList(i + 1, conditions.size())) {
        if (one.path().equals(other.path()) && areContrary(one, other)) {
          return "%s is not both %s and %s".formatted(one.path(), words(one), words(other));
        }
      }
    }
    return null;
  }

  private static boolean isEmptyList(Condition condition) {
    return (condition.operator() == SelectorOperator.IN
            || condition.operator() == SelectorOperator.CONTAINS_ANY)
        && condition.value().isArray()
        && condition.value().isEmpty();
  }

  private static String words(Condition condition) {
    return condition.operator().word() + " " + condition.value();
  }

  private static boolean areContrary(Condition one, Condition other) {
    return isContrary(one, other) || isContrary(other, one) || isEmptyRange(one, other);
  }

  /** What is one of some values satisfies the other condition by none of them. */
  private static boolean isContrary(Condition one, Condition other) {
    if (isAbsence(one)) {
      return needsValue(other);
    }
    Stream<JsonNode> values =
        switch (one.operator()) {
          case EQ -> Stream.of(one.value());
          case IN -> one.value().valueStream();
          default -> Stream.empty();
        };
    List<JsonNode> possible = values.toList();
    return !possible.isEmpty() && possible.stream().noneMatch(value -> holds(other, value));
  }

  private static boolean isAbsence(Condition condition) {
    return condition.operator() == SelectorOperator.EXISTS
        && condition.value().isBoolean()
        && !condition.value().booleanValue();
  }

  private static boolean needsValue(Condition condition) {
    return switch (condition.operator()) {
      case NE, NIN -> false;
      case EXISTS -> !isAbsence(condition);
      case EQ, GT, GTE, LT, LTE, IN -> true;
      case CONTAINS, CONTAINS_ANY, CONTAINS_ALL, STARTS_WITH, ENDS_WITH, MATCHES -> true;
    };
  }

  /** The path to the value itself stands for that of the event. */
  private static boolean holds(Condition condition, JsonNode value) {
    JsonNode wanted = condition.value();
    boolean isBareExists = condition.operator() == SelectorOperator.EXISTS && !wanted.isBoolean();
    return isBareExists
        || SelectorCondition.of(new SelectorPath(List.of()), condition.operator(), wanted)
            .holds(value);
  }

  private static boolean isEmptyRange(Condition one, Condition other) {
    if (isLower(one) && isUpper(other)) {
      return isBeyond(one, other);
    }
    return isLower(other) && isUpper(one) && isBeyond(other, one);
  }

  private static boolean isLower(Condition condition) {
    return condition.operator() == SelectorOperator.GT
        || condition.operator() == SelectorOperator.GTE;
  }

  private static boolean isUpper(Condition condition) {
    return condition.operator() == SelectorOperator.LT
        || condition.operator() == SelectorOperator.LTE;
  }

  private static boolean isBeyond(Condition lower, Condition upper) {
    if (!lower.value().isNumber() || !upper.value().isNumber()) {
      return false;
    }
    int order = lower.value().decimalValue().compareTo(upper.value().decimalValue());
    boolean areInclusive =
        lower.operator() == SelectorOperator.GTE && upper.operator() == SelectorOperator.LTE;
    return order > 0 || (order == 0 && !areInclusive);
  }
}
