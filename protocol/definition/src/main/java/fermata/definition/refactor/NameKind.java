package fermata.definition.refactor;

import fermata.definition.keys.NodeKind;
import fermata.definition.keys.NodeKinds;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.List;
import java.util.Optional;

/** Says the kind of a node that its keys tell. */
final class NameKind {

  private NameKind() {}

  static Optional<Refactoring> at(Page page, int offset) {
    return page.nodes().stream()
        .filter(node -> node.owner().touches(offset) || isAtFirstKey(node, offset))
        .filter(node -> node.entry("kind") == null && !node.mapping().entries().isEmpty())
        .findFirst()
        .flatMap(
            node -> NodeKinds.kindOf(node.mapping()).map(kind -> refactoring(page, node, kind)));
  }

  private static boolean isAtFirstKey(Block node, int offset) {
    return !node.mapping().entries().isEmpty()
        && node.mapping().entries().getFirst().key().span().touches(offset);
  }

  private static Refactoring refactoring(Page page, Block node, NodeKind kind) {
    int first = node.mapping().entries().getFirst().key().span().start();
    boolean isJson = page.text().charAt(first) == '"';
    String entry = isJson ? "\"kind\": \"" + kind.word() + "\"" : "kind: " + kind.word();
    String after = node.mapping().isFlow() ? ", " : page.lineEnd() + page.indentOf(first);
    return Refactoring.rewrite(
        "Name the kind: " + kind.word(), List.of(new TextEdit(Span.at(first), entry + after)));
  }
}
