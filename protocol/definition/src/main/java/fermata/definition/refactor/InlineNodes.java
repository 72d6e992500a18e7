package fermata.definition.refactor;

import fermata.definition.load.NamedFiles;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlNode.Sequence;
import fermata.definition.yaml.YamlParser;
import java.util.List;
import java.util.Optional;

/** Writes the nodes of a part, which holds nothing else, where the definition has its own. */
final class InlineNodes {

  private static final String HEAD = "nodes:";

  private InlineNodes() {}

  static Optional<Refactoring> at(Page page, int offset) {
    if (!(page.agent().tree().root() instanceof Mapping root) || root.isFlow()) {
      return Optional.empty();
    }
    Optional<Entry> include = Page.own(root, "include");
    Optional<Entry> nodes = Page.own(root, HEAD.substring(0, HEAD.length() - 1));
    if (include.isEmpty()
        || nodes.isEmpty()
        || !(include.get().value() instanceof Sequence list)
        || !(nodes.get().value() instanceof Mapping own)
        || own.isFlow()
        || own.entries().isEmpty()) {
      return Optional.empty();
    }
    return list.items().stream()
        .filter(item -> item.span().touches(offset) && item instanceof Scalar)
        .findFirst()
        .flatMap(item -> refactoring(page, include.get(), list, (Scalar) item, nodes.get(), own));
  }

  private static Optional<Refactoring> refactoring(
      Page page, Entry include, Sequence list, Scalar item, Entry nodes, Mapping own) {
    int column = page.indentOf(own.entries().getFirst().key().span().start()).length();
    Optional<String> lines =
        NamedFiles.of(page.agent().reading())
            .find(item.text())
            .flatMap(InlineNodes::nodes)
            .flatMap(found -> BlockText.shift(found.lines(), column - found.column()));
    TextEdit removal = removal(page, include, list, item);
    int end = page.linesBelow(nodes).end();
    boolean isEnded = end == 0 || page.text().charAt(end - 1) == '\n';
    return lines
        .filter(_ -> !page.losesComment(removal))
        .map(text -> new TextEdit(Span.at(end), (isEnded ? "" : page.lineEnd()) + text))
        .map(
            insertion ->
                Refactoring.inline(
                    "Write the nodes of " + item.text() + " here", List.of(removal, insertion)));
  }

  private record Found(String lines, int column) {}

  private static Optional<Found> nodes(SourceText part) {
    String text = part.text();
    if (!text.startsWith(HEAD)
        || !(YamlParser.parse(part).value().root() instanceof Mapping root)
        || root.entries().size() != 1
        || !(root.entries().getFirst().value() instanceof Mapping nodes)
        || nodes.isFlow()
        || nodes.entries().isEmpty()
        || !text.substring(HEAD.length(), text.indexOf('\n')).isBlank()) {
      return Optional.empty();
    }
    int first = nodes.entries().getFirst().key().span().start();
    int column = first - text.lastIndexOf('\n', first) - 1;
    return Optional.of(new Found(text.substring(text.indexOf('\n') + 1), column));
  }

  private static TextEdit removal(Page page, Entry include, Sequence list, YamlNode item) {
    if (list.items().size() == 1) {
      return page.withoutLines(include.span());
    }
    if (!list.isFlow()) {
      return page.withoutLines(item.span());
    }
    int at = list.items().indexOf(item);
    return new TextEdit(
        at == 0
            ? new Span(item.span().start(), list.items().get(1).span().start())
            : new Span(list.items().get(at - 1).span().end(), item.span().end()),
        "");
  }
}
