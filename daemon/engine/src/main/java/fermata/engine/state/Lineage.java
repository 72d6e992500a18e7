package fermata.engine.state;

import fermata.engine.run.ElementId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.StepId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The branches and elements that a token is in, innermost last; a tree that tokens share.
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

  /**
   * In the body of a {@code map} step.
   *
   * @param index of the element, from 0
   */
  record Element(Lineage parent, StepId map, int index, int depth) implements Lineage {

    /** {@return what the journal calls it} */
    public ElementId id() {
      return new ElementId(map, index);
    }
  }

  /** {@return the lineage in no fan-out} */
  static Lineage root() {
    return new Root();
  }

  /** {@return the lineage of a branch of a fan-out that this one makes} */
  default Lineage branch(FanOutId fanOut, int index) {
    return new Branch(this, fanOut, index, depth() + 1);
  }

  /** {@return the lineage of an element of a map step that is in this one} */
  default Lineage element(ElementId element) {
    return new Element(this, element.map(), element.index(), depth() + 1);
  }

  /** {@return the innermost element that this is in; absent outside of every map body} */
  default @Nullable Element frame() {
    for (Lineage at = this; !(at instanceof Root); at = parentOf(at)) {
      if (at instanceof Element element) {
        return element;
      }
    }
    return null;
  }

  /** {@return the elements that this is in, outermost first} */
  default List<Element> frames() {
    var found = new ArrayList<Element>();
    for (Element at = frame(); at != null; at = at.parent().frame()) {
      found.add(at);
    }
    return found.reversed();
  }

  /** {@return the fan-outs, outermost first} */
  default List<FanOutId> fanOuts() {
    var found = new ArrayList<FanOutId>();
    for (Lineage at = this; !(at instanceof Root); at = parentOf(at)) {
      if (at instanceof Branch branch) {
        found.add(branch.fanOut());
      }
    }
    return found.reversed();
  }

  /** Whether this is within a fan-out. */
  default boolean isIn(FanOutId fanOut) {
    for (Lineage at = this; !(at instanceof Root); at = parentOf(at)) {
      if (at instanceof Branch branch && branch.fanOut().equals(fanOut)) {
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
    while (!(mine instanceof Root) && !(theirs instanceof Root) && !isSame(mine, theirs)) {
      order = compareOne(mine, theirs);
      mine = parentOf(mine);
      theirs = parentOf(theirs);
    }
    return order;
  }

  private static boolean isSame(Lineage one, Lineage other) {
    return isOfOne(one, other) && indexOf(one) == indexOf(other);
  }

  private static int compareOne(Lineage one, Lineage other) {
    return isOfOne(one, other) ? Integer.compare(indexOf(one), indexOf(other)) : 0;
  }

  private static boolean isOfOne(Lineage one, Lineage other) {
    return switch (one) {
      case Root _ -> other instanceof Root;
      case Branch branch -> other instanceof Branch its && its.fanOut().equals(branch.fanOut());
      case Element element -> other instanceof Element its && its.map().equals(element.map());
    };
  }

  private static int indexOf(Lineage lineage) {
    return switch (lineage) {
      case Root _ -> 0;
      case Branch branch -> branch.index();
      case Element element -> element.index();
    };
  }

  private static Lineage parentOf(Lineage lineage) {
    return switch (lineage) {
      case Root root -> root;
      case Element element -> element.parent();
      case Branch branch -> branch.parent();
    };
  }
}
