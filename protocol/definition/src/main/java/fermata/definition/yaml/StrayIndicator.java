package fermata.definition.yaml;

/**
 * Tells whether what stands before a key on its line is the beginning of something else, which
 * somebody has just typed there.
 *
 * <p>Taken by its word, a bracket, a dash or a block scalar's mark before the first key of a
 * mapping swallows the mapping, and a whole file changes its meaning at one stroke of a key. The
 * lines below tell what was meant: where the keys beside it stand at its own column, it is not part
 * of the text yet.
 */
final class StrayIndicator {

  /** How far below its line an indicator is judged. */
  private static final int UNITS_MAX = 16_384;

  /** The beginning of an expression. */
  private static final String HOLE = "${{";

  private final YamlText text;

  StrayIndicator(YamlText text) {
    this.text = text;
  }

  /**
   * {@return the offset of the key before which an indicator is to be passed over, or -1}
   *
   * @param offset the first text of a line
   * @param top the collection that the line belongs to, or that waits for its value
   */
  int keyAfter(int offset, int column, BlockFrame top) {
    boolean isInPlace = top.isMapping() && !top.isOpen() && column == top.indent();
    boolean isFirst = top.isOpen() && column > top.indent();
    int key = text.skipBlanks(offset + length(offset));
    if (!(isInPlace || isFirst) || !text.looksLikeKey(key)) {
      return -1;
    }
    boolean isStray =
        switch (text.at(offset)) {
          case '[', '{' -> isUnclosed(offset, column, isFirst);
          case '|', '>' -> isInPlace || siblings(offset, column) != Siblings.NONE;
          case '-' ->
              text.isIndicator('-', offset) && isFirst && siblings(offset, column) == Siblings.KEYS;
          case '!', '&', '*' ->
              key == offset + 1
                  && isLastKey(key)
                  && (isInPlace || siblings(offset, column) == Siblings.KEYS);
          case ':' ->
              text.isIndicator(':', offset)
                  && (isInPlace ? !top.awaitsColon() : siblings(offset, column) == Siblings.KEYS);
          case '$' -> isHole(offset) && isFirst && siblings(offset, column) == Siblings.KEYS;
          default -> false;
        };
    return isStray ? key : -1;
  }

  /** {@return how long the indicator at an offset is} */
  int length(int offset) {
    return isHole(offset) ? HOLE.length() : 1;
  }

  private boolean isHole(int offset) {
    return text.startsWith(HOLE, offset);
  }

  /** Whether the first text of a mapping is to be a key, by the keys below it. */
  boolean isFirstOfKeys(int offset, int column, BlockFrame top) {
    return top.isOpen() && column > top.indent() && siblings(offset, column) == Siblings.KEYS;
  }

  /** Whether a key ends with its colon at once, and what follows it is not a key itself. */
  private boolean isLastKey(int key) {
    int end = key;
    while (!text.isSpace(end)) {
      end++;
    }
    return text.at(end - 1) == ':' && !text.looksLikeKey(text.skipBlanks(end));
  }

  /** What the lines at the column of a first line are, up to the end of its block. */
  private enum Siblings {
    NONE,
    KEYS,
    ITEMS
  }

  private Siblings siblings(int offset, int column) {
    var found = Siblings.NONE;
    for (int first = below(offset); isWithin(offset, first); first = below(first)) {
      int here = columnOf(first);
      if (here < column) {
        break;
      }
      if (here == column && text.isIndicator('-', first)) {
        return Siblings.ITEMS;
      }
      found = here == column && text.looksLikeKey(first) ? Siblings.KEYS : found;
    }
    return found;
  }

  /**
   * Whether a bracket is still open, with no comma, where a line is no deeper than it.
   *
   * @param isFirst whether only an entry at its own column tells that it stands in its way
   */
  private boolean isUnclosed(int offset, int column, boolean isFirst) {
    int open = 0;
    char last = ' ';
    int next = offset;
    while (isWithin(offset, next)) {
      int lineEnd = text.lineEnd(next);
      for (int at = next; at < lineEnd && !text.isComment(at); at++) {
        char unit = text.at(at);
        open += unit == '[' || unit == '{' ? 1 : 0;
        open -= unit == ']' || unit == '}' ? 1 : 0;
        last = YamlText.isBlank(unit) ? last : unit;
      }
      if (open <= 0) {
        return false;
      }
      next = below(next);
      if (text.isEnd(next) || columnOf(next) <= column) {
        break;
      }
    }
    boolean isEntry = !text.isEnd(next) && columnOf(next) == column && text.looksLikeKey(next);
    return last != ',' && (isEntry || !isFirst) && !isCloser(next);
  }

  private boolean isCloser(int offset) {
    char unit = text.at(offset);
    return unit == ']' || unit == '}' || unit == ',';
  }

  private boolean isWithin(int offset, int first) {
    return !text.isEnd(first) && first - offset <= UNITS_MAX;
  }

  private int below(int offset) {
    return text.firstBelow(offset);
  }

  private int columnOf(int first) {
    return text.column(text.lineStart(first), first);
  }
}
