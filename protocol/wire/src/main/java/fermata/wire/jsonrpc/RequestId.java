package fermata.wire.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * The id that ties a response to its request. Source: JSON-RPC 2.0, section 4; fractions and null
 * are refused.
 */
public sealed interface RequestId {

  /** Characters of the longest text id. */
  int TEXT_MAX = 128;

  /** The largest number id: the last integer that every JSON implementation keeps exactly. */
  long NUMBER_MAX = (1L << 53) - 1;

  /** Characters of the longest number id, its sign included. */
  int DIGITS_MAX = 17;

  /** {@return the id as JSON} */
  JsonNode toJson();

  record Numeric(long value) implements RequestId {

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.numberNode(value);
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Textual(String value) implements RequestId {

    @Override
    public JsonNode toJson() {
      return JsonNodeFactory.instance.textNode(value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** {@return the number as an id, if it is small enough} */
  static Optional<RequestId> of(long number) {
    return Math.abs(number) <= NUMBER_MAX && number != Long.MIN_VALUE
        ? Optional.of(new Numeric(number))
        : Optional.empty();
  }

  /** {@return the text as an id, if it is short enough} */
  static Optional<RequestId> of(String text) {
    return text.length() <= TEXT_MAX ? Optional.of(new Textual(text)) : Optional.empty();
  }

  /** {@return the value as an id, if it is one} */
  static Optional<RequestId> of(JsonNode json) {
    if (json.isTextual()) {
      return of(json.textValue());
    }
    return json.isIntegralNumber() && json.canConvertToLong()
        ? of(json.longValue())
        : Optional.empty();
  }
}
