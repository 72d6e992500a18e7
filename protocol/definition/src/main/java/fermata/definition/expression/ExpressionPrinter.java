package fermata.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a tree, in one spelling: parsing it gives the same tree but for the spans.
 *
 * <p>A {@link ExpressionTree.Missing} is printed as nothing, so a broken tree gives a broken text.
 */
public final class ExpressionPrinter {

  private static final int CONDITIONAL_BINDING = 0;
  private static final int UNARY_BINDING = 6;
  private static final int POSTFIX_BINDING = 7;

  private ExpressionPrinter() {}

  /** {@return the text} */
  public static String print(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Literal literal -> literal(literal);
      case ExpressionTree.Name(_, var name) -> name;
      case ExpressionTree.Member member ->
          within(member.operand(), POSTFIX_BINDING) + "." + memberName(member.member());
      case ExpressionTree.Call call -> call(call);
      case ExpressionTree.Has(_, var member) -> "has(" + print(member) + ")";
      case ExpressionTree.Macro macro -> macro(macro);
      case ExpressionTree.ListLiteral(_, var items) -> "[" + joined(items) + "]";
      case ExpressionTree.MapLiteral map -> map(map);
      case ExpressionTree.Missing _ -> "";
    };
  }

  /** {@return the literal of a text, in single quotes} */
  public static String quoted(String text) {
    var quoted = new StringBuilder("'");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('\'').toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '\'' -> "\\'";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.valueOf(c);
    };
  }

  private static String literal(ExpressionTree.Literal literal) {
    JsonNode value = literal.value();
    return switch (literal.kind()) {
      case STRING -> quoted(value.textValue());
      case NULL, BOOL, INT, DOUBLE -> value.asText();
    };
  }

  /** {@return a member's name, in back quotes where it must be} */
  public static String memberName(String name) {
    boolean isPlain =
        name.isEmpty()
            || (Lexer.isNameStart(name.charAt(0))
                && name.chars().allMatch(c -> Lexer.isNamePart((char) c))
                && !List.of("true", "false", "null", "in").contains(name));
    return isPlain ? name : "`" + name + "`";
  }

  private static String call(ExpressionTree.Call call) {
    List<ExpressionTree> arguments = call.arguments();
    return switch (call.function()) {
      case Operators.CONDITIONAL ->
          within(arguments.getFirst(), CONDITIONAL_BINDING + 1)
              + " ? "
              + print(arguments.get(1))
              + " : "
              + print(arguments.getLast());
      case Operators.INDEX ->
          within(arguments.getFirst(), POSTFIX_BINDING) + "[" + print(arguments.getLast()) + "]";
      case Operators.NOT -> "!" + within(arguments.getFirst(), UNARY_BINDING);
      // A number after the sign would be taken for a negative literal.
      case Operators.NEGATE -> "-" + negated(arguments.getFirst());
      case String function -> Operators.isOperator(function) ? binary(call) : named(call, function);
    };
  }

  private static String negated(ExpressionTree operand) {
    String printed = within(operand, UNARY_BINDING);
    boolean isDigitFirst = !printed.isEmpty() && Character.isDigit(printed.charAt(0));
    return isDigitFirst ? "(" + printed + ")" : printed;
  }

  private static String binary(ExpressionTree.Call call) {
    int binding = Operators.binding(call.function()).orElseThrow();
    return within(call.arguments().getFirst(), binding)
        + " "
        + Operators.written(call.function())
        + " "
        + within(call.arguments().getLast(), binding + 1);
  }

  private static String named(ExpressionTree.Call call, String function) {
    List<ExpressionTree> arguments = call.arguments();
    return call.isMethod()
        ? within(arguments.getFirst(), POSTFIX_BINDING)
            + "."
            + function
            + "("
            + joined(arguments.subList(1, arguments.size()))
            + ")"
        : function + "(" + joined(arguments) + ")";
  }

  private static String macro(ExpressionTree.Macro macro) {
    return within(macro.range(), POSTFIX_BINDING)
        + "."
        + macro.name()
        + "("
        + macro.variable()
        + ", "
        + joined(macro.bodies())
        + ")";
  }

  private static String map(ExpressionTree.MapLiteral map) {
    var entries = new StringBuilder("{");
    for (int i = 0; i < map.keys().size(); i++) {
      entries.append(i == 0 ? "" : ", ");
      entries.append(print(map.keys().get(i))).append(": ").append(print(map.values().get(i)));
    }
    return entries.append('}').toString();
  }

  private static String joined(List<ExpressionTree> trees) {
    return trees.stream().map(ExpressionPrinter::print).collect(Collectors.joining(", "));
  }

  private static String within(ExpressionTree tree, int bindingMin) {
    String printed = print(tree);
    return binding(tree) < bindingMin ? "(" + printed + ")" : printed;
  }

  private static int binding(ExpressionTree tree) {
    if (tree instanceof ExpressionTree.Literal literal) {
      // The sign of a negative number would bind to what follows in `-1.size()`.
      boolean isNegative = literal.value().isNumber() && literal.value().asText().startsWith("-");
      return isNegative ? UNARY_BINDING : POSTFIX_BINDING;
    }
    if (!(tree instanceof ExpressionTree.Call call)) {
      return POSTFIX_BINDING;
    }
    return switch (call.function()) {
      case Operators.CONDITIONAL -> CONDITIONAL_BINDING;
      case Operators.NOT, Operators.NEGATE -> UNARY_BINDING;
      case String function -> Operators.binding(function).orElse(POSTFIX_BINDING);
    };
  }
}
