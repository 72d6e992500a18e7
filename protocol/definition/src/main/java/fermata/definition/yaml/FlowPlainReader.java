package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Scalar;

/**
 * Reads plain scalars inside of flow collections.
 *
 * <p>Braces end a plain scalar here, so an expression without quotes falls apart. It is read as one
 * scalar all the same, with a problem that says what is missing.
 */
final class FlowPlainReader {

  private static final String HOLE_START = "${{";

  private final YamlScan scan;
  private final YamlText text;
  private final QuotedReader quoted;

  FlowPlainReader(YamlScan scan, QuotedReader quoted) {
    this.scan = scan;
    this.text = scan.text();
    this.quoted = quoted;
  }

  boolean mayStart(int offset) {
    return switch (text.at(offset)) {
      case '-', '?', ':' ->
          !text.isSpace(offset + 1) && !YamlText.isFlowIndicator(text.at(offset + 1));
      case '#', '|', '>', '%', '@', '`' -> false;
      default -> true;
    };
  }

  /**
   * Reads the scalar at an offset.
   *
   * @param bracketCount how many brackets are open
   * @param isValue whether a key stands before it; a further key then lacks a comma
   */
  Scalar read(
      int start, Properties properties, FlowIndent indent, int bracketCount, boolean isValue) {
    var value = new ScalarText(start);
    boolean hasHole = false;
    int from = start;
    int end = start;
    while (true) {
      int stop = stop(from, bracketCount);
      hasHole |= hasHole(from, stop);
      end = text.trimEnd(from, stop);
      value.addAsIs(text, from, end);
      int following = text.isLineEnd(stop) ? nextLine(stop, indent, isValue) : -1;
      if (following < 0) {
        break;
      }
      value.addFold(breakCount(stop, following), stop);
      from = following;
    }
    var span = new Span(start, end);
    if (hasHole) {
      scan.problems().add(unquoted(span));
    }
    return scan.scalar(span, properties, value, ScalarStyle.PLAIN);
  }

  private Problem unquoted(Span span) {
    return Problem.of(
            YamlProblems.UNQUOTED_TEMPLATE, span, "an expression inside of brackets needs quotes")
        .withFix("Put quotes around the text", Quoting.edits(text, span));
  }

  private boolean hasHole(int start, int end) {
    for (int offset = start; offset < end; offset++) {
      if (text.startsWith(HOLE_START, offset)) {
        return true;
      }
    }
    return false;
  }

  private int stop(int start, int bracketCount) {
    int next = start;
    while (!text.isLineEnd(next) && !isStop(start, next)) {
      next = text.startsWith(HOLE_START, next) ? holeEnd(next, bracketCount) : next + 1;
    }
    return next;
  }

  private boolean isStop(int start, int offset) {
    char unit = text.at(offset);
    if (unit == ':') {
      return text.isSpace(offset + 1) || YamlText.isFlowIndicator(text.at(offset + 1));
    }
    return YamlText.isFlowIndicator(unit) || (offset > start && text.isComment(offset));
  }

  private int holeEnd(int start, int bracketCount) {
    int lineEnd = text.lineEnd(start);
    for (int offset = start; offset + 1 < lineEnd; offset++) {
      if (text.startsWith("}}", offset)) {
        return offset + 2;
      }
    }
    return Math.max(
        start + HOLE_START.length(),
        quoted.giveBack(start + HOLE_START.length(), lineEnd, bracketCount));
  }

  /** {@return where the scalar goes on after a line end, or -1} */
  private int nextLine(int lineEnd, FlowIndent indent, boolean isValue) {
    int line = text.afterBreak(lineEnd);
    int first = text.skipBlanks(line);
    while (text.isLineEnd(first) && !text.isEnd(first)) {
      line = text.afterBreak(first);
      first = text.skipBlanks(line);
    }
    if (text.isEnd(first) || isIndicator(first) || !indent.allows(line)) {
      return -1;
    }
    return isValue && text.looksLikeKey(first) ? -1 : first;
  }

  private boolean isIndicator(int offset) {
    char unit = text.at(offset);
    return YamlText.isFlowIndicator(unit) || unit == '#' || isStop(offset, offset);
  }

  private int breakCount(int from, int to) {
    int count = 0;
    int next = from;
    while (next < to) {
      if (YamlText.isBreak(text.at(next))) {
        count++;
        next = text.afterBreak(next);
      } else {
        next++;
      }
    }
    return count;
  }
}
