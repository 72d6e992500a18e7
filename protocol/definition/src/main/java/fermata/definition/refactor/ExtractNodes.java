package fermata.definition.refactor;

import fermata.definition.load.NamedFiles;
import fermata.definition.model.NodeId;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves a node and those behind it into a part that the definition includes. Those behind it go
 * too, because nodes of a part stand behind all others and the order decides between branches.
 */
final class ExtractNodes {

  private ExtractNodes() {}

  static Optional<Refactoring> at(Page page, int offset) {
    if (!(page.agent().tree().root() instanceof Mapping root) || root.isFlow()) {
      return Optional.empty();
    }
    Optional<Entry> nodes = Page.own(root, "nodes");
    if (nodes.isEmpty() || !(nodes.get().value() instanceof Mapping all) || all.isFlow()) {
      return Optional.empty();
    }
    Span within = page.linesBelow(nodes.get());
    List<Pieces.Piece> pieces = Pieces.of(page, all, within).orElse(List.of());
    for (int first = 1; first < pieces.size(); first++) {
      if (pieces.get(first).entry().key().span().touches(offset)) {
        return refactoring(page, root, within, pieces.subList(first, pieces.size()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refactoring> refactoring(
      Page page, Mapping root, Span within, List<Pieces.Piece> moved) {
    String id = moved.getFirst().name();
    String path = id + ".part.yaml";
    if (!NodeId.isValid(id) || NamedFiles.of(page.agent().reading()).find(path).isPresent()) {
      return Optional.empty();
    }
    var lines = new StringBuilder();
    moved.forEach(piece -> lines.append(piece.lines()));
    var edits = new ArrayList<TextEdit>();
    edits.add(new TextEdit(new Span(within.end() - lines.length(), within.end()), ""));
    Optional<TextEdit> include = include(page, root, path);
    include.ifPresent(edits::add);
    String rest = moved.size() == 1 ? "" : " and the nodes behind it";
    String end = lines.toString().endsWith("\n") ? "" : page.lineEnd();
    return include.map(
        _ ->
            new Refactoring(
                "Move '" + id + "'" + rest + " to the part " + path,
                Refactoring.Kind.EXTRACT,
                edits,
                new Refactoring.NewFile(path, "nodes:" + page.lineEnd() + lines + end),
                null));
  }

  /** The first of the parts, whose nodes stand before those of the others. */
  private static Optional<TextEdit> include(Page page, Mapping root, String path) {
    Optional<Entry> known = Page.own(root, "include");
    if (known.isEmpty()) {
      Entry first = root.entries().getFirst();
      int at =
          first.keyText().equals("nodes")
              ? first.span().start()
              : page.nextLine(page.contentEnd(first.span()));
      return Optional.of(new TextEdit(Span.at(at), "include: [" + path + "]" + page.lineEnd()));
    }
    if (!(known.get().value() instanceof Sequence list) || list.items().isEmpty()) {
      return Optional.empty();
    }
    int first = list.items().getFirst().span().start();
    if (list.isFlow()) {
      return Optional.of(new TextEdit(Span.at(first), path + ", "));
    }
    int dash = list.span().start();
    return Optional.of(
        new TextEdit(Span.at(dash), "- " + path + page.lineEnd() + page.indentOf(dash)));
  }
}
