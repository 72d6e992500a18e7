package fermata.definition.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing in a layer. Columns are whatever the drawing counts: characters or pixels.
 *
 * <p>Belongs to one drawing while it is made; not thread-safe.
 */
final class Element {

  /** What it is. */
  enum Kind {
    BOX,
    /** The words at a way. */
    LABEL,
    /** Where a way passes a layer. */
    BEND
  }

  final Kind kind;

  /** The number of the box, or of the way. */
  final int number;

  final int rank;
  final List<Element> above = new ArrayList<>();
  final List<Element> below = new ArrayList<>();

  /** The place within the layer, from 0. */
  int order;

  int left;
  int width = 1;

  /** How much of the width, on each side, is not the box itself. */
  int inset;

  Element(Kind kind, int number, int rank) {
    this.kind = kind;
    this.number = number;
    this.rank = rank;
  }

  boolean isBox() {
    return kind == Kind.BOX;
  }

  int centre() {
    return left + (width - 1) / 2;
  }
}
