package fermata.definition.format;

import fermata.definition.format.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of comments.
 *
 * <p>A comment on a line of its own stands with what follows; one that is indented deeper than that
 * belongs to what stands above. Comments behind text keep their distance, and those that the author
 * has put below one another, without an empty line between, stay so.
 */
final class CommentColumns {

  private final Tokens tokens;
  private final @Nullable Slot[] slots;
  private final Layout layout;
  private final Map<Integer, List<Integer>> aligned = new LinkedHashMap<>();

  CommentColumns(Tokens tokens, @Nullable Slot[] slots, Layout layout) {
    this.tokens = tokens;
    this.slots = slots;
    this.layout = layout;
  }

  void place() {
    for (int index = 0; index < tokens.count(); index++) {
      if (tokens.isAfterBlankLine(index)) {
        align();
      }
      if (tokens.is(Kind.COMMENT, index)) {
        place(index);
      }
    }
    align();
  }

  private void place(int index) {
    if (!tokens.isFirst(index)) {
      aligned.computeIfAbsent(tokens.start(index), _ -> new ArrayList<>()).add(index);
    } else if (!isInFlow(index)) {
      layout.moveTo(index, lineColumn(index));
    }
  }

  private boolean isInFlow(int index) {
    int next = tokens.contentAfter(index);
    Slot slot = next < 0 ? null : slots[next];
    return slot != null && slot.isInFlow();
  }

  private int lineColumn(int index) {
    int next = tokens.contentAfter(index);
    int previous = tokens.contentBefore(index);
    int below = next < 0 ? 0 : layout.start(next);
    int column = tokens.start(index);
    if (previous < 0 || (next >= 0 && column <= tokens.start(next))) {
      return below;
    }
    return Math.max(below, ownerColumn(previous, column));
  }

  /** {@return the column of the innermost block above that a comment is not left of} */
  private int ownerColumn(int previous, int column) {
    Block block = innermost(previous);
    while (block != null && !block.isDocument()) {
      if (block.oldColumn() <= column) {
        return block.newColumn();
      }
      block = block.parent();
    }
    return 0;
  }

  private @Nullable Block innermost(int index) {
    Slot slot = slots[index];
    if (slot == null) {
      return null;
    }
    return switch (tokens.get(index).kind()) {
      // A block may begin here, even if all of it is still a comment.
      case COLON, DASH, QUESTION, PROPERTY -> slot.block().child(slot.block().oldColumn() + 1);
      case SCALAR, BLOCK_HEADER, BLOCK_BODY, ALIAS, COMMA, OPEN, CLOSE, COMMENT, MARKER ->
          slot.block();
    };
  }

  /** Puts the comments at one column at one column again: that of the longest line's. */
  private void align() {
    for (Map.Entry<Integer, List<Integer>> entry : aligned.entrySet()) {
      int oldEnd = entry.getValue().stream().mapToInt(at -> tokens.end(at - 1)).max().orElse(0);
      int newEnd = entry.getValue().stream().mapToInt(at -> layout.end(at - 1)).max().orElse(0);
      entry.getValue().forEach(at -> layout.moveTo(at, newEnd + entry.getKey() - oldEnd));
    }
    aligned.clear();
  }
}
