package fermata.definition.refactor;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes all edges of a node under its {@code next}. */
final class EdgesToNext {

  private EdgesToNext() {}

  static Optional<Refactoring> at(Page page, int offset) {
    if (!(page.agent().tree().root() instanceof Mapping root)) {
      return Optional.empty();
    }
    Optional<Entry> edges = Page.own(root, "edges");
    if (edges.isEmpty()
        || !(edges.get().value() instanceof Sequence sequence)
        || sequence.isFlow()
        || !edges.get().span().touches(offset)) {
      return Optional.empty();
    }
    return sequence.items().stream()
        .filter(item -> item.span().touches(offset))
        .map(EdgesToNext::source)
        .filter(source -> !source.isEmpty())
        .findFirst()
        .flatMap(source -> refactoring(page, edges.get(), sequence, source));
  }

  private static String source(YamlNode edge) {
    return edge instanceof Mapping mapping
            && mapping.find("from").map(YamlValues::resolved).orElse(edge) instanceof Scalar from
        ? from.text()
        : "";
  }

  private static Optional<Refactoring> refactoring(
      Page page, Entry edges, Sequence sequence, String source) {
    List<YamlNode> own =
        sequence.items().stream().filter(item -> source(item).equals(source)).toList();
    var edits = new ArrayList<TextEdit>();
    if (own.size() == sequence.items().size()) {
      edits.add(page.withoutLines(edges.span()));
    } else {
      own.forEach(item -> edits.add(page.withoutLines(item.span())));
    }
    Optional<TextEdit> insertion =
        page.nodes().stream()
            .filter(node -> Page.idOf(node).equals(source))
            .findFirst()
            .flatMap(node -> insertion(page, node, own));
    if (insertion.isEmpty() || edits.stream().anyMatch(page::losesComment)) {
      return Optional.empty();
    }
    edits.add(insertion.get());
    return Optional.of(
        Refactoring.rewrite("Write the edges of '" + source + "' as its next", edits));
  }

  private static Optional<TextEdit> insertion(Page page, Block node, List<YamlNode> edges) {
    if (node.entry("next") != null || node.mapping().entries().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> next = next(page, edges);
    Entry last = node.mapping().entries().getLast();
    int end = page.contentEnd(last.span());
    if (node.mapping().isFlow()) {
      return next.map(written -> new TextEdit(Span.at(end), ", next: " + written));
    }
    int first = node.mapping().entries().getFirst().key().span().start();
    int lineEnd = page.lines().lineSpan(page.lines().line(end)).end();
    return next.map(
        written ->
            new TextEdit(
                Span.at(lineEnd), page.lineEnd() + page.indentOf(first) + "next: " + written));
  }

  /** {@return one id, or a list of ways in braces; empty where one takes several lines} */
  private static Optional<String> next(Page page, List<YamlNode> edges) {
    var ways = new ArrayList<String>();
    for (YamlNode edge : edges) {
      Optional<String> way =
          edge instanceof Mapping mapping
              ? FlowText.entries(page, mapping, "from").filter(text -> !text.isEmpty())
              : Optional.empty();
      if (way.isEmpty()) {
        return Optional.empty();
      }
      ways.add(way.get());
    }
    boolean isOne = ways.size() == 1 && ways.getFirst().matches("to: [A-Za-z0-9_-]+");
    return Optional.of(
        isOne
            ? ways.getFirst().substring("to: ".length())
            : "[{" + String.join("}, {", ways) + "}]");
  }
}
