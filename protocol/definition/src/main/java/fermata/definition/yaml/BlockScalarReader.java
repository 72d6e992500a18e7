package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;

/**
 * Reads literal and folded scalars.
 *
 * <p>Source: YAML 1.2.2, section 8.1.
 */
final class BlockScalarReader {

  private final YamlScan scan;
  private final YamlText text;

  BlockScalarReader(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  private enum Chomping {
    STRIP,
    CLIP,
    KEEP
  }

  /**
   * What stands after the indicator.
   *
   * @param indent relative to the parent; 0 where it is to be detected
   * @param end the end of the header's line
   */
  private record Header(int indent, Chomping chomping, int end) {}

  /**
   * Reads the scalar at an indicator; its span ends with its last line of text.
   *
   * @param parentIndent the column that the text must be right of
   */
  Scalar read(int start, Properties properties, int parentIndent) {
    Header header = header(start, parentIndent);
    var value = new ScalarText(header.end());
    var lines = new Lines(header, parentIndent, text.at(start) == '>', value);
    int end = lines.read();
    var style = text.at(start) == '>' ? ScalarStyle.FOLDED : ScalarStyle.LITERAL;
    return scan.scalar(new Span(start, end), properties, value, style);
  }

  private Header header(int start, int parentIndent) {
    int indent = 0;
    Chomping chomping = Chomping.CLIP;
    int next = start + 1;
    while (!text.isSpace(next)) {
      char unit = text.at(next);
      if (unit >= '1' && unit <= '9' && indent == 0) {
        indent = unit - '0';
      } else if (unit == '-' && chomping == Chomping.CLIP) {
        chomping = Chomping.STRIP;
      } else if (unit == '+' && chomping == Chomping.CLIP) {
        chomping = Chomping.KEEP;
      } else {
        break;
      }
      next++;
    }
    return new Header(indent, chomping, headerEnd(next, parentIndent));
  }

  private int headerEnd(int offset, int parentIndent) {
    int next = text.skipBlanks(offset);
    if (text.isComment(next)) {
      return scan.comment(next);
    }
    int end = text.lineEnd(next);
    if (next < end) {
      scan.problems().add(textAfterHeader(new Span(offset, end), next, parentIndent));
    }
    return end;
  }

  private Problem textAfterHeader(Span span, int first, int parentIndent) {
    String indent = "\n" + " ".repeat(Math.max(parentIndent, 0) + 2);
    return Problem.of(
            YamlProblems.BLOCK_SCALAR,
            new Span(first, span.end()),
            "the text after '|' or '>' begins on the next line")
        .withFix(
            "Move the text to the next line",
            List.of(new TextEdit(new Span(span.start(), first), indent)));
  }

  /** The lines of one scalar. */
  private final class Lines {

    private final Header header;
    private final int parentIndent;
    private final boolean isFolded;
    private final ScalarText value;
    private final int indent;
    private final Breaks breaks = new Breaks();
    private int end;
    private boolean wasMoreIndented;
    private boolean isUneven;

    Lines(Header header, int parentIndent, boolean isFolded, ScalarText value) {
      this.header = header;
      this.parentIndent = parentIndent;
      this.isFolded = isFolded;
      this.value = value;
      this.indent =
          header.indent() > 0 ? Math.max(parentIndent, 0) + header.indent() : detectIndent();
      this.end = header.end();
    }

    private int detectIndent() {
      int line = text.afterBreak(header.end());
      int deepestBlank = 0;
      while (!text.isEnd(line)) {
        int first = text.skipSpaces(line);
        if (!text.isLineEnd(first)) {
          if (text.at(first) == '\t' && first - line <= parentIndent) {
            scan.tab(new Span(line, text.skipBlanks(first)));
          }
          return Math.max(checkedIndent(line, first, deepestBlank), parentIndent + 1);
        }
        deepestBlank = Math.max(deepestBlank, first - line);
        line = text.nextLine(first);
      }
      return Math.max(deepestBlank, parentIndent + 1);
    }

    private int checkedIndent(int line, int first, int deepestBlank) {
      int found = first - line;
      if (found > parentIndent && deepestBlank > found) {
        scan.problem(
            YamlProblems.BLOCK_SCALAR,
            new Span(line, first),
            "an empty line above is indented deeper than this first line of the text");
      }
      return found;
    }

    int read() {
      int lineBreak = header.end();
      while (!text.isEnd(lineBreak)) {
        int line = text.afterBreak(lineBreak);
        int first = Math.min(text.skipSpaces(line), line + indent);
        int lineEnd = text.lineEnd(first);
        if (first == lineEnd) {
          if (!text.isEnd(lineEnd) || first > line) {
            breaks.add(lineEnd);
          }
        } else if (belongs(line, first)) {
          addLine(first, lineEnd);
        } else {
          break;
        }
        lineBreak = lineEnd;
      }
      chomp();
      return end;
    }

    private boolean belongs(int line, int first) {
      if (first - line == indent) {
        return indent > 0 || !text.isDocumentMarker(line);
      }
      boolean isInside = first - line > parentIndent && first - line > 0;
      if (!isInside || text.at(first) == '#' || text.looksLikeEntry(first) || end == header.end()) {
        return false;
      }
      if (!isUneven) {
        isUneven = true;
        scan.problems().add(uneven(line, first));
      }
      return true;
    }

    private Problem uneven(int line, int first) {
      return Problem.of(
              YamlProblems.BLOCK_SCALAR,
              new Span(first, text.lineEnd(first)),
              "this line is indented less than the first line of the text (expected: at least "
                  + indent
                  + " columns)")
          .withFix(
              "Indent the line", List.of(new TextEdit(new Span(line, first), " ".repeat(indent))));
    }

    private void addLine(int first, int lineEnd) {
      boolean isMoreIndented = YamlText.isBlank(text.at(first));
      if (isFolded && !value.isEmpty() && !isMoreIndented && !wasMoreIndented && hasText()) {
        breaks.fold(value);
      } else {
        breaks.addAll(value);
      }
      wasMoreIndented = isMoreIndented;
      value.addAsIs(text, first, lineEnd);
      end = lineEnd;
      breaks.add(lineEnd);
    }

    private boolean hasText() {
      return end > header.end();
    }

    private void chomp() {
      if (header.chomping() == Chomping.KEEP) {
        breaks.addAll(value);
      } else if (header.chomping() == Chomping.CLIP && hasText()) {
        breaks.addFirst(value);
      }
    }
  }

  /** The line ends since the last line of text. */
  private static final class Breaks {

    private int[] offsets = new int[4];
    private int count;

    void add(int offset) {
      if (count == offsets.length) {
        offsets = java.util.Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = offset;
    }

    void addAll(ScalarText value) {
      for (int index = 0; index < count; index++) {
        value.add('\n', offsets[index]);
      }
      count = 0;
    }

    void addFirst(ScalarText value) {
      if (count > 0) {
        value.add('\n', offsets[0]);
      }
    }

    void fold(ScalarText value) {
      if (count > 0) {
        value.addFold(count, offsets[0]);
      }
      count = 0;
    }
  }
}
