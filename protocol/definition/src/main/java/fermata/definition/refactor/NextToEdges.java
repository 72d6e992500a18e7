package fermata.definition.refactor;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the ways that a node has under {@code next} as edges. */
final class NextToEdges {

  private NextToEdges() {}

  static Optional<Refactoring> at(Page page, int offset) {
    for (Block node : page.nodes()) {
      Optional<Entry> next =
          Page.own(node.mapping(), "next").filter(entry -> entry.span().touches(offset));
      if (next.isPresent()) {
        return refactoring(page, node, next.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<Refactoring> refactoring(Page page, Block node, Entry next) {
    Optional<TextEdit> removal =
        node.mapping().isFlow()
            ? Page.withoutEntry(node.mapping(), next)
            : Optional.of(next)
                .filter(entry -> page.beginsLine(entry.key().span().start()))
                .filter(_ -> node.mapping().entries().size() > 1)
                .map(entry -> page.withoutLines(entry.span()));
    Optional<List<String>> edges = edges(page, node, next.value());
    if (removal.isEmpty() || edges.isEmpty() || page.losesComment(removal.get())) {
      return Optional.empty();
    }
    return insertion(page, edges.get(), removal.get())
        .map(
            insertion ->
                Refactoring.rewrite(
                    "Write the ways of '" + Page.idOf(node) + "' as edges",
                    List.of(removal.get(), insertion)));
  }

  /** {@return an edge in braces for each way; empty where one cannot be written so} */
  private static Optional<List<String>> edges(Page page, Block node, YamlNode next) {
    String from =
        page.findNode(Page.idOf(node))
            .map(name -> page.slice(name.entry().key().span()))
            .orElse("");
    List<YamlNode> items = next instanceof Sequence sequence ? sequence.items() : List.of(next);
    boolean hasCondition = items.stream().anyMatch(item -> has(item, "when"));
    var edges = new ArrayList<String>();
    for (YamlNode item : items) {
      Optional<String> way = way(page, item);
      if (way.isEmpty() || from.isEmpty()) {
        return Optional.empty();
      }
      boolean isOtherwise =
          hasCondition && !has(item, "when") && !has(item, "on") && !has(item, "default");
      edges.add("{from: " + from + ", " + way.get() + (isOtherwise ? ", default: true}" : "}"));
    }
    return edges.isEmpty() ? Optional.empty() : Optional.of(edges);
  }

  private static boolean has(YamlNode item, String key) {
    return item instanceof Mapping mapping && mapping.findEntry(key).isPresent();
  }

  private static Optional<String> way(Page page, YamlNode item) {
    return switch (item) {
      case Scalar scalar when page.isOnOneLine(scalar.span()) ->
          Optional.of("to: " + page.slice(scalar.span()));
      case Mapping mapping when !mapping.entries().isEmpty() -> FlowText.entries(page, mapping);
      case YamlNode _ -> Optional.empty();
    };
  }

  private static Optional<TextEdit> insertion(Page page, List<String> edges, TextEdit removal) {
    if (!(page.agent().tree().root() instanceof Mapping root) || root.isFlow()) {
      return Optional.empty();
    }
    Optional<Entry> known = Page.own(root, "edges");
    if (known.isEmpty()) {
      return Optional.of(atEnd(page, edges, removal));
    }
    return known.get().value() instanceof Sequence sequence && !sequence.items().isEmpty()
        ? Optional.of(after(page, sequence, edges))
        : Optional.empty();
  }

  private static TextEdit atEnd(Page page, List<String> edges, TextEdit removal) {
    String end = page.lineEnd();
    boolean isEnded = page.text().endsWith("\n") || removal.span().end() == page.text().length();
    var added = new StringBuilder(isEnded ? "" : end);
    added.append("edges:").append(end);
    edges.forEach(edge -> added.append("  - ").append(edge).append(end));
    return new TextEdit(Span.at(page.text().length()), added.toString());
  }

  private static TextEdit after(Page page, Sequence sequence, List<String> edges) {
    int last = page.contentEnd(sequence.items().getLast().span());
    if (sequence.isFlow()) {
      return new TextEdit(Span.at(last), ", " + String.join(", ", edges));
    }
    String indent = page.indentOf(sequence.span().start());
    int lineEnd = page.lines().lineSpan(page.lines().line(last)).end();
    var added = new StringBuilder();
    edges.forEach(edge -> added.append(page.lineEnd()).append(indent).append("- ").append(edge));
    return new TextEdit(Span.at(lineEnd), added.toString());
  }
}
