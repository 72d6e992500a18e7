package fermata.definition.expression;

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

  private Operators() {}

  static Optional<Binary> binary(Token token) {
    boolean isOperator = token.kind() == Token.Kind.SYMBOL || token.isName("in");
    return isOperator ? Optional.ofNullable(BINARY.get(token.text())) : Optional.empty();
  }

  static boolean isOperator(String function) {
    return (function.startsWith("_") && !Lexer.isNamePart(function.charAt(1)))
        || function.equals(NOT)
        || function.equals(NEGATE)
        || function.equals(IN);
  }

  /** {@return how an operator is written, for messages: {@code +} for {@code _+_}} */
  static String written(String function) {
    return switch (function) {
      case IN -> "in";
      case INDEX -> "[]";
      case CONDITIONAL -> "?:";
      default -> function.replace("_", "");
    };
  }
}
