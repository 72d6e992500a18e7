package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import fermata.definition.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/** The tokens of a text with the columns that they have in it. */
final class Tokens {

  private final LayoutText text;
  private final List<Token> list;
  private final int[] starts;
  private final int[] ends;
  private final boolean[] isFirst;
  private final int[] contentBefore;
  private final int[] contentAfter;

  private Tokens(LayoutText text, List<Token> list) {
    this.text = text;
    this.list = list;
    this.starts = new int[list.size()];
    this.ends = new int[list.size()];
    this.isFirst = new boolean[list.size()];
    this.contentBefore = new int[list.size()];
    this.contentAfter = new int[list.size()];
    measure();
    findContent();
  }

  /** {@return the tokens of a text; empty where something in it is none} */
  static Optional<Tokens> of(LayoutText text, YamlDocument document) {
    return TokenScan.of(text, document).map(list -> new Tokens(text, list));
  }

  /** Goes through the text once, because a line may have a million tokens. */
  private void measure() {
    int offset = 0;
    int column = 0;
    for (int index = 0; index < list.size(); index++) {
      Token token = list.get(index);
      isFirst[index] = index == 0 || text.hasBreak(offset, token.start());
      starts[index] = columnAt(column, offset, token.start());
      ends[index] = columnAt(starts[index], token.start(), token.end());
      offset = token.end();
      column = ends[index];
    }
  }

  private void findContent() {
    int before = -1;
    for (int index = 0; index < list.size(); index++) {
      contentBefore[index] = before;
      before = is(Kind.COMMENT, index) ? before : index;
    }
    int after = -1;
    for (int index = list.size() - 1; index >= 0; index--) {
      contentAfter[index] = after;
      after = is(Kind.COMMENT, index) ? after : index;
    }
  }

  private int columnAt(int column, int start, int end) {
    return text.hasBreak(start, end)
        ? text.column(0, text.lineStart(end), end)
        : text.column(column, start, end);
  }

  LayoutText text() {
    return text;
  }

  List<Token> list() {
    return list;
  }

  int count() {
    return list.size();
  }

  Token get(int index) {
    return list.get(index);
  }

  boolean is(Kind kind, int index) {
    return list.get(index).is(kind);
  }

  /** Whether only white space stands before a token on its line. */
  boolean isFirst(int index) {
    return isFirst[index];
  }

  int start(int index) {
    return starts[index];
  }

  int[] starts() {
    return starts.clone();
  }

  /** {@return the column after a token, on its last line} */
  int end(int index) {
    return ends[index];
  }

  boolean hasLines(int index) {
    return text.hasBreak(get(index).start(), get(index).end());
  }

  /** Whether an empty line stands before a token. */
  boolean isAfterBlankLine(int index) {
    if (index == 0 || !isFirst(index)) {
      return false;
    }
    int line = text.nextLine(get(index - 1).end());
    return line < get(index).start() && text.hasBreak(line, get(index).start());
  }

  /** {@return the next token that is no comment, or -1} */
  int contentAfter(int index) {
    return contentAfter[index];
  }

  /** {@return the token before that is no comment, or -1} */
  int contentBefore(int index) {
    return contentBefore[index];
  }

  /** {@return the header of the block scalar that a token ends or belongs to, if it does} */
  Optional<BlockHeader> header(int index) {
    int at = is(Kind.BLOCK_BODY, index) ? contentBefore(index) : index;
    boolean isBesideHeader = is(Kind.COMMENT, at) && !isFirst(at) && at > 0;
    int header = isBesideHeader ? at - 1 : at;
    return is(Kind.BLOCK_HEADER, header)
        ? Optional.of(BlockHeader.of(text.slice(get(header).start(), get(header).end())))
        : Optional.empty();
  }
}
