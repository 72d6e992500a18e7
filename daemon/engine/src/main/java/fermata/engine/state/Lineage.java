package fermata.engine.state;

import fermata.engine.run.FanOutId;
import java.util.ArrayList;
import java.util.List;

/**
 * The branches that a token is in, innermost last; a tree that tokens share.
 *
 * <p>The order of two lineages is the order of their branches in the file. Of two where one goes on
 * from the other, neither comes first.
 */
public sealed interface Lineage {

  /** How many fan-outs deep. */
  int depth();

  /** In no fan-out; then no other token is alive. */
  record Root() implements Lineage {

    @Override
    public int depth() {
      return 0;
    }
  }

  /**
   * In a branch.
   *
   * @param index of the branch, from 0 in the order of the file
   */
  record Branch(Lineage parent, FanOutId fanOut, int index, int depth) implements Lineage {}

  /** {@return the lineage in no fan-out} */
  static Lineage root() {
    return new Root();
  }

  /** {@return the lineage of a branch of a fan-out that this one makes} */
  default Lineage branch(FanOutId fanOut, int index) {
    return new Branch(this, fanOut, index, depth() + 1);
  }

  /** {@return the fan-outs, outermost first} */
  default List<FanOutId> fanOuts() {
    var found = new ArrayList<FanOutId>();
    for (Lineage at = this; at instanceof Branch branch; at = branch.parent()) {
      found.add(branch.fanOut());
    }
    return found.reversed();
  }

  /** Whether this is within a fan-out. */
  default boolean isIn(FanOutId fanOut) {
    for (Lineage at = this; at instanceof Branch branch; at = branch.parent()) {
      if (branch.fanOut().equals(fanOut)) {
        return true;
      }
    }
    return false;
  }

  /** {@return negative, zero or positive, as a branch of this comes before, with or after} */
  default int compareBranches(Lineage other) {
    Lineage mine = this;
    Lineage theirs = other;
    while (mine.depth() > theirs.depth()) {
      mine = parentOf(mine);
    }
    while (theirs.depth() > mine.depth()) {
      theirs = parentOf(theirs);
    }
    int order = 0;
    while (mine instanceof Branch left
        && theirs instanceof Branch right
        && !(left.fanOut().equals(right.fanOut()) && left.index() == right.index())) {
      order =
          left.fanOut().equals(right.fanOut()) ? Integer.compare(left.index(), right.index()) : 0;
      mine = left.parent();
      theirs = right.parent();
    }
    return order;
  }

  private static Lineage parentOf(Lineage lineage) {
    return switch (lineage) {
      case Root root -> root;
      case Branch branch -> branch.parent();
    };
  }
}
