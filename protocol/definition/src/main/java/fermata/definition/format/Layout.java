package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The columns that tokens have in the layout.
 *
 * <p>Lines stay as the author has cut them. A line between brackets is one level deeper than the
 * line on which the innermost bracket was opened, or stays below what stands beside that bracket.
 */
final class Layout {

  private final Tokens tokens;
  private final @Nullable Slot[] slots;
  private final Spacing spacing;
  private final int[] starts;
  private final int[] ends;
  private final int[] shifts;

  /** The open brackets, the innermost first. */
  private final Deque<Bracket> brackets = new ArrayDeque<>();

  private int bracketLine;

  /**
   * A bracket that is open.
   *
   * @param line the column of the line that it stands on
   * @param beside what stands after it on that line, or -1
   */
  private record Bracket(int line, int beside) {}

  private Layout(Tokens tokens, @Nullable Slot[] slots) {
    this.tokens = tokens;
    this.slots = slots;
    this.spacing = new Spacing(tokens.text());
    this.starts = new int[tokens.count()];
    this.ends = new int[tokens.count()];
    this.shifts = new int[tokens.count()];
  }

  static Layout of(Tokens tokens, @Nullable Slot[] slots) {
    var layout = new Layout(tokens, slots);
    for (int index = 0; index < tokens.count(); index++) {
      layout.place(index);
    }
    new CommentColumns(tokens, slots, layout).place();
    return layout;
  }

  int start(int index) {
    return starts[index];
  }

  /** {@return the column after a token, on its last line} */
  int end(int index) {
    return ends[index];
  }

  /** {@return by how much the further lines of a token move} */
  int shift(int index) {
    return shifts[index];
  }

  void moveTo(int index, int column) {
    starts[index] = column;
  }

  private void place(int index) {
    Slot slot = slots[index];
    if (slot == null) {
      placeComment(index);
      return;
    }
    Token token = tokens.get(index);
    starts[index] =
        tokens.isFirst(index)
            ? lineColumn(index, slot)
            : ends[index - 1] + spacing.between(tokens.get(index - 1), token);
    if (token.is(Kind.OPEN)) {
      open(index, slot);
    } else if (token.is(Kind.CLOSE)) {
      brackets.poll();
    }
    if (slot.isInFlow() && tokens.isFirst(index)) {
      bracketLine = starts[index];
    }
    shifts[index] = tokens.hasLines(index) || token.is(Kind.BLOCK_BODY) ? shift(index, slot) : 0;
    ends[index] =
        tokens.hasLines(index)
            ? tokens.end(index) + shifts[index]
            : starts[index] + tokens.end(index) - tokens.start(index);
  }

  private void placeComment(int index) {
    Bracket bracket = brackets.peek();
    starts[index] = bracket == null ? 0 : contentColumn(index, bracket);
  }

  private int lineColumn(int index, Slot slot) {
    Bracket bracket = brackets.peek();
    if (!slot.isInFlow() || bracket == null) {
      return slot.column();
    }
    return tokens.is(Kind.CLOSE, index)
        ? closerColumn(tokens.start(index), bracket.line(), slot.block())
        : contentColumn(index, bracket);
  }

  /** {@return below what stands beside the bracket where it is there already, else one level in} */
  private int contentColumn(int index, Bracket bracket) {
    int beside = bracket.beside();
    return beside >= 0 && tokens.start(beside) == tokens.start(index)
        ? starts[beside]
        : bracket.line() + Block.INDENT;
  }

  /**
   * {@return the column of a bracket that closes}
   *
   * <p>YAML wants it right of the block around, which many ignore and all readers forgive; whoever
   * has written it so keeps it so.
   */
  private static int closerColumn(int oldColumn, int line, Block block) {
    boolean wasRight = oldColumn > block.oldColumn();
    boolean isRight = line > block.newColumn();
    return wasRight && !isRight ? block.contentColumn() : line;
  }

  private void open(int index, Slot slot) {
    if (tokens.isFirst(index)) {
      bracketLine = starts[index];
    } else if (!slot.isInFlow()) {
      bracketLine = Math.max(0, slot.block().newColumn());
    }
    int next = index + 1;
    boolean hasBeside =
        next < tokens.count() && !tokens.isFirst(next) && !tokens.is(Kind.COMMENT, next);
    brackets.push(new Bracket(bracketLine, hasBeside ? next : -1));
  }

  /** Whether the further lines of a token may move; those of a text at the top stay. */
  boolean isMovable(int index) {
    Slot slot = slots[index];
    return slot != null && (slot.isInFlow() || !slot.block().isDocument());
  }

  private int shift(int index, Slot slot) {
    if (!isMovable(index)) {
      return 0;
    }
    if (tokens.is(Kind.BLOCK_BODY, index)) {
      return newBodyIndent(index, slot.block()) - oldBodyIndent(index, slot.block());
    }
    Bracket bracket = brackets.peek();
    int least = bracket == null ? slot.block().contentColumn() : bracket.line() + Block.INDENT;
    var lines = new ScalarLines(tokens.text(), tokens.get(index));
    return Math.max(starts[index] - tokens.start(index), least - lines.leastColumn());
  }

  /** {@return the indentation of a block scalar's text as it stands} */
  int oldBodyIndent(int index) {
    Slot slot = slots[index];
    return slot == null ? 0 : oldBodyIndent(index, slot.block());
  }

  private int oldBodyIndent(int index, Block block) {
    int explicit = tokens.header(index).map(BlockHeader::indent).orElse(0);
    return explicit > 0
        ? Math.max(0, block.oldColumn()) + explicit
        : new ScalarLines(tokens.text(), tokens.get(index)).bodyIndent();
  }

  private int newBodyIndent(int index, Block block) {
    int explicit = tokens.header(index).map(BlockHeader::indent).orElse(0);
    return explicit > 0 ? Math.max(0, block.newColumn()) + explicit : block.contentColumn();
  }
}
