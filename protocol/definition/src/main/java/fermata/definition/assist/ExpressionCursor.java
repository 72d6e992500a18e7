package fermata.definition.assist;

import fermata.definition.assist.ExpressionWalk.Part;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Template;
import fermata.definition.expression.TemplateParser;
import fermata.definition.expression.Types;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.ScopeKind;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlCursor;
import java.util.Optional;

/**
 * A cursor between the marks of an expression.
 *
 * @param value the text that holds the expression
 * @param hole the expression with the mark of the cursor in it
 */
record ExpressionCursor(CursorPlace place, PlacedValue value, Template.Part.Hole hole) {

  static Optional<ExpressionCursor> of(CursorPlace place, PlacedValue value) {
    String text = place.cursor().scalar().text();
    boolean isPlain = value.shape() instanceof Shape.Text(var form) && form == TextForm.PLAIN;
    if (isPlain || value.scope() == ScopeKind.NONE || !TemplateParser.isTemplate(text)) {
      return Optional.empty();
    }
    return TemplateParser.parse(text, value.pointer()).value().parts().stream()
        .filter(Template.Part.Hole.class::isInstance)
        .map(Template.Part.Hole.class::cast)
        .filter(hole -> hole.expression().source().contains(YamlCursor.MARK))
        .findFirst()
        .map(hole -> new ExpressionCursor(place, value, hole));
  }

  /** {@return what could be written in the expression} */
  CompletionList complete() {
    var root = new Part(hole.expression().root(), place.scope(value), Types.DYN);
    return new ExpressionWalk(ExpressionCursor::hasMark)
        .find(root)
        .map(this::complete)
        .orElseGet(() -> CompletionList.none(place.cursor().offset()));
  }

  private static boolean hasMark(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Name(_, var name) -> isMarked(name);
      case ExpressionTree.Member member -> isMarked(member.member());
      case ExpressionTree.Call call -> isMarked(call.function());
      case ExpressionTree.Literal literal -> isMarked(literal.value().asText());
      case ExpressionTree.Macro macro -> isMarked(macro.name());
      case ExpressionTree.Has _,
          ExpressionTree.ListLiteral _,
          ExpressionTree.MapLiteral _,
          ExpressionTree.Missing _ ->
          false;
    };
  }

  private static boolean isMarked(String text) {
    return text.contains(YamlCursor.MARK);
  }

  private CompletionList complete(Part part) {
    var items = new ExpressionItems(place.cursor());
    return switch (part.tree()) {
      case ExpressionTree.Name(var span, _) -> list(span, items.names(part));
      case ExpressionTree.Member member ->
          list(member.memberSpan(), items.members(member.operand(), part.scope()));
      case ExpressionTree.Call call when call.isMethod() ->
          list(
              call.functionSpan(),
              items.called().members(call.arguments().getFirst(), part.scope()));
      case ExpressionTree.Call call -> list(call.functionSpan(), items.called().names(part));
      case ExpressionTree.Literal literal -> list(inString(literal), items.texts(part.expected()));
      case ExpressionTree _ -> CompletionList.none(place.cursor().offset());
    };
  }

  /** The word of a string is all between its quotes, as far as it is written without escapes. */
  private Span inString(ExpressionTree.Literal literal) {
    String source = hole.expression().source();
    String text = literal.value().asText();
    int mark = source.indexOf(YamlCursor.MARK);
    int before = text.indexOf(YamlCursor.MARK);
    int after = text.length() - before - YamlCursor.MARK.length();
    int start = Math.max(literal.span().start(), mark - before);
    int end = Math.min(literal.span().end(), mark + YamlCursor.MARK.length() + after);
    return new Span(start, Math.max(start, end));
  }

  private CompletionList list(Span inExpression, ItemList items) {
    Span inText = inExpression.shift(hole.inner().start());
    return new CompletionList(place.cursor().place(inText), items.sorted());
  }
}
