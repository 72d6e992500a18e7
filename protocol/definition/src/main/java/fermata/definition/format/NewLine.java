package fermata.definition.format;

import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlParser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The indentation of a line that was just begun.
 *
 * <p>One level deeper after a key or a dash without a value and after a bracket, beside the key of
 * an item, below the text of a block scalar, else below the line above. Only a line that is empty
 * is touched, or one that came about by cutting a value off its key: elsewhere the author knows
 * better. Works in texts with errors, because that is what a text is while it is typed.
 */
public final class NewLine {

  private final SourceText source;
  private final LayoutText text;
  private final int line;

  private NewLine(SourceText source, int line) {
    this.source = source;
    this.text = new LayoutText(source.text());
    this.line = line;
  }

  /**
   * {@return the edit that indents the line of an offset, after the line end before it was typed;
   * empty where it stands right or should be left alone}
   */
  public static Optional<TextEdit> indent(SourceText source, int offset) {
    if (source.form().isMarkdown()) {
      return FrontLayout.of(source).newLine(offset);
    }
    var text = new LayoutText(source.text());
    int line = text.lineStart(Math.clamp(offset, 0, text.length()));
    return new NewLine(source, line).indent();
  }

  private Optional<TextEdit> indent() {
    int above = lineAbove();
    if (above < 0) {
      return Optional.empty();
    }
    int first = text.skipBlanks(line);
    LineIndent indent =
        isInBlockScalar(above)
            ? new LineIndent(text.indent(above), false)
            : LineIndent.below(text.slice(above, text.lineEnd(above)));
    boolean isCutOff = indent.isDeeper() && text.nextLine(above) == line;
    String wanted = " ".repeat(indent.column());
    return (text.isLineEnd(first) || isCutOff) && !text.slice(line, first).equals(wanted)
        ? Optional.of(new TextEdit(new Span(line, first), wanted))
        : Optional.empty();
  }

  /** {@return the start of the next line above with something on it, or -1} */
  private int lineAbove() {
    int above = line;
    while (above > 0) {
      above = text.lineStart(beforeBreak(above));
      if (!text.isLineEnd(text.skipBlanks(above))) {
        return above;
      }
    }
    return -1;
  }

  private int beforeBreak(int lineStart) {
    return lineStart > 1 && text.startsWith("\r\n", lineStart - 2) ? lineStart - 2 : lineStart - 1;
  }

  private boolean isInBlockScalar(int offset) {
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(YamlParser.parse(source).value().root());
    while (!open.isEmpty()) {
      YamlNode node = open.pop();
      if (node.span().start() < offset && offset <= node.span().end()) {
        switch (node) {
          case YamlNode.Mapping mapping ->
              mapping.entries().forEach(entry -> open.push(entry.value()));
          case YamlNode.Sequence sequence -> sequence.items().forEach(open::push);
          case YamlNode.Scalar scalar -> {
            return LineIndent.isBlockScalar(scalar);
          }
          case YamlNode.Alias _, YamlNode.Absent _ -> {}
        }
      }
    }
    return false;
  }
}
