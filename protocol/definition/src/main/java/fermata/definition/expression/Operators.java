package fermata.definition.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operators: how they are written, how tight they bind, and CEL's names for them. */
final class Operators {

  static final String CONDITIONAL = "_?_:_";
  static final String OR = "_||_";
  static final String AND = "_&&_";
  static final String NOT = "!_";
  static final String NEGATE = "-_";
  static final String INDEX = "_[_]";
  static final String IN = "@in";
  static final String EQUAL = "_==_";
  static final String NOT_EQUAL = "_!=_";
  static final String LESS = "_<_";
  static final String LESS_OR_EQUAL = "_<=_";
  static final String GREATER = "_>_";
  static final String GREATER_OR_EQUAL = "_>=_";
  static final String ADD = "_+_";
  static final String SUBTRACT = "_-_";
  static final String MULTIPLY = "_*_";
  static final String DIVIDE = "_/_";
  static final String REMAINDER = "_%_";

  /**
   * An operator between two operands, grouped from the left.
   *
   * @param binding 1 binds least
   */
  record Binary(String function, int binding) {}

  private static final Map<String, Binary> BINARY =
      Map.ofEntries(
          Map.entry("||", new Binary(OR, 1)),
          Map.entry("&&", new Binary(AND, 2)),
          Map.entry("==", new Binary(EQUAL, 3)),
          Map.entry("!=", new Binary(NOT_EQUAL, 3)),
          Map.entry("<", new Binary(LESS, 3)),
          Map.entry("<=", new Binary(LESS_OR_EQUAL, 3)),
          Map.entry(">", new Binary(GREATER, 3)),
          Map.entry(">=", new Binary(GREATER_OR_EQUAL, 3)),
          Map.entry("in", new Binary(IN, 3)),
          Map.entry("+", new Binary(ADD, 4)),
          Map.entry("-", new Binary(SUBTRACT, 4)),
          Map.entry("*", new Binary(MULTIPLY, 5)),
          Map.entry("/", new Binary(DIVIDE, 5)),
          Map.entry("%", new Binary(REMAINDER, 5)));

  private static final Map<String, String> SYMBOLS = symbols();

  private Operators() {}

  private static Map<String, String> symbols() {
    var symbols = new HashMap<String, String>();
    BINARY.forEach((symbol, operator) -> symbols.put(operator.function(), symbol));
    symbols.put(NOT, "!");
    symbols.put(NEGATE, "-");
    symbols.put(INDEX, "[]");
    symbols.put(CONDITIONAL, "?:");
    return Map.copyOf(symbols);
  }

  /** {@return the binding of an operator between two operands; empty for all others} */
  static Optional<Integer> binding(String function) {
    return Optional.ofNullable(BINARY.get(SYMBOLS.getOrDefault(function, "")))
        .filter(operator -> operator.function().equals(function))
        .map(Binary::binding);
  }

  static Optional<Binary> binary(Token token) {
    boolean isOperator = token.kind() == Token.Kind.SYMBOL || token.isName("in");
    return isOperator ? Optional.ofNullable(BINARY.get(token.text())) : Optional.empty();
  }

  /** Whether a call is one of an operator; no function can be called so. */
  static boolean isOperator(String function) {
    return SYMBOLS.containsKey(function);
  }

  /** {@return how an operator is written, for messages: {@code +} for {@code _+_}} */
  static String written(String function) {
    return SYMBOLS.getOrDefault(function, function);
  }
}
