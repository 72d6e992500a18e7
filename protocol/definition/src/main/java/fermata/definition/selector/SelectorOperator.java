package fermata.definition.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a value of an event is compared with that of a condition.
 *
 * <p>A value that is not there satisfies only {@code ne}, {@code nin} and {@code exists: false}. A
 * value of another type never matches, not even by {@code ne}; {@code null} can be compared with
 * everything. Numbers are compared by value, whole or not, and texts by code points.
 */
public enum SelectorOperator {
  EQ("eq", Operand.ANY, "is the value"),
  NE("ne", Operand.ANY, "is another value, or is not there"),
  GT("gt", Operand.ORDERED, "is greater"),
  GTE("gte", Operand.ORDERED, "is greater or equal"),
  LT("lt", Operand.ORDERED, "is less"),
  LTE("lte", Operand.ORDERED, "is less or equal"),
  IN("in", Operand.LIST, "is one of the list"),
  NIN("nin", Operand.LIST, "is none of the list, or is not there"),
  CONTAINS("contains", Operand.ANY, "is a text with this piece, or a list with this element"),
  CONTAINS_ANY("contains_any", Operand.LIST, "is a list with some of these elements"),
  CONTAINS_ALL("contains_all", Operand.LIST, "is a list with all of these elements"),
  STARTS_WITH("starts_with", Operand.TEXT, "is a text that begins so"),
  ENDS_WITH("ends_with", Operand.TEXT, "is a text that ends so"),
  MATCHES("matches", Operand.PATTERN, "is a text in which the pattern is found"),
  EXISTS("exists", Operand.FLAG, "is there, or with `false` is not there");

  /** What an operator is given. */
  public enum Operand {
    ANY("any value"),
    ORDERED("a number or a text"),
    LIST("a list"),
    TEXT("a text"),
    PATTERN("a regular expression"),
    FLAG("true or false");

    private final String noun;

    Operand(String noun) {
      this.noun = noun;
    }

    /** {@return what is expected, for messages} */
    public String noun() {
      return noun;
    }

    /** Whether a value is one. A pattern must also be one that can be read. */
    public boolean fits(JsonNode value) {
      return switch (this) {
        case ANY -> true;
        case ORDERED -> value.isNumber() || value.isTextual();
        case LIST -> value.isArray();
        case TEXT, PATTERN -> value.isTextual();
        case FLAG -> value.isBoolean();
      };
    }
  }

  private final String word;
  private final Operand operand;
  private final String doc;

  SelectorOperator(String word, Operand operand, String doc) {
    this.word = word;
    this.operand = operand;
    this.doc = doc;
  }

  /** {@return the operator that a word names} */
  public static Optional<SelectorOperator> find(String word) {
    return Arrays.stream(values()).filter(operator -> operator.word.equals(word)).findFirst();
  }

  /** {@return all words, in the order of documents} */
  public static List<String> words() {
    return Arrays.stream(values()).map(SelectorOperator::word).toList();
  }

  /** {@return the word in a file and on the wire} */
  public String word() {
    return word;
  }

  /** {@return what it is given} */
  public Operand operand() {
    return operand;
  }

  /** {@return what holds of the value of the event} */
  public String doc() {
    return doc;
  }

  /**
   * Whether the values satisfy this. {@link #MATCHES} is decided by {@link SelectorCondition},
   * which keeps its pattern.
   *
   * @param found absent where the event has no such value
   */
  boolean holds(@Nullable JsonNode found, JsonNode wanted) {
    if (!operand.fits(wanted)) {
      return false;
    }
    if (found == null) {
      return this == NE || this == NIN || (this == EXISTS && !wanted.booleanValue());
    }
    return switch (this) {
      case EQ -> Comparisons.areEqual(found, wanted);
      case NE -> Comparisons.areUnequal(found, wanted);
      case GT -> Comparisons.order(found, wanted, order -> order > 0);
      case GTE -> Comparisons.order(found, wanted, order -> order >= 0);
      case LT -> Comparisons.order(found, wanted, order -> order < 0);
      case LTE -> Comparisons.order(found, wanted, order -> order <= 0);
      case IN -> Comparisons.isElement(found, wanted);
      case NIN -> Comparisons.isNoElement(found, wanted);
      case CONTAINS -> contains(found, wanted);
      case CONTAINS_ANY ->
          found.isArray() && Comparisons.any(wanted, each -> Comparisons.isElement(each, found));
      case CONTAINS_ALL ->
          found.isArray() && !Comparisons.any(wanted, each -> !Comparisons.isElement(each, found));
      case STARTS_WITH -> found.isTextual() && found.textValue().startsWith(wanted.textValue());
      case ENDS_WITH -> found.isTextual() && found.textValue().endsWith(wanted.textValue());
      case MATCHES -> false;
      case EXISTS -> wanted.booleanValue();
    };
  }

  private static boolean contains(JsonNode found, JsonNode wanted) {
    return found.isArray()
        ? Comparisons.isElement(wanted, found)
        : found.isTextual() && wanted.isTextual() && found.textValue().contains(wanted.textValue());
  }
}
