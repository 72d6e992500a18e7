package fermata.definition.expression;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what follows a value and belongs to it: members, methods and macros, elements.
 *
 * <p>Confined to one thread.
 */
final class Postfixes {

  private final Tokens tokens;
  private final Brackets brackets;

  Postfixes(Tokens tokens, Brackets brackets) {
    this.tokens = tokens;
    this.brackets = brackets;
  }

  /** {@return a value with all that follows it} */
  ExpressionTree postfix(ExpressionTree start) {
    ExpressionTree tree = start;
    while (true) {
      if (tokens.isAt(".")) {
        tree = selection(tree);
      } else if (tokens.isAt("[")) {
        tree = brackets.index(tree);
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
    boolean isMember = name.kind() == Token.Kind.NAME && !Primaries.isKeyword(name.text());
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
    List<ExpressionTree> arguments = brackets.arguments();
    Span span = brackets.spanFrom(receiver.span().start(), arguments);
    if (Macros.isMacro(name.text())) {
      return Macros.build(tokens, new Macros.Use(span, name, receiver, arguments));
    }
    var all = new ArrayList<ExpressionTree>();
    all.add(receiver);
    all.addAll(arguments);
    return new ExpressionTree.Call(span, name.text(), name.span(), all, true);
  }

  // CEL builds messages of declared types so; there are none here, and a name before a brace is a
  // mistake in any case.
  private ExpressionTree construction(ExpressionTree type) {
    ExpressionTree body = brackets.mapLiteral();
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
}
