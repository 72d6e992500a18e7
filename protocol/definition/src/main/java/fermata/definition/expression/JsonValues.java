package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The border between JSON and values, both ways.
 *
 * <p>Inwards, a number without a fraction part is an integer. Outwards, a timestamp is its RFC 3339
 * text, a duration its seconds with an {@code s}, a type its name, and a key that is no text its
 * text. Not every value has a JSON form: {@link #fault} says why not. Confined to one thread.
 */
final class JsonValues {

  private final Budget budget;
  private CelValue.@Nullable Fault fault;
  private int depth;

  JsonValues(Budget budget) {
    this.budget = budget;
  }

  static CelValue ofJson(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL, MISSING -> CelValues.NULL;
      case BOOLEAN -> CelValues.of(node.booleanValue());
      case NUMBER -> ofNumber(node);
      case STRING -> CelValues.of(node.textValue());
      case ARRAY -> new CelValue.ListValue(new JsonList(node));
      case OBJECT -> new CelValue.MapValue(new JsonMap(node));
      case BINARY, POJO -> CelValues.of(node.asText());
    };
  }

  private static CelValue ofNumber(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return CelValues.of(node.doubleValue());
    }
    return node.canConvertToLong()
        ? CelValues.of(node.longValue())
        : new CelValue.HugeValue(node.bigIntegerValue());
  }

  /** {@return why the last value has no JSON form, if it has none} */
  CelValue.@Nullable Fault fault() {
    return fault == null && budget.isSpent() ? Budget.fault() : fault;
  }

  /**
   * {@return the JSON form; anything at all when there is a {@link #fault}}
   *
   * <p>What is handed on as it came costs nothing, however large it is.
   */
  JsonNode toJson(CelValue value) {
    return value instanceof CelValue.TextValue || isView(value) ? form(value) : part(value);
  }

  private JsonNode form(CelValue value) {
    return switch (value) {
      case CelValue.NullValue _ -> NullNode.getInstance();
      case CelValue.BoolValue(var truth) -> BooleanNode.valueOf(truth);
      case CelValue.IntValue(var number) -> LongNode.valueOf(number);
      case CelValue.HugeValue(var number) -> BigIntegerNode.valueOf(number);
      case CelValue.RealValue(var number) -> real(number);
      case CelValue.TextValue(var text) -> TextNode.valueOf(text);
      case CelValue.TimestampValue(var instant) -> TextNode.valueOf(instant.toString());
      case CelValue.DurationValue(var duration) -> TextNode.valueOf(text(duration));
      case CelValue.KindValue(var name) -> TextNode.valueOf(name);
      case CelValue.ListValue list -> list(list);
      case CelValue.MapValue map -> map(map);
      case CelValue.Fault failed -> failed(failed);
    };
  }

  /** {@return the text of a text, compact JSON of all else; anything when there is a fault} */
  String rendered(CelValue value) {
    if (value instanceof CelValue.TextValue(var text)) {
      budget.spendMade(text.length());
      return text;
    }
    return text(value);
  }

  /** {@return compact JSON; anything when there is a {@link #fault}} */
  String text(CelValue value) {
    JsonNode json = part(value);
    return fault() == null ? json.toString() : "";
  }

  private JsonNode failed(CelValue.Fault because) {
    fault = because;
    return MissingNode.getInstance();
  }

  private JsonNode real(double number) {
    return Double.isFinite(number)
        ? DoubleNode.valueOf(number)
        : failed(
            CelValue.Fault.of(
                FailureKind.JSON, "the result is " + number + ", which JSON cannot hold"));
  }

  private JsonNode list(CelValue.ListValue list) {
    if (list.items() instanceof JsonList view) {
      return view.node();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode(list.items().size());
    for (CelValue item : list.items()) {
      array.add(part(item));
      if (fault() != null) {
        break;
      }
    }
    return array;
  }

  private JsonNode map(CelValue.MapValue map) {
    if (map.entries() instanceof JsonMap view) {
      return view.node();
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<CelValue, CelValue> entry : map.entries().entrySet()) {
      String key = key(entry.getKey());
      if (object.has(key)) {
        failed(
            CelValue.Fault.of(
                FailureKind.DUPLICATE, "two keys of the result become '" + key + "' in JSON"));
      }
      object.set(key, part(entry.getValue()));
      if (fault() != null) {
        break;
      }
    }
    return object;
  }

  // Values are shared, JSON as text is not: a list of one list twice, mapped again and again, is
  // small here and endless there. So every part is paid for as often as it appears.
  private JsonNode part(CelValue value) {
    if (depth == Evaluator.VALUE_DEPTH_MAX) {
      return failed(tooDeep());
    }
    depth++;
    JsonNode json = form(value);
    if (isView(value)) {
      payForAll(json);
    } else {
      pay(json);
    }
    depth--;
    return json;
  }

  private static boolean isView(CelValue value) {
    return (value instanceof CelValue.ListValue(var items) && items instanceof JsonList)
        || (value instanceof CelValue.MapValue(var entries) && entries instanceof JsonMap);
  }

  private void pay(JsonNode node) {
    budget.spend(1 + node.size());
    if (node.isTextual()) {
      budget.spendMade(node.textValue().length());
    }
    node.fieldNames().forEachRemaining(name -> budget.spendMade(name.length()));
  }

  private void payForAll(JsonNode root) {
    var row = List.of(root);
    for (int level = depth; !row.isEmpty() && fault() == null; level++) {
      if (level > Evaluator.VALUE_DEPTH_MAX) {
        failed(tooDeep());
      }
      var below = new ArrayList<JsonNode>();
      for (JsonNode node : row) {
        pay(node);
        if (budget.isSpent()) {
          return;
        }
        node.forEach(below::add);
      }
      row = below;
    }
  }

  private static CelValue.Fault tooDeep() {
    return CelValue.Fault.of(
        FailureKind.JSON,
        "the result is nested too deep (expected: <= " + Evaluator.VALUE_DEPTH_MAX + " levels)");
  }

  private static String key(CelValue key) {
    return switch (key) {
      case CelValue.BoolValue(var truth) -> String.valueOf(truth);
      case CelValue.IntValue(var number) -> String.valueOf(number);
      case CelValue.TextValue(var text) -> text;
      case CelValue other -> other.toString();
    };
  }

  /** {@return seconds with an {@code s}, such as {@code -1.5s}} */
  static String text(Duration duration) {
    String sign = duration.isNegative() ? "-" : "";
    Duration size = duration.abs();
    String whole = sign + size.toSeconds();
    if (size.toNanosPart() == 0) {
      return whole + "s";
    }
    String fraction = String.valueOf(1_000_000_000L + size.toNanosPart()).substring(1);
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return whole + "." + fraction.substring(0, end) + "s";
  }
}
