package fermata.definition.expression;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the tree of one expression by recursive descent, operators by binding strength.
 *
 * <p>Where an operand is not there it puts {@link ExpressionTree.Missing} and reads on, so that
 * what stands after a mistake is still in the tree. Every loop takes a token or ends.
 *
 * <p>CEL language definition, section Syntax.
 */
final class TreeParser {

  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  private static final Map<String, String> OPERATOR_WORDS =
      Map.of("and", "&&", "or", "||", "AND", "&&", "OR", "||");

  private final Tokens tokens;
  private int depth;

  TreeParser(Tokens tokens) {
    this.tokens = tokens;
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
    while (tokens.isAt("!") || (tokens.isAt("-") && !isSignedNumber())) {
      marks.add(tokens.take());
    }
    ExpressionTree operand = postfix(primary());
    for (Token mark : marks.reversed()) {
      String function = mark.isSymbol("!") ? Operators.NOT : Operators.NEGATE;
      var span = new Span(mark.span().start(), operand.span().end());
      operand = new ExpressionTree.Call(span, function, mark.span(), List.of(operand), false);
    }
    return operand;
  }

  private boolean isSignedNumber() {
    Token next = tokens.following();
    return next.kind() == Token.Kind.INT || next.kind() == Token.Kind.DOUBLE;
  }

  private ExpressionTree postfix(ExpressionTree start) {
    ExpressionTree tree = start;
    while (true) {
      if (tokens.isAt(".")) {
        tree = selection(tree);
      } else if (tokens.isAt("[")) {
        tree = index(tree);
      } else if (tokens.isAt("{") && isPath(tree)) {
        tree = construction(tree);
      } else {
        return tree;
      }
    }
  }

  private ExpressionTree selection(ExpressionTree operand) {
    int dotEnd = tokens.take().span().end();
    Token name = tokens.current();
    boolean isMember = name.kind() == Token.Kind.NAME && !isKeyword(name.text());
    if (!isMember && name.kind() != Token.Kind.QUOTED_NAME) {
      noMemberName(dotEnd);
      var nowhere = Span.at(dotEnd);
      return new ExpressionTree.Member(
          new Span(operand.span().start(), dotEnd), operand, "", nowhere);
    }
    tokens.take();
    if (isMember && tokens.isAt("(")) {
      return method(operand, name);
    }
    return new ExpressionTree.Member(
        operand.span().cover(name.span()), operand, name.text(), name.span());
  }

  private void noMemberName(int dotEnd) {
    Token found = tokens.current();
    if (found.kind() == Token.Kind.NAME && !found.isName("in")) {
      tokens.take();
      String message = "'" + found.text() + "' is a word of the language (expected: a member name";
      tokens.report(
          ExpressionProblems.RESERVED_WORD,
          found.span(),
          message + "; `" + found.text() + "` in back quotes is one)");
    } else if (found.kind() == Token.Kind.INT) {
      tokens.take();
      var dotted = new Span(dotEnd - 1, found.span().end());
      String indexed = "[" + found.text() + "]";
      tokens.syntax(
          Problem.of(
                  ExpressionProblems.SYNTAX,
                  dotted,
                  "expected a member name after '.'; an element is " + indexed)
              .withFix("Write " + indexed, List.of(new TextEdit(dotted, indexed))));
    } else {
      tokens.syntax(
          new Span(dotEnd - 1, dotEnd),
          "expected a member name after '.', found " + found.described());
    }
  }

  private ExpressionTree method(ExpressionTree receiver, Token name) {
    List<ExpressionTree> arguments = arguments();
    Span span = spanFrom(receiver.span().start(), arguments);
    if (Macros.isMacro(name.text())) {
      return Macros.build(tokens, new Macros.Use(span, name, receiver, arguments));
    }
    var all = new ArrayList<ExpressionTree>();
    all.add(receiver);
    all.addAll(arguments);
    return new ExpressionTree.Call(span, name.text(), name.span(), all, true);
  }

  private ExpressionTree index(ExpressionTree operand) {
    Token opening = tokens.take();
    ExpressionTree place = expression();
    close("]", opening);
    Span span = spanFrom(operand.span().start(), List.of(operand, place));
    var mark = new Span(opening.span().start(), tokens.lastEnd());
    return new ExpressionTree.Call(span, Operators.INDEX, mark, List.of(operand, place), false);
  }

  // CEL builds messages of declared types so; there are none here, and a name before a brace is a
  // mistake in any case.
  private ExpressionTree construction(ExpressionTree type) {
    ExpressionTree body = mapLiteral();
    Span span = type.span().cover(body.span());
    tokens.report(
        ExpressionProblems.UNSUPPORTED,
        span,
        "objects have no type name (expected: {'key': value})");
    return new ExpressionTree.Missing(span);
  }

  private static boolean isPath(ExpressionTree tree) {
    ExpressionTree root = tree;
    while (root instanceof ExpressionTree.Member member) {
      root = member.operand();
    }
    return root instanceof ExpressionTree.Name;
  }

  private ExpressionTree primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> isKeyword(token.text()) ? keyword(token) : name();
      case INT, DOUBLE -> Numbers.literal(tokens, tokens.take());
      case STRING ->
          new ExpressionTree.Literal(
              tokens.take().span(),
              TextNode.valueOf(token.text()),
              ExpressionTree.LiteralKind.STRING);
      case UNSUPPORTED -> new ExpressionTree.Missing(tokens.take().span());
      case QUOTED_NAME -> quotedName();
      case SYMBOL -> symbol(token);
      case END -> missing();
    };
  }

  private ExpressionTree symbol(Token token) {
    return switch (token.text()) {
      case "(" -> parenthesised();
      case "[" -> listLiteral();
      case "{" -> mapLiteral();
      case "-" -> isSignedNumber() ? Numbers.negative(tokens, tokens.take()) : missing();
      default -> missing();
    };
  }

  private ExpressionTree missing() {
    tokens.expected("a value");
    return new ExpressionTree.Missing(Span.at(tokens.current().span().start()));
  }

  private static boolean isKeyword(String word) {
    return word.equals("true") || word.equals("false") || word.equals("null") || word.equals("in");
  }

  private ExpressionTree keyword(Token token) {
    if (token.isName("in")) {
      return missing();
    }
    Span span = tokens.take().span();
    return token.isName("null")
        ? new ExpressionTree.Literal(span, NullNode.getInstance(), ExpressionTree.LiteralKind.NULL)
        : new ExpressionTree.Literal(
            span, BooleanNode.valueOf(token.isName("true")), ExpressionTree.LiteralKind.BOOL);
  }

  private ExpressionTree name() {
    Token name = tokens.take();
    if (RESERVED.contains(name.text())) {
      tokens.report(
          ExpressionProblems.RESERVED_WORD,
          name.span(),
          "'" + name.text() + "' is a reserved word (expected: another name)");
      return new ExpressionTree.Missing(name.span());
    }
    if (!tokens.isAt("(")) {
      return new ExpressionTree.Name(name.span(), name.text());
    }
    List<ExpressionTree> arguments = arguments();
    Span span = spanFrom(name.span().start(), arguments);
    return name.isName(Macros.HAS)
        ? Macros.has(tokens, span, name, arguments)
        : new ExpressionTree.Call(span, name.text(), name.span(), arguments, false);
  }

  private ExpressionTree quotedName() {
    Token name = tokens.take();
    tokens.syntax(name.span(), "only a member may stand in back quotes, such as input.`the-name`");
    return new ExpressionTree.Name(name.span(), name.text());
  }

  private ExpressionTree parenthesised() {
    Token opening = tokens.take();
    ExpressionTree inner = expression();
    close(")", opening);
    return inner;
  }

  private List<ExpressionTree> arguments() {
    return items(")", tokens.take());
  }

  private ExpressionTree listLiteral() {
    Token opening = tokens.take();
    List<ExpressionTree> items = items("]", opening);
    return new ExpressionTree.ListLiteral(spanFrom(opening.span().start(), items), items);
  }

  // A closing bracket may stand after a last comma in lists and maps; CEL refuses it in calls, and
  // so does this, but the call then just lacks an argument.
  private List<ExpressionTree> items(String closing, Token opening) {
    var items = new ArrayList<ExpressionTree>();
    while (!tokens.isAt(closing) && tokens.current().kind() != Token.Kind.END) {
      items.add(expression());
      if (!goesOn(closing)) {
        break;
      }
      if (closing.equals(")") && tokens.isAt(closing)) {
        items.add(missing());
      }
    }
    close(closing, opening);
    return items;
  }

  // Without its comma the next item is still read as one.
  private boolean goesOn(String closing) {
    if (tokens.takeIf(",")) {
      return true;
    }
    if (tokens.isAt(closing) || !startsValue(tokens.current())) {
      return false;
    }
    tokens.expected("',' or '" + closing + "'");
    return true;
  }

  private static boolean startsValue(Token token) {
    return switch (token.kind()) {
      case NAME, QUOTED_NAME, INT, DOUBLE, STRING, UNSUPPORTED -> true;
      case SYMBOL -> token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{");
      case END -> false;
    };
  }

  private ExpressionTree mapLiteral() {
    Token opening = tokens.take();
    var keys = new ArrayList<ExpressionTree>();
    var values = new ArrayList<ExpressionTree>();
    while (!tokens.isAt("}") && tokens.current().kind() != Token.Kind.END) {
      keys.add(expression());
      values.add(mapValue());
      if (!goesOn("}")) {
        break;
      }
    }
    close("}", opening);
    Span span =
        spanFrom(opening.span().start(), keys).cover(spanFrom(opening.span().start(), values));
    return new ExpressionTree.MapLiteral(span, keys, values);
  }

  private ExpressionTree mapValue() {
    if (tokens.takeIf(":")) {
      return expression();
    }
    tokens.expected("':' and a value");
    return new ExpressionTree.Missing(Span.at(tokens.lastEnd()));
  }

  private void close(String closing, Token opening) {
    if (tokens.takeIf(closing)) {
      return;
    }
    Token found = tokens.current();
    String message = "expected '" + closing + "', found " + found.described();
    tokens.syntax(
        Problem.of(ExpressionProblems.SYNTAX, found.span(), message)
            .withRelated(opening.span(), "'" + opening.text() + "' is opened here"));
  }

  // What is missing before a bracket or the end stands behind the blanks, and so behind the last
  // token.
  private Span spanFrom(int start, List<ExpressionTree> parts) {
    var span = new Span(start, tokens.lastEnd());
    for (ExpressionTree part : parts) {
      span = span.cover(part.span());
    }
    return span;
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
