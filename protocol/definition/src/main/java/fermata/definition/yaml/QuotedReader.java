package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;

/**
 * Reads quoted scalars.
 *
 * <p>A missing closing quote must not swallow the rest of the file, so a scalar ends at the latest
 * before a line that its place in the tree does not allow, and a quote that closes in front of a
 * word is taken for the opening quote of the next scalar.
 */
final class QuotedReader {

  private final YamlScan scan;
  private final YamlText text;

  /** No quote of the kind stands at or after the offset; saves looking for it again. */
  private int noDoubleAfter = Integer.MAX_VALUE;

  private int noSingleAfter = Integer.MAX_VALUE;

  QuotedReader(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  /** A scalar and where it ends. */
  record Result(Scalar scalar, int end) {}

  /**
   * Reads the scalar at a quote.
   *
   * @param parentIndent the column that further lines must be right of
   * @param closerCount how many brackets are open around the scalar; 0 in block context
   */
  Result read(int start, Properties properties, int parentIndent, int closerCount) {
    int close = findClose(start, parentIndent);
    int end = close >= 0 ? close : openEnd(start, parentIndent, closerCount);
    checkTabs(start, end, parentIndent);
    return result(start, properties, close, end);
  }

  /** Reads a scalar at a quote that is not closed before the colon after it. */
  Result readUnclosedKey(int start, Properties properties, int colon) {
    return result(start, properties, -1, text.trimEnd(start + 1, colon));
  }

  private Result result(int start, Properties properties, int close, int end) {
    char quote = text.at(start);
    if (close < 0) {
      scan.problems().add(unclosed(start, end));
    }
    var value = new ScalarText(start + 1);
    if (quote == '"') {
      new Unescaping(start + 1, end, value).readDouble();
    } else {
      new Unescaping(start + 1, end, value).readSingle();
    }
    int after = close >= 0 ? close + 1 : end;
    var style = quote == '"' ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.SINGLE_QUOTED;
    return new Result(scan.scalar(new Span(start, after), properties, value, style), after);
  }

  /**
   * {@return the first colon on the line of a quote that nothing closes, or -1}
   *
   * @param parentIndent the column that further lines of the scalar must be right of
   * @param isKey whether only a key can stand here, so that a quote in front of text opens the
   *     value
   */
  int findKeyEnd(int start, int parentIndent, boolean isKey) {
    int colon = start + 1;
    while (!text.isLineEnd(colon) && !text.isIndicator(':', colon)) {
      colon++;
    }
    if (text.isLineEnd(colon)) {
      return -1;
    }
    int close = findClose(start, parentIndent);
    return close < 0 || (isKey && isBeforeText(close + 1)) ? colon : -1;
  }

  private boolean isBeforeText(int offset) {
    int next = text.skipBlanks(offset);
    return !text.isLineEnd(next) && !text.isComment(next) && text.at(next) != ':';
  }

  private void checkTabs(int start, int end, int parentIndent) {
    // A line may hold a million scalars; the end of it is looked for only where it is inside of
    // one.
    if (!text.hasBreak(start, end)) {
      return;
    }
    int line = text.nextLine(start);
    while (line < end) {
      scan.checkTab(line, text.skipBlanks(line), parentIndent);
      line = text.nextLine(line);
    }
  }

  private Problem unclosed(int start, int end) {
    char quote = text.at(start);
    return Problem.of(
            YamlProblems.UNCLOSED_QUOTE,
            new Span(start, start + 1),
            "the quote is not closed (expected: " + quote + ")")
        .withFix("Close the quote", List.of(new TextEdit(Span.at(end), String.valueOf(quote))));
  }

  /** {@return the offset of the closing quote, or -1} */
  private int findClose(int start, int parentIndent) {
    char quote = text.at(start);
    if (start >= (quote == '"' ? noDoubleAfter : noSingleAfter)) {
      return -1;
    }
    boolean isOneLine = true;
    int next = start + 1;
    while (!text.isEnd(next)) {
      char unit = text.at(next);
      if (YamlText.isBreak(unit)) {
        isOneLine = false;
        next = text.afterBreak(next);
        if (!mayGoOn(next, parentIndent)) {
          return -1;
        }
      } else if (unit == '\\' && quote == '"' && !text.isLineEnd(next + 1)) {
        next += 2;
      } else if (unit == quote && quote == '\'' && text.at(next + 1) == '\'') {
        next += 2;
      } else if (unit == quote) {
        return isOneLine || mayFollow(next + 1) ? next : -1;
      } else {
        next++;
      }
    }
    noteNoClose(quote, start);
    return -1;
  }

  private void noteNoClose(char quote, int start) {
    if (quote == '"') {
      noDoubleAfter = Math.min(noDoubleAfter, start);
    } else {
      noSingleAfter = Math.min(noSingleAfter, start);
    }
  }

  private boolean mayGoOn(int line, int parentIndent) {
    int first = text.skipBlanks(line);
    if (text.isLineEnd(first)) {
      return true;
    }
    return !text.isDocumentMarker(line) && text.column(line, first) > parentIndent;
  }

  private boolean mayFollow(int offset) {
    return text.isSpace(offset)
        || YamlText.isFlowIndicator(text.at(offset))
        || text.at(offset) == ':';
  }

  /** {@return where a scalar ends that is not closed} */
  private int openEnd(int start, int parentIndent, int closerCount) {
    int end = text.trimEnd(start + 1, text.lineEnd(start));
    if (closerCount > 0) {
      return giveBack(start + 1, end, closerCount);
    }
    if (parentIndent < 0) {
      return end;
    }
    int line = text.nextLine(end);
    while (!text.isEnd(line) && mayGoOn(line, parentIndent) && !looksLikeEntry(line)) {
      end = Math.max(end, text.trimEnd(line, text.lineEnd(line)));
      line = text.nextLine(line);
    }
    return isBlankLine(end) ? text.trimEnd(start + 1, text.lineEnd(start)) : end;
  }

  private boolean looksLikeEntry(int line) {
    return text.looksLikeEntry(text.skipBlanks(line));
  }

  private boolean isBlankLine(int end) {
    return text.lineStart(end) == end;
  }

  /** Gives the closing brackets at the end of a line back to the collections around the scalar. */
  int giveBack(int start, int lineEnd, int closerCount) {
    int end = lineEnd;
    int closers = closerCount;
    while (end > start) {
      char last = text.at(end - 1);
      boolean isCloser = last == ']' || last == '}';
      if (isCloser && closers > 0) {
        closers--;
      } else if (last != ',' && !YamlText.isBlank(last)) {
        break;
      } else if (last == ',' && end < lineEnd && closers < closerCount) {
        break;
      }
      end--;
    }
    return end;
  }

  /** Turns the text between the quotes into the value. */
  private final class Unescaping {

    private final int end;
    private final ScalarText value;
    private int next;

    Unescaping(int start, int end, ScalarText value) {
      this.next = start;
      this.end = end;
      this.value = value;
    }

    void readSingle() {
      while (next < end) {
        if (YamlText.isBlank(text.at(next)) || YamlText.isBreak(text.at(next))) {
          space();
        } else if (text.at(next) == '\'' && text.at(next + 1) == '\'' && next + 1 < end) {
          value.addEscape("'", next, next + 2);
          next += 2;
        } else {
          value.add(text.at(next), next);
          next++;
        }
      }
    }

    void readDouble() {
      while (next < end) {
        if (YamlText.isBlank(text.at(next)) || YamlText.isBreak(text.at(next))) {
          space();
        } else if (text.at(next) == '\\' && next + 1 < end) {
          escape();
        } else {
          value.add(text.at(next), next);
          next++;
        }
      }
    }

    /** White space: kept inside of a line, folded around a line end. */
    private void space() {
      int from = next;
      next = Math.min(text.skipBlanks(next), end);
      if (next >= end || !YamlText.isBreak(text.at(next))) {
        value.addAsIs(text, from, next);
        return;
      }
      int breakAt = next;
      value.addFold(skipBreaks(), breakAt);
    }

    private int skipBreaks() {
      int breakCount = 0;
      while (next < end && YamlText.isBreak(text.at(next))) {
        breakCount++;
        next = Math.min(text.skipBlanks(text.afterBreak(next)), end);
      }
      return breakCount;
    }

    private void escape() {
      int start = next;
      if (YamlText.isBreak(text.at(next + 1))) {
        next++;
        int breakCount = skipBreaks();
        if (breakCount > 1) {
          value.addFold(breakCount, start);
        }
        return;
      }
      Escapes.Escape escape = Escapes.read(text, start, end);
      if (!escape.isValid()) {
        scan.problems().add(invalid(new Span(start, escape.end())));
      }
      value.addEscape(escape.value(), start, escape.end());
      next = escape.end();
    }

    private Problem invalid(Span span) {
      return Problem.of(
              YamlProblems.INVALID_ESCAPE,
              span,
              "'" + text.slice(span) + "' is not an escape of a double-quoted text")
          .withFix("Write a backslash as two", List.of(new TextEdit(Span.at(span.start()), "\\")));
    }
  }
}
