package fermata.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.TreeMap;

/**
 * The one text that a JSON value has: members in the order of their names, no white space, numbers
 * and strings written in one way. Source: RFC 8785.
 */
public final class CanonicalJson {

  /** Beyond this exponent a number is written with one. Source: ECMA-262, Number::toString. */
  private static final int PLAIN_MAX = 21;

  private static final int PLAIN_MIN = -6;

  private CanonicalJson() {}

  /** {@return the text of a value} */
  public static String of(JsonNode value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> writeObject(value, out);
      case ARRAY -> writeArray(value, out);
      case STRING -> writeText(value.textValue(), out);
      case NUMBER -> out.append(number(value.doubleValue()));
      case BOOLEAN, NULL -> out.append(value);
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + value);
    }
  }

  private static void writeObject(JsonNode value, StringBuilder out) {
    var members = new TreeMap<String, JsonNode>();
    value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    String before = "{";
    for (var member : members.entrySet()) {
      out.append(before);
      writeText(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      before = ",";
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(JsonNode value, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < value.size(); i++) {
      out.append(i == 0 ? "" : ",");
      write(value.get(i), out);
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (character < ' ') {
            out.append("\\u%04x".formatted((int) character));
          } else {
            out.append(character);
          }
        }
      }
    }
    out.append('"');
  }

  /** {@return a number as ECMAScript writes it} */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int point = digits.length() - decimal.scale();
    return (value < 0 ? "-" : "") + placed(digits, point);
  }

  // Java writes two digits at least, where one may stand for the same number.
  private static BigDecimal shortest(double value) {
    var decimal = new BigDecimal(Double.toString(value));
    BigDecimal one = decimal.round(new MathContext(1));
    return one.doubleValue() == value ? one : decimal;
  }

  /**
   * @param point how many digits stand before the point
   */
  private static String placed(String digits, int point) {
    if (point > PLAIN_MAX || point <= PLAIN_MIN) {
      String rest = digits.length() == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + rest + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    return point >= digits.length()
        ? digits + "0".repeat(point - digits.length())
        : digits.substring(0, point) + "." + digits.substring(point);
  }
}
