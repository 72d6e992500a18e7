package fermata.definition.refactor;

import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.FileForm;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an agent of one node as Markdown, with as little in its front matter as keeps the meaning.
 * Only line ends behind the {@code system} are lost, which the body of a file does not have.
 */
final class ToMarkdown {

  private static final String FENCE = "---";
  private static final Set<String> OF_BODY = Set.of("kind", "system");

  /** What may hold by default, the most first. */
  private static final List<Set<String>> LEFT_OUT =
      List.of(
          Set.of("input", "output", "prompt"),
          Set.of("output", "prompt"),
          Set.of("prompt"),
          Set.of());

  private ToMarkdown() {}

  /** {@return the ways to write it, the shortest first; not each means the same} */
  static List<Refactoring> at(Page page, int offset) {
    String name = FileForm.nameOf(page.agent().source().name());
    if (page.agent().source().form() != FileForm.AGENT_YAML
        || page.lines().line(offset) > 0
        || !(page.agent().tree().root() instanceof Mapping root)
        || root.isFlow()) {
      return List.of();
    }
    Optional<Entry> nodes = Page.own(root, "nodes");
    if (nodes.isEmpty()
        || !(nodes.get().value() instanceof Mapping all)
        || all.isFlow()
        || all.entries().size() != 1
        || !all.entries().getFirst().keyText().equals(MarkdownDialect.NODE)
        || !(all.entries().getFirst().value() instanceof Mapping node)
        || node.isFlow()
        || !(Page.own(node, "system").map(Entry::value).orElse(null) instanceof Scalar system)) {
      return List.of();
    }
    String renamed = name.replaceFirst("\\.agent\\.ya?ml$", ".agent.md");
    var ways = new ArrayList<Refactoring>();
    for (Set<String> without : LEFT_OUT) {
      text(page, root, all.entries().getFirst(), node, system, without)
          .map(text -> new TextEdit(new Span(0, page.text().length()), text))
          .map(edit -> Refactoring.renamed("Write as Markdown: " + renamed, edit, renamed))
          .ifPresent(ways::add);
    }
    return ways;
  }

  /**
   * {@return the text without the line ends behind the {@code system}, which a body does not have:
   * what the Markdown has to mean}
   */
  static String meant(Page page) {
    return page.nodes().stream()
        .flatMap(node -> Page.own(node.mapping(), "system").stream())
        .filter(entry -> entry.value() instanceof Scalar)
        .findFirst()
        .flatMap(entry -> withoutEnds(page, entry, (Scalar) entry.value()))
        .map(edit -> TextEdit.apply(page.text(), List.of(edit)))
        .orElse(page.text());
  }

  private static Optional<TextEdit> withoutEnds(Page page, Entry entry, Scalar system) {
    int indent = page.indentOf(entry.key().span().start()).length() + 2;
    Span replaced = new Span(entry.key().span().end(), page.contentEnd(entry.span()));
    return BlockText.literal(system.text().strip(), indent, page.lineEnd())
        .map(text -> new TextEdit(replaced, ":" + text));
  }

  private static Optional<String> text(
      Page page, Mapping root, Entry named, Mapping node, Scalar system, Set<String> without) {
    Optional<List<Pieces.Piece>> ofAgent = Pieces.of(page, root, new Span(0, page.text().length()));
    Optional<List<Pieces.Piece>> ofNode = Pieces.of(page, node, page.linesBelow(named));
    if (ofAgent.isEmpty() || ofNode.isEmpty() || system.text().isBlank()) {
      return Optional.empty();
    }
    String end = page.lineEnd();
    var text = new StringBuilder(FENCE + end);
    for (Pieces.Piece piece : ofAgent.get()) {
      boolean isLeftOut = piece.name().equals("nodes") || without.contains(piece.name());
      text.append(isLeftOut ? above(piece) : ended(piece.lines(), end));
    }
    for (Pieces.Piece piece : ofNode.get()) {
      boolean isLeftOut = OF_BODY.contains(piece.name()) || without.contains(piece.name());
      int column = page.indentOf(piece.entry().key().span().start()).length();
      Optional<String> lines =
          BlockText.shift(isLeftOut ? above(piece) : ended(piece.lines(), end), -column);
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      text.append(lines.get());
    }
    String body = system.text().strip().replace("\n", end);
    return Optional.of(text + FENCE + end + end + body + end);
  }

  /** Comments are kept, whatever becomes of what they stand above. */
  private static String above(Pieces.Piece piece) {
    String lines = piece.lines().substring(0, piece.key());
    String kept = lines.substring(0, lines.lastIndexOf('\n') + 1);
    return kept.isBlank() ? "" : kept;
  }

  private static String ended(String lines, String end) {
    return lines.endsWith("\n") ? lines : lines + end;
  }
}
