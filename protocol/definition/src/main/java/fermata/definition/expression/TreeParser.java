package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the tree of one expression by recursive descent, operators by binding strength.
 *
 * <p>Where an operand is not there it puts {@link ExpressionTree.Missing} and reads on, so that
 * what stands after a mistake is still in the tree. Every loop takes a token or ends.
 *
 * <p>Operators are read here, their operands by {@link Primaries} and {@link Postfixes}.
 *
 * <p>CEL language definition, section Syntax.
 */
final class TreeParser {

  private static final Map<String, String> OPERATOR_WORDS =
      Map.of("and", "&&", "or", "||", "AND", "&&", "OR", "||");

  private final Tokens tokens;
  private final Primaries primaries;
  private final Postfixes postfixes;
  private int depth;

  TreeParser(Tokens tokens) {
    var brackets = new Brackets(tokens, this::expression);
    this.tokens = tokens;
    this.primaries = new Primaries(tokens, brackets);
    this.postfixes = new Postfixes(tokens, brackets);
  }

  ExpressionTree parse() {
    if (tokens.current().kind() == Token.Kind.END && tokens.problems().isEmpty()) {
      Span place = Span.at(0).cover(tokens.current().span());
      tokens.report(ExpressionProblems.EMPTY, place, "expression is empty (expected: a value)");
      return new ExpressionTree.Missing(place);
    }
    ExpressionTree tree = expression();
    while (tokens.current().kind() != Token.Kind.END) {
      tree = goOnAfter(tree);
    }
    return tree;
  }

  // What cannot follow an expression is reported once. After a mistyped operator the rest is read
  // as
  // its right operand, so that an editor still knows the names in it.
  private ExpressionTree goOnAfter(ExpressionTree tree) {
    Token found = tokens.current();
    String meant = OPERATOR_WORDS.get(found.text());
    if (found.kind() == Token.Kind.NAME && meant != null) {
      tokens.syntax(
          Problem.of(
                  ExpressionProblems.SYNTAX,
                  found.span(),
                  "unknown operator '" + found.text() + "' (did you mean '" + meant + "'?)")
              .withFix("Write " + meant, List.of(new TextEdit(found.span(), meant))));
      tokens.take();
      String function = meant.equals("&&") ? Operators.AND : Operators.OR;
      return call(function, found.span(), List.of(tree, expression()));
    }
    tokens.expected("an operator or the end");
    tokens.skipToEnd();
    return tree;
  }

  private ExpressionTree expression() {
    if (++depth > ExpressionParser.DEPTH_MAX) {
      depth--;
      return tooDeep();
    }
    ExpressionTree tree = conditional(binary(1));
    depth--;
    return tree;
  }

  private ExpressionTree tooDeep() {
    var missing = new ExpressionTree.Missing(Span.at(tokens.current().span().start()));
    tokens.giveUp(ExpressionParser.tooDeep(missing));
    return missing;
  }

  private ExpressionTree conditional(ExpressionTree condition) {
    if (!tokens.isAt("?")) {
      return condition;
    }
    Span mark = tokens.take().span();
    ExpressionTree whenTrue = expression();
    if (!tokens.takeIf(":")) {
      tokens.expected("':' and the value for false");
      var missing = new ExpressionTree.Missing(Span.at(tokens.lastEnd()));
      return call(Operators.CONDITIONAL, mark, List.of(condition, whenTrue, missing));
    }
    return call(Operators.CONDITIONAL, mark, List.of(condition, whenTrue, expression()));
  }

  private ExpressionTree binary(int bindingMin) {
    ExpressionTree left = unary();
    while (true) {
      var operator = Operators.binary(tokens.current());
      if (operator.isEmpty() || operator.get().binding() < bindingMin) {
        return left;
      }
      Span mark = tokens.take().span();
      ExpressionTree right = binary(operator.get().binding() + 1);
      left = call(operator.get().function(), mark, List.of(left, right));
    }
  }

  private ExpressionTree unary() {
    var marks = new ArrayList<Token>();
    while (tokens.isAt("!") || (tokens.isAt("-") && !Primaries.isSignedNumber(tokens))) {
      marks.add(tokens.take());
    }
    ExpressionTree operand = postfixes.postfix(primaries.primary());
    for (Token mark : marks.reversed()) {
      String function = mark.isSymbol("!") ? Operators.NOT : Operators.NEGATE;
      var span = new Span(mark.span().start(), operand.span().end());
      operand = new ExpressionTree.Call(span, function, mark.span(), List.of(operand), false);
    }
    return operand;
  }

  private static ExpressionTree.Call call(
      String function, Span mark, List<ExpressionTree> arguments) {
    Span span = arguments.getFirst().span();
    for (ExpressionTree argument : arguments) {
      span = span.cover(argument.span());
    }
    return new ExpressionTree.Call(span, function, mark, arguments, false);
  }
}
