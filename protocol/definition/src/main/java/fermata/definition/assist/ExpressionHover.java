package fermata.definition.assist;

import fermata.definition.assist.ExpressionWalk.Part;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.Functions;
import fermata.definition.expression.Types;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextPlace;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a part of an expression is: its type, and what it is for. */
record ExpressionHover(ReadAgent agent, ExpressionSite site) {

  Optional<Hover> at(int offset) {
    if (!(site.text().place() instanceof TextPlace.InDefinition(var scalar))) {
      return Optional.empty();
    }
    int inExpression = scalar.origins().valueOffset(offset) - site.hole().inner().start();
    var root = new Part(site.expression().root(), site.scope(), Types.DYN);
    return new ExpressionWalk(tree -> touches(tree, inExpression)).find(root).map(this::of);
  }

  private static boolean touches(ExpressionTree tree, int offset) {
    Span word = word(tree);
    return word != null && word.touches(offset);
  }

  /** {@return the word of a node that says something of its own} */
  private static @Nullable Span word(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Name(var span, _) -> span;
      case ExpressionTree.Member member when !member.member().isEmpty() -> member.memberSpan();
      case ExpressionTree.Call call when Functions.find(call.function()).isPresent() ->
          call.functionSpan();
      case ExpressionTree.Has has -> new Span(has.span().start(), has.span().start() + 3);
      case ExpressionTree.Macro macro -> wordOf(macro);
      case ExpressionTree _ -> null;
    };
  }

  /** The tree does not keep where a macro's name stands: it follows the range and a dot. */
  private static Span wordOf(ExpressionTree.Macro macro) {
    int start = Math.min(macro.range().span().end() + 1, macro.span().end());
    return new Span(start, Math.min(start + macro.name().length(), macro.span().end()));
  }

  private Hover of(Part part) {
    Span word = word(part.tree());
    Span span = site.span(word == null ? part.tree().span() : word);
    return new Hover(span, text(part));
  }

  private String text(Part part) {
    return switch (part.tree()) {
      case ExpressionTree.Name(_, var name) ->
          typed(name, part) + paragraph(ScopeNames.docOf(name));
      case ExpressionTree.Member member ->
          symbol(member).orElseGet(() -> typed(member.member(), part));
      case ExpressionTree.Call call -> function(call.function());
      case ExpressionTree.Has _ -> function("has");
      case ExpressionTree.Macro macro -> function(macro.name());
      case ExpressionTree _ -> "";
    };
  }

  private static String typed(String name, Part part) {
    return "`" + name + ": " + ExpressionWalk.typeOf(part.tree(), part.scope()) + "`";
  }

  private static String function(String name) {
    return Functions.find(name).map(FunctionText::of).orElse("");
  }

  /** What is declared elsewhere in the file tells more than its type. */
  private Optional<String> symbol(ExpressionTree.Member member) {
    Span place = site.span(member.memberSpan());
    return agent.index().references().stream()
        .filter(found -> found.span().equals(place))
        .flatMap(found -> new SymbolText(agent).of(found.symbol()).stream())
        .findFirst();
  }

  private static String paragraph(String text) {
    return text.isEmpty() ? "" : "\n\n" + text;
  }
}
