package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionParser;
import fermata.definition.pattern.LinearPattern;
import fermata.definition.selector.SelectorForm.Issue;
import fermata.definition.selector.SelectorForm.Reading;
import fermata.definition.text.Parsed;
import fermata.definition.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one form. Confined to one thread. */
final class FormReader {

  private static final List<String> KEYS =
      List.of("schema", "any_tags", "all_tags", "where", "when", "match_all", "names");
  private static final List<String> CONDITION_KEYS = List.of("path", "op", "value");
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  private final List<Issue> issues = new ArrayList<>();

  Reading read(JsonNode form) {
    if (!form.isObject()) {
      return new Reading.Broken(List.of(new Issue("", "expected an object: a selector")));
    }
    refuseOthers("", form, KEYS);
    var selector =
        new Selector(
            text(form, "schema"),
            texts(form, "any_tags"),
            texts(form, "all_tags"),
            conditions(form),
            guard(form),
            flag(form, "match_all"));
    if (issues.isEmpty() && selector.isEmpty() && !selector.matchAll()) {
      add("", "an empty selector matches nothing (expected: a part of it, or match_all: true)");
    }
    return issues.isEmpty() ? new Reading.Fine(selector) : new Reading.Broken(issues);
  }

  private void add(String pointer, String message) {
    issues.add(new Issue(pointer, message));
  }

  private void refuseOthers(String pointer, JsonNode form, List<String> known) {
    form.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                add(pointer + "/" + name, "unknown key '" + name + "'" + hint(name, known));
              }
            });
  }

  private static String hint(String name, List<String> known) {
    return Suggestions.hint(name, known);
  }

  private @Nullable String text(JsonNode form, String key) {
    JsonNode value = form.get(key);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isEmpty()) {
      add("/" + key, "expected a text");
      return null;
    }
    return value.textValue();
  }

  private List<String> texts(JsonNode form, String key) {
    JsonNode list = form.get(key);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray() || Comparisons.any(list, each -> !each.isTextual())) {
      add("/" + key, "expected a list of texts");
      return List.of();
    }
    if (list.size() > Selector.TAGS_MAX) {
      add("/" + key, list.size() + " tags (expected: <= " + Selector.TAGS_MAX + ")");
      return List.of();
    }
    return elements(list).map(JsonNode::textValue).toList();
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    var elements = new ArrayList<JsonNode>();
    list.forEach(elements::add);
    return elements.stream();
  }

  private boolean flag(JsonNode form, String key) {
    JsonNode value = form.get(key);
    if (value != null && !value.isBoolean()) {
      add("/" + key, "expected true or false");
    }
    return value != null && value.asBoolean();
  }

  private List<SelectorCondition> conditions(JsonNode form) {
    JsonNode list = form.get("where");
    if (list == null) {
      return List.of();
    }
    if (!list.isArray() || list.size() > Selector.CONDITIONS_MAX) {
      add("/where", "expected a list of at most " + Selector.CONDITIONS_MAX + " conditions");
      return List.of();
    }
    var conditions = new ArrayList<SelectorCondition>();
    for (int index = 0; index < list.size(); index++) {
      SelectorCondition condition = condition("/where/" + index, list.get(index));
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private @Nullable SelectorCondition condition(String pointer, JsonNode form) {
    if (!form.isObject()) {
      add(pointer, "expected an object with path, op and value");
      return null;
    }
    refuseOthers(pointer, form, CONDITION_KEYS);
    SelectorPath path = path(pointer + "/path", form.path("path").asText());
    String word = form.path("op").asText();
    SelectorOperator operator = SelectorOperator.find(word).orElse(null);
    if (operator == null) {
      add(
          pointer + "/op",
          "unknown operator '" + word + "'" + hint(word, SelectorOperator.words()));
    }
    if (path == null || operator == null) {
      return null;
    }
    JsonNode value = form.has("value") ? form.get("value") : absent(operator);
    String wrong = wrongOperand(operator, value);
    if (wrong != null) {
      add(pointer + "/value", wrong);
    }
    return SelectorCondition.of(path, operator, value);
  }

  /** {@code exists} needs no value; the others have none that could be meant. */
  private static JsonNode absent(SelectorOperator operator) {
    return operator == SelectorOperator.EXISTS
        ? BooleanNode.TRUE
        : JsonNodeFactory.instance.missingNode();
  }

  private @Nullable SelectorPath path(String pointer, String text) {
    return switch (SelectorPath.read(text)) {
      case SelectorPath.Reading.Fine(var path) -> path;
      case SelectorPath.Reading.Broken(var at, var reason) -> {
        add(pointer, reason + " (at character " + (at + 1) + ")");
        yield null;
      }
    };
  }

  private static @Nullable String wrongOperand(SelectorOperator operator, JsonNode value) {
    if (value.isMissingNode() || !operator.operand().fits(value)) {
      return "'" + operator.word() + "' expects " + operator.operand().noun();
    }
    if (operator != SelectorOperator.MATCHES) {
      return null;
    }
    return switch (LinearPattern.read(value.textValue())) {
      case LinearPattern.Reading.Fine _ -> null;
      case LinearPattern.Reading.Broken(var reason, _) -> "invalid pattern: " + reason;
      case LinearPattern.Reading.TooLarge large -> large.message();
    };
  }

  private @Nullable SelectorGuard guard(JsonNode form) {
    JsonNode names = form.get("names");
    if (names != null && !names.isObject()) {
      add("/names", "expected an object");
      return null;
    }
    String text = text(form, "when");
    if (text == null) {
      return null;
    }
    Parsed<Expression> parsed = ExpressionParser.parse(unmarked(text), "when");
    if (!parsed.isUsable()) {
      parsed.problems().forEach(problem -> add("/when", problem.message()));
      return null;
    }
    return new SelectorGuard(
        parsed.value(),
        names instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode());
  }

  private static String unmarked(String text) {
    String bare = text.strip();
    return bare.startsWith(OPEN) && bare.endsWith(CLOSE)
        ? bare.substring(OPEN.length(), bare.length() - CLOSE.length()).strip()
        : bare;
  }
}
