package fermata.definition.view;

import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.Functions;
import fermata.definition.index.ExpressionSite;
import fermata.definition.load.ReadAgent;
import fermata.definition.text.Span;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a selection grows to: from a part of an expression over its marks, its text and its
 * entry to the block, the blocks around it and the whole file.
 */
public final class Selections {

  private final int offset;
  private final List<Span> outerFirst = new ArrayList<>();

  private Selections(int offset) {
    this.offset = offset;
  }

  /** {@return the spans around an offset, each within the next, the smallest first; never empty} */
  public static List<Span> around(ReadAgent agent, int offset) {
    int length = agent.source().text().length();
    var selections = new Selections(Math.clamp(offset, 0, length));
    selections.outerFirst.add(new Span(0, length));
    selections.enter(agent.parsed().value().root());
    agent.index().findExpressionAt(selections.offset).ifPresent(selections::enter);
    return selections.outerFirst.reversed();
  }

  /** Takes a span where it lies within the last one and is smaller. */
  private void add(Span span) {
    Span outer = outerFirst.getLast();
    boolean isWithin = outer.start() <= span.start() && span.end() <= outer.end();
    if (isWithin && !span.equals(outer) && span.touches(offset)) {
      outerFirst.add(span);
    }
  }

  private void enter(YamlNode root) {
    YamlNode node = root;
    while (node != null) {
      add(node.span());
      node =
          switch (node) {
            case YamlNode.Mapping mapping -> within(mapping);
            case YamlNode.Sequence sequence ->
                sequence.items().stream()
                    .filter(item -> item.span().touches(offset))
                    .findFirst()
                    .orElse(null);
            case YamlNode.Scalar scalar -> inQuotes(scalar);
            case YamlNode.Alias _, YamlNode.Absent _ -> null;
          };
    }
  }

  private @Nullable YamlNode within(YamlNode.Mapping mapping) {
    Optional<YamlNode.Entry> entry =
        mapping.entries().stream().filter(found -> found.span().touches(offset)).findFirst();
    entry.ifPresent(found -> add(found.span()));
    return entry
        .map(found -> found.key().span().touches(offset) ? found.key() : found.value())
        .orElse(null);
  }

  private @Nullable YamlNode inQuotes(YamlNode.Scalar scalar) {
    boolean isQuoted =
        scalar.style() == ScalarStyle.SINGLE_QUOTED || scalar.style() == ScalarStyle.DOUBLE_QUOTED;
    if (isQuoted && !scalar.text().isEmpty()) {
      add(scalar.origins().sourceSpan(new Span(0, scalar.text().length())));
    }
    return null;
  }

  private void enter(ExpressionSite site) {
    add(site.span());
    ExpressionTree tree = site.expression().root();
    while (tree != null) {
      add(site.span(tree.span()));
      if (tree instanceof ExpressionTree.Member member) {
        add(site.span(member.memberSpan()));
      } else if (tree instanceof ExpressionTree.Call call && isNamed(call)) {
        add(site.span(call.functionSpan()));
      }
      tree =
          ExpressionTrees.children(tree).stream()
              .filter(child -> site.span(child.span()).touches(offset))
              .findFirst()
              .orElse(null);
    }
  }

  /** Operators are calls too. */
  private static boolean isNamed(ExpressionTree.Call call) {
    return Functions.find(call.function()).isPresent();
  }
}
