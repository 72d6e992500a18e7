package fermata.definition.refactor;

import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.load.LoadedAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlNode.Mapping;
import java.util.List;
import java.util.Optional;

/** A definition as lines and blocks, for those who rewrite it. */
record Page(LoadedAgent agent, String text, LineIndex lines) {

  Page(LoadedAgent agent) {
    this(agent, agent.source().text(), LineIndex.of(agent.source().text()));
  }

  String slice(Span span) {
    return text.substring(span.start(), span.end());
  }

  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** {@return the node with an id, as it is declared} */
  Optional<PlacedName> findNode(String id) {
    return agent.reading().layout().names().stream()
        .filter(name -> name.within().name().equals("nodes"))
        .filter(name -> name.entry().keyText().equals(id))
        .findFirst();
  }

  /** {@return the blocks of the nodes that stand in the text as mappings of their own} */
  List<Block> nodes() {
    return agent.reading().layout().blocks().stream()
        .filter(block -> block.context().isNode())
        .toList();
  }

  static String idOf(Block node) {
    return node.pointer().substring(node.pointer().indexOf('.') + 1);
  }

  /** {@return the blanks that a line on which something begins starts with} */
  String indentOf(int offset) {
    int start = lines.lineSpan(lines.line(offset)).start();
    return " ".repeat(offset - start);
  }

  /** Whether only blanks stand before an offset on its line. */
  boolean beginsLine(int offset) {
    int start = lines.lineSpan(lines.line(offset)).start();
    return text.substring(start, offset).isBlank();
  }

  /** {@return the last offset of a piece that is no blank, plus one} */
  int contentEnd(Span span) {
    int end = span.end();
    while (end > span.start() && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** {@return where the line after that of an offset begins, or the text ends} */
  int nextLine(int offset) {
    int next = lines.line(offset) + 1;
    return next < lines.lineCount() ? lines.lineSpan(next).start() : text.length();
  }

  /** {@return the lines of the value of an entry, which begins on the line after its key} */
  Span linesBelow(Entry entry) {
    int start = nextLine(entry.key().span().start());
    return new Span(start, Math.max(start, nextLine(contentEnd(entry.span()))));
  }

  /** {@return the edit that takes away the lines of a piece} */
  TextEdit withoutLines(Span span) {
    int start = lines.lineSpan(lines.line(span.start())).start();
    int last = lines.line(contentEnd(span));
    int end = last + 1 < lines.lineCount() ? lines.lineSpan(last + 1).start() : text.length();
    return new TextEdit(new Span(start, end), "");
  }

  /** {@return the edit that takes away an entry of a mapping in braces} */
  static Optional<TextEdit> withoutEntry(Mapping mapping, Entry entry) {
    int index = mapping.entries().indexOf(entry);
    if (index < 0 || mapping.entries().size() == 1) {
      return Optional.empty();
    }
    Span span =
        index == 0
            ? new Span(entry.span().start(), mapping.entries().get(1).span().start())
            : new Span(mapping.entries().get(index - 1).span().end(), entry.span().end());
    return Optional.of(new TextEdit(span, ""));
  }

  /** Whether an edit would take a comment away. */
  boolean losesComment(TextEdit edit) {
    return agent.tree().comments().stream()
        .anyMatch(
            comment ->
                edit.span().start() <= comment.span().start()
                    && comment.span().start() < edit.span().end());
  }

  /** Whether a piece is written on one line. */
  boolean isOnOneLine(Span span) {
    return lines.line(span.start()) == lines.line(contentEnd(span));
  }

  /** {@return the entry of a mapping itself, not one that it merges} */
  static Optional<Entry> own(Mapping mapping, String key) {
    return mapping.findEntry(key);
  }
}
