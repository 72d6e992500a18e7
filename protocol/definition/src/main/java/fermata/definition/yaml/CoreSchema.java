package fermata.definition.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Scalar;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of scalars.
 *
 * <p>Infinity and not-a-number have no JSON form and stay the text that they are written as.
 *
 * <p>Source: YAML 1.2.2, section 10.3, core schema.
 */
final class CoreSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");

  private CoreSchema() {}

  static JsonNode value(Scalar scalar) {
    String text = scalar.text();
    boolean isResolved = scalar.style() == ScalarStyle.PLAIN && scalar.tag() == null;
    return isResolved || isTyped(scalar.tag()) ? resolve(text) : JSON.textNode(text);
  }

  static JsonNode absent(Absent absent) {
    return "!!str".equals(absent.tag()) ? JSON.textNode("") : JSON.nullNode();
  }

  private static boolean isTyped(@Nullable String tag) {
    return tag != null
        && switch (tag) {
          case "!!int", "!!float", "!!bool", "!!null" -> true;
          default -> false;
        };
  }

  private static JsonNode resolve(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
      case "true", "True", "TRUE" -> JSON.booleanNode(true);
      case "false", "False", "FALSE" -> JSON.booleanNode(false);
      default -> canBeNumber(text) ? number(text) : JSON.textNode(text);
    };
  }

  private static boolean canBeNumber(String text) {
    char first = text.charAt(0);
    return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
  }

  private static JsonNode number(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return integer(text, 10);
    }
    if (OCTAL.matcher(text).matches()) {
      return integer(text.substring(2), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return integer(text.substring(2), 16);
    }
    if (FLOAT.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(text);
    }
    return JSON.textNode(text);
  }

  private static JsonNode integer(String digits, int radix) {
    if (digits.length() > INTEGER_DIGITS_MAX) {
      return JSON.textNode(digits);
    }
    var value = new BigInteger(digits, radix);
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }

  /** Longer runs of digits stay text: converting them takes quadratic time. */
  private static final int INTEGER_DIGITS_MAX = 1_000;
}
