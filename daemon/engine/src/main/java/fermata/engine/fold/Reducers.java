package fermata.engine.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.StateKey;
import fermata.definition.schema.SchemaValidator;
import fermata.engine.run.Failure;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a written value meets the one that is there. */
public final class Reducers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Reducers() {}

  /** What came of a write. */
  public sealed interface Reduction {

    /** The value that is there after it. */
    record Value(JsonNode value) implements Reduction {}

    /** The value that was there stays: {@code state.type} or {@code state.schema}. */
    record Refused(Failure failure) implements Reduction {}
  }

  /** {@return the value after a write, without a look at the schema} */
  public static Reduction reduce(StateKey key, @Nullable JsonNode old, JsonNode written) {
    if (old == null || old.isNull()) {
      return first(key, written);
    }
    return switch (key.reduce()) {
      case APPEND -> old instanceof ArrayNode list ? append(list, written) : mismatch(key, old);
      case UNION -> old instanceof ArrayNode list ? union(list, written) : mismatch(key, old);
      case ADD -> add(key, old, written);
      case MERGE -> merge(key, old, written);
      case MIN -> choose(key, old, written, -1);
      case MAX -> choose(key, old, written, 1);
      case FIRST -> new Reduction.Value(old);
      case LAST, ERROR -> new Reduction.Value(written);
    };
  }

  /** {@return the value after some writes, in order, if it fits the schema of the key} */
  public static Reduction reduceAll(StateKey key, @Nullable JsonNode old, List<JsonNode> written) {
    JsonNode value = old;
    for (JsonNode one : written) {
      switch (reduce(key, value, one)) {
        case Reduction.Refused refused -> {
          return refused;
        }
        case Reduction.Value(var reduced) -> value = reduced;
      }
    }
    return value == null ? new Reduction.Value(JSON.nullNode()) : checked(key, value);
  }

  private static Reduction checked(StateKey key, JsonNode value) {
    var violations = SchemaValidator.of(key.schema()).validate(value);
    if (violations.isEmpty()) {
      return new Reduction.Value(value);
    }
    var violation = violations.getFirst();
    return refused(key, "state.schema", "value" + violation.pointer() + ": " + violation.message());
  }

  private static Reduction first(StateKey key, JsonNode written) {
    return switch (key.reduce()) {
      case APPEND -> append(JSON.arrayNode(), written);
      case UNION -> union(JSON.arrayNode(), written);
      case ADD, MIN, MAX -> written.isNumber() ? value(written) : mismatch(key, written);
      case MERGE -> written.isObject() ? value(written) : mismatch(key, written);
      case FIRST, LAST, ERROR -> value(written);
    };
  }

  private static Reduction append(ArrayNode list, JsonNode written) {
    ArrayNode longer = JSON.arrayNode(list.size() + 1);
    longer.addAll(list);
    return value(longer.add(written));
  }

  private static Reduction union(ArrayNode list, JsonNode written) {
    ArrayNode longer = JSON.arrayNode();
    longer.addAll(list);
    Iterable<JsonNode> added = written.isArray() ? written : List.of(written);
    for (JsonNode element : added) {
      if (!contains(longer, element)) {
        longer.add(element);
      }
    }
    return value(longer);
  }

  private static boolean contains(ArrayNode list, JsonNode element) {
    for (JsonNode one : list) {
      if (one.equals(element)) {
        return true;
      }
    }
    return false;
  }

  private static Reduction add(StateKey key, JsonNode old, JsonNode written) {
    if (!old.isNumber() || !written.isNumber()) {
      return mismatch(key, old.isNumber() ? written : old);
    }
    if (!old.canConvertToLong()
        || !written.canConvertToLong()
        || !old.isIntegralNumber()
        || !written.isIntegralNumber()) {
      return value(JSON.numberNode(old.doubleValue() + written.doubleValue()));
    }
    long sum = old.longValue() + written.longValue();
    boolean isTooLarge = ((old.longValue() ^ sum) & (written.longValue() ^ sum)) < 0;
    return isTooLarge
        ? refused(key, "state.type", old + " + " + written + " is too large")
        : value(Canonical.of(JSON.numberNode(sum)));
  }

  private static Reduction merge(StateKey key, JsonNode old, JsonNode written) {
    if (!(old instanceof ObjectNode there) || !(written instanceof ObjectNode more)) {
      return mismatch(key, old.isObject() ? written : old);
    }
    ObjectNode merged = JSON.objectNode();
    merged.setAll(there);
    merged.setAll(more);
    return value(merged);
  }

  private static Reduction choose(StateKey key, JsonNode old, JsonNode written, int sign) {
    if (!old.isNumber() || !written.isNumber()) {
      return mismatch(key, old.isNumber() ? written : old);
    }
    int order = written.decimalValue().compareTo(old.decimalValue());
    return value(Integer.signum(order) == sign ? written : old);
  }

  private static Reduction value(JsonNode value) {
    return new Reduction.Value(value);
  }

  private static Reduction mismatch(StateKey key, JsonNode found) {
    String word = key.reduce().name().toLowerCase(Locale.ROOT);
    String type = found.getNodeType().name().toLowerCase(Locale.ROOT);
    return refused(key, "state.type", "reducer '" + word + "' does not take " + type);
  }

  private static Reduction refused(StateKey key, String kind, String message) {
    return new Reduction.Refused(
        Failure.at("state." + key.name(), kind, "state key '" + key.name() + "': " + message));
  }
}
