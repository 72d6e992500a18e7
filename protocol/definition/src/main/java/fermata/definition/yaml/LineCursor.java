package fermata.definition.yaml;

import fermata.definition.text.Span;

/** Where the block parser reads: an offset, its line, and what may begin there. */
final class LineCursor {

  private final YamlScan scan;
  private final YamlText text;
  private int offset;
  private int lineStart;
  private int blankStart;
  private boolean isFirstOnLine = true;
  private boolean canStartBlock = true;

  LineCursor(YamlScan scan) {
    this.scan = scan;
    this.text = scan.text();
  }

  int offset() {
    return offset;
  }

  int lineStart() {
    return lineStart;
  }

  /** {@return the column of the offset, tabs expanded} */
  int column() {
    return text.column(lineStart, offset);
  }

  /** Whether only white space stands before the offset on its line. */
  boolean isFirstOnLine() {
    return isFirstOnLine;
  }

  /** Whether a block collection may begin here: at a line's start or after an indicator. */
  boolean canStartBlock() {
    return canStartBlock;
  }

  /** Whether a tab is in the white space before the offset, which counts as indentation. */
  boolean sawTab() {
    return canStartBlock && text.hasTab(blankStart, offset);
  }

  /** {@return the white space before the offset} */
  Span indentSpan() {
    return new Span(blankStart, offset);
  }

  /** {@return the number of spaces that the line begins with} */
  int spaceCount() {
    return text.skipSpaces(lineStart) - lineStart;
  }

  /** Goes on after a value, or after a key and its colon; either may end on a later line. */
  void pass(int next) {
    while (lineStart < next && text.hasBreak(lineStart, next)) {
      lineStart = text.nextLine(lineStart);
    }
    to(next, false);
  }

  /** Goes on after an indicator that a collection may follow on the same line. */
  void passIndicator(int next) {
    to(Math.max(offset, next), true);
  }

  /** Goes on with a key before which something stands that has no meaning. */
  void passStray(int key) {
    offset = key;
  }

  /** Goes to the end of the line. */
  void skipLine() {
    to(text.lineEnd(offset), false);
  }

  private void to(int next, boolean mayStart) {
    offset = next;
    blankStart = next;
    isFirstOnLine = false;
    canStartBlock = mayStart;
  }

  private void toLine(int next) {
    to(next, true);
    lineStart = next;
    isFirstOnLine = true;
  }

  /** Moves over white space, line ends and comments; false at the end of the document. */
  boolean moveToToken() {
    while (true) {
      offset = text.skipBlanks(offset);
      if (text.isEnd(offset)) {
        return false;
      }
      if (YamlText.isBreak(text.at(offset))) {
        toLine(text.afterBreak(offset));
      } else if (text.isComment(offset)) {
        offset = scan.comment(offset);
      } else {
        return !isAtMarker() || !endDocument();
      }
    }
  }

  private boolean isAtMarker() {
    return offset == lineStart && isFirstOnLine && text.isDocumentMarker(offset);
  }

  /** Moves over directives and the marker that begins the document. */
  void skipPrologue() {
    boolean hasDirective = false;
    boolean hasVersion = false;
    while (moveOverTrivia() && offset == lineStart && text.at(offset) == '%') {
      hasDirective = true;
      boolean isVersion = new Directive(scan, offset).check();
      if (isVersion && hasVersion) {
        scan.problem(
            YamlProblems.DIRECTIVE, new Span(offset, text.lineEnd(offset)), "a second %YAML");
      }
      hasVersion |= isVersion;
      skipLine();
    }
    if (isAtMarker() && text.at(offset) == '-') {
      to(offset + 3, false);
    } else if (hasDirective) {
      scan.problem(
          YamlProblems.DIRECTIVE,
          Span.at(Math.min(offset, text.length())),
          "expected '---' after the directives");
    }
  }

  private boolean moveOverTrivia() {
    while (true) {
      offset = text.skipBlanks(offset);
      if (text.isEnd(offset)) {
        return false;
      }
      if (YamlText.isBreak(text.at(offset))) {
        toLine(text.afterBreak(offset));
      } else if (text.isComment(offset)) {
        offset = scan.comment(offset);
      } else {
        return true;
      }
    }
  }

  /** Ends the document at a marker; what follows is reported and not read. */
  private boolean endDocument() {
    int marker = offset;
    boolean isNew = text.at(marker) == '-';
    to(marker + 3, false);
    while (!isNew && moveOverTrivia()) {
      isNew = !text.isDocumentMarker(offset) || text.at(offset) == '-';
      if (isNew && !isFirstOnLine) {
        scan.problem(
            YamlProblems.UNEXPECTED_TEXT,
            new Span(offset, text.lineEnd(offset)),
            "nothing may follow '...' on its line");
        return true;
      }
      to(Math.min(offset + 3, text.length()), false);
    }
    if (isNew) {
      scan.problem(
          YamlProblems.SEVERAL_DOCUMENTS,
          new Span(marker, marker + 3),
          "a file holds one document; what follows is not read");
    }
    return true;
  }
}
