package fermata.definition.refactor;

import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a mapping as whole lines, each with the comments and empty lines above it. No line
 * of the mapping is in two of them, and none is left out.
 */
final class Pieces {

  private Pieces() {}

  /**
   * One entry with what stands above it.
   *
   * @param lines whole lines; the last ends with a line feed but at the end of a file
   * @param key where the key begins in them
   */
  record Piece(Entry entry, String lines, int key) {

    String name() {
      return entry.keyText();
    }

    /** {@return the lines with another key} */
    String named(String other) {
      int end = key + entry.key().span().end() - entry.key().span().start();
      return lines.substring(0, key) + other + lines.substring(end);
    }
  }

  /**
   * {@return the pieces of a mapping; empty where two of its entries share a line}
   *
   * @param within from the line that the first piece begins with to the end of the last
   */
  static Optional<List<Piece>> of(Page page, Mapping mapping, Span within) {
    if (mapping.isFlow() || mapping.entries().isEmpty()) {
      return Optional.empty();
    }
    var pieces = new ArrayList<Piece>();
    int start = within.start();
    List<Entry> entries = mapping.entries();
    for (int index = 0; index < entries.size(); index++) {
      Entry entry = entries.get(index);
      int key = entry.key().span().start();
      boolean isLast = index == entries.size() - 1;
      int end = isLast ? within.end() : page.nextLine(page.contentEnd(entry.span()));
      if (!page.beginsLine(key) || key < start || end < key) {
        return Optional.empty();
      }
      pieces.add(new Piece(entry, page.slice(new Span(start, end)), key - start));
      start = end;
    }
    return Optional.of(pieces);
  }
}
