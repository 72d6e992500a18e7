package fermata.definition.format;

import org.jspecify.annotations.Nullable;

/**
 * A block collection, and the column of its entries before and after; or the document around all.
 *
 * @param parent the collection around it
 */
record Block(@Nullable Block parent, int oldColumn, int newColumn) {

  /** Columns from one level to the next. */
  static final int INDENT = 2;

  static final Block DOCUMENT = new Block(null, -1, -INDENT);

  boolean isDocument() {
    return parent == null;
  }

  /** {@return a collection in an entry of this one} */
  Block child(int column) {
    return new Block(this, column, contentColumn());
  }

  /** {@return where a value stands that begins a line} */
  int contentColumn() {
    return newColumn + INDENT;
  }
}
