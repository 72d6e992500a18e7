package fermata.definition.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.yaml.YamlNode.Absent;
import fermata.definition.yaml.YamlNode.Scalar;
import java.math.BigInteger;
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

  /** {@return the type of a scalar, without its value} */
  static ScalarForm form(Scalar scalar) {
    boolean isResolved = scalar.style() == ScalarStyle.PLAIN && scalar.tag() == null;
    return isResolved || isTyped(scalar.tag()) ? form(scalar.text()) : ScalarForm.TEXT;
  }

  private static ScalarForm form(String text) {
    return mayBeTyped(text) ? typedForm(text) : ScalarForm.TEXT;
  }

  /** Most scalars are texts, and mostly their first letter tells. */
  private static boolean mayBeTyped(String text) {
    return text.isEmpty()
        || switch (text.charAt(0)) {
          case '~', 'n', 'N', 't', 'T', 'f', 'F' -> text.length() <= 5;
          default -> canBeNumber(text);
        };
  }

  private static ScalarForm typedForm(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> ScalarForm.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> ScalarForm.FLAG;
      default -> canBeNumber(text) ? NumberForms.of(text) : ScalarForm.TEXT;
    };
  }

  private static JsonNode resolve(String text) {
    return switch (form(text)) {
      case NULL -> JSON.nullNode();
      case FLAG -> JSON.booleanNode(text.charAt(0) == 't' || text.charAt(0) == 'T');
      case INTEGER -> integer(text);
      case DECIMAL -> JSON.numberNode(Double.parseDouble(text));
      case TEXT -> JSON.textNode(text);
    };
  }

  private static boolean canBeNumber(String text) {
    char first = text.charAt(0);
    return first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
  }

  private static JsonNode integer(String text) {
    var value =
        NumberForms.hasRadix(text)
            ? new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8)
            : new BigInteger(text);
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValue())
        : JSON.numberNode(value);
  }
}
