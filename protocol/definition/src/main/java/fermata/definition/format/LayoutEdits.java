package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import fermata.definition.text.TextEdit;
import java.util.List;

/** The edits from the white space that a text has to that of its layout. */
final class LayoutEdits {

  private final Tokens tokens;
  private final LayoutText text;
  private final Layout layout;
  private final EditList edits;

  private LayoutEdits(Tokens tokens, Layout layout) {
    this.tokens = tokens;
    this.text = tokens.text();
    this.layout = layout;
    this.edits = new EditList(text);
  }

  static List<TextEdit> of(Tokens tokens, Layout layout) {
    var all = new LayoutEdits(tokens, layout);
    for (int index = 0; index < tokens.count(); index++) {
      all.before(index);
      all.inside(index);
    }
    all.atEnd();
    return all.edits.sorted();
  }

  private void before(int index) {
    int start = index == 0 ? 0 : tokens.get(index - 1).end();
    int end = tokens.get(index).start();
    if (!tokens.isFirst(index)) {
      edits.replace(start, end, " ".repeat(layout.start(index) - layout.end(index - 1)));
      return;
    }
    int line = text.lineStart(end);
    if (index == 0) {
      edits.replace(0, line, "");
    } else {
      int blanksEnd = text.skipBlanks(start);
      edits.replace(start, blanksEnd, "");
      blankLines(text.afterBreak(blanksEnd), line, isKept(index - 1));
    }
    if (!tokens.is(Kind.BLOCK_BODY, index)) {
      edits.replace(line, end, " ".repeat(layout.start(index)));
    }
  }

  /** Whether the empty lines after a token belong to the value of a block scalar. */
  private boolean isKept(int index) {
    return tokens.header(index).filter(BlockHeader::keepsBreaks).isPresent();
  }

  /** Leaves one of the empty lines between two offsets, or all of them. */
  private void blankLines(int start, int end, boolean isKept) {
    if (isKept) {
      for (int line = start; line < end; line = text.nextLine(line)) {
        edits.replace(line, text.skipBlanks(line), "");
      }
    } else if (start < end) {
      int lineEnd = text.skipBlanks(start);
      edits.replace(start, lineEnd, "");
      edits.replace(text.afterBreak(lineEnd), end, "");
    }
  }

  private void inside(int index) {
    if (!layout.isMovable(index)) {
      return;
    }
    var lines = new ScalarLines(text, tokens.get(index));
    if (tokens.is(Kind.BLOCK_BODY, index)) {
      lines.shiftBody(layout.oldBodyIndent(index), layout.shift(index), edits);
    } else if (tokens.hasLines(index)) {
      lines.shift(layout.shift(index), edits);
      if (isPlain(tokens.get(index))) {
        lines.trim(edits);
      }
    }
  }

  private boolean isPlain(Token token) {
    return !text.isAt('"', token.start()) && !text.isAt('\'', token.start());
  }

  private void atEnd() {
    int last = tokens.count() - 1;
    int start = last < 0 ? 0 : tokens.get(last).end();
    int blanksEnd = text.skipBlanks(start);
    if (last < 0) {
      edits.replace(0, text.length(), "");
    } else if (isKept(last)) {
      keepEnd(start);
    } else if (!text.isEnd(blanksEnd)) {
      edits.replace(start, blanksEnd, "");
      edits.replace(text.afterBreak(blanksEnd), text.length(), "");
    } else if (tokens.header(last).filter(header -> !header.dropsBreaks()).isEmpty()) {
      edits.replace(start, text.length(), text.firstBreak());
    }
  }

  /** Line ends are a part of the value here, and blanks before the end of the text are one. */
  private void keepEnd(int start) {
    int line = start;
    while (!text.isEnd(line)) {
      int blanksEnd = text.skipBlanks(line);
      boolean isLast = text.isEnd(blanksEnd) && line > start;
      edits.replace(line, blanksEnd, isLast ? text.firstBreak() : "");
      line = text.afterBreak(blanksEnd);
    }
  }
}
