package fermata.definition.graph;

/**
 * The piece of a way between two layers, one below the other.
 *
 * <p>Belongs to one drawing while it is made; not thread-safe.
 */
final class Link {

  final Element upper;
  final Element lower;
  final int way;

  /** Where it leaves the upper element. */
  int upperX;

  /** Where it meets the lower element. */
  int lowerX;

  Link(Element upper, Element lower, int way) {
    this.upper = upper;
    this.lower = lower;
    this.way = way;
    this.upperX = upper.centre();
    this.lowerX = lower.centre();
  }
}
