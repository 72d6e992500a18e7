package fermata.daemon.tool.files;

import java.util.List;

/**
 * A path that was found to lie below a root.
 *
 * @param shown the path as results call it: relative to the root, {@code /} between names, {@code
 *     .} for the root itself
 * @param names the names that lead there from the root, with all links resolved; empty for the root
 */
public record Place(String shown, List<String> names) {

  public Place {
    names = List.copyOf(names);
  }

  /** Whether it is the root itself. */
  public boolean isRoot() {
    return names.isEmpty();
  }

  /** {@return how results call an entry below this place} */
  public String shownBelow(String relative) {
    return shown.equals(".") ? relative : shown + "/" + relative;
  }

  String lastName() {
    return names.getLast();
  }

  List<String> parentNames() {
    return names.subList(0, names.size() - 1);
  }
}
