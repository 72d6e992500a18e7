package fermata.definition.yaml;

import fermata.definition.yaml.BlockFrame.Kind;
import java.util.ArrayList;
import java.util.List;

/** The block collections around the place that is read, the innermost on top. */
final class BlockStack {

  private final YamlScan scan;
  private final List<BlockFrame> frames = new ArrayList<>();

  BlockStack(YamlScan scan) {
    this.scan = scan;
    frames.add(BlockFrame.document(scan));
  }

  BlockFrame top() {
    return frames.getLast();
  }

  int depth() {
    return frames.size();
  }

  boolean isFull() {
    return frames.size() >= YamlParser.NESTING_MAX;
  }

  BlockFrame push(BlockFrame frame) {
    frames.add(frame);
    return frame;
  }

  /** Pushes a collection into the slot of the top; it takes the properties before the slot. */
  BlockFrame push(Kind kind, int indent, int start) {
    return push(BlockFrame.of(scan, kind, indent, start, top().takeSlotProperties(start)));
  }

  /**
   * Closes what a line at a column ends.
   *
   * <p>A line between the columns of two collections fits neither; it goes to the inner one if that
   * is of its kind.
   *
   * @param isItem whether the line begins with a dash
   * @return whether the line fits
   */
  boolean unwind(int column, boolean isItem) {
    while (!top().isDocument() && column <= top().indent() && !stays(column, isItem)) {
      if (isBetween(column) && top().isSequence() == isItem && !top().isOrphan()) {
        boolean isHome = column == top().homeIndent();
        top().moveTo(column);
        return isHome;
      }
      close();
    }
    return true;
  }

  private boolean stays(int column, boolean isItem) {
    BlockFrame top = top();
    if (column != top.indent()) {
      return false;
    }
    boolean isBelowAtColumn = below().indent() == column;
    if (top.isSequence()) {
      boolean isInMapping = below().isMapping() && isBelowAtColumn;
      return isItem || (!isInMapping && !top.isOrphan());
    }
    return !isItem || !(below().isSequence() && isBelowAtColumn);
  }

  private boolean isBetween(int column) {
    return column < top().indent() && column > below().indent();
  }

  private BlockFrame below() {
    return frames.get(frames.size() - 2);
  }

  private void close() {
    BlockFrame closed = frames.removeLast();
    YamlNode node = closed.finish();
    if (!closed.isOrphan()) {
      top().fill(node);
    }
  }

  /** {@return the root of the document, after everything is closed} */
  YamlNode closeAll() {
    while (!top().isDocument()) {
      close();
    }
    return top().finish();
  }
}
