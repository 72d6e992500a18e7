package fermata.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ValueScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where what was found is not what was expected.
 *
 * <p>Of an object the members that are expected must be there and fit; of a list all elements, in
 * their order. Numbers are compared by value.
 */
final class Difference {

  private static final int SHOWN_MAX = 160;

  private Difference() {}

  /** {@return all differences, each with its place} */
  static List<String> of(Expectation expected, Outcome found) {
    var all = new ArrayList<String>();
    word(all, "status", expected.status(), found.status());
    word(all, "error", expected.error(), found.errorKind());
    word(all, "goal", expected.goal(), found.goal());
    if (expected.output() != null) {
      value(all, "output", expected.output(), found.output());
    }
    if (expected.nodes() != null && !expected.nodes().equals(found.nodes())) {
      all.add("nodes: expected " + expected.nodes() + ", found " + found.nodes());
    }
    inOrder(all, expected.events(), found.events());
    for (ObjectNode absent : expected.absent()) {
      if (found.events().stream().anyMatch(event -> fits(absent, event))) {
        all.add("absent: it did happen: " + shown(absent));
      }
    }
    expected.checks().forEach(check -> holds(all, check, found));
    return all;
  }

  private static void word(
      List<String> all, String what, @Nullable String expected, @Nullable String found) {
    if (expected != null && !expected.equals(found)) {
      all.add(what + ": expected " + expected + ", found " + (found == null ? "none" : found));
    }
  }

  private static void value(List<String> all, String place, JsonNode expected, JsonNode found) {
    if (expected.isObject() && found.isObject()) {
      expected
          .properties()
          .forEach(
              member ->
                  value(
                      all,
                      place + "." + member.getKey(),
                      member.getValue(),
                      found.path(member.getKey())));
    } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
      for (int i = 0; i < expected.size(); i++) {
        value(all, place + "[" + i + "]", expected.get(i), found.get(i));
      }
    } else if (!isSame(expected, found)) {
      all.add(place + ": expected " + shown(expected) + ", found " + shown(found));
    }
  }

  private static boolean isSame(JsonNode expected, JsonNode found) {
    return (expected.isNumber() && found.isNumber())
        ? expected.decimalValue().compareTo(found.decimalValue()) == 0
        : expected.equals(found);
  }

  private static boolean fits(JsonNode expected, JsonNode found) {
    var differences = new ArrayList<String>();
    value(differences, "", expected, found);
    return differences.isEmpty();
  }

  private static void inOrder(List<String> all, List<ObjectNode> expected, List<ObjectNode> found) {
    int next = 0;
    for (int i = 0; i < expected.size(); i++) {
      int at = next;
      while (at < found.size() && !fits(expected.get(i), found.get(at))) {
        at++;
      }
      if (at == found.size()) {
        all.add(
            "events["
                + i
                + "]: not found"
                + (i == 0 ? "" : " after events[" + (i - 1) + "]")
                + ": "
                + shown(expected.get(i)));
        return;
      }
      next = at + 1;
    }
  }

  private static void holds(List<String> all, Expression check, Outcome found) {
    ValueScope scope = ValueScope.of(found.values());
    switch (Evaluator.evaluate(check, scope)) {
      case Evaluation.Failure(_, var message, _, _) ->
          all.add("check " + check.source().strip() + ": " + message);
      case Evaluation.Value(var value) -> {
        if (!value.isBoolean() || !value.booleanValue()) {
          all.add("check " + check.source().strip() + ": found " + shown(value));
        }
      }
    }
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "…";
  }
}
