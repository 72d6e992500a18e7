package fermata.daemon.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which places of a graph a reader wants.
 *
 * @param inside names of nodes from the outside in; what is at the last of them or inside of it is
 *     wanted
 * @param depth how many nodes further in at most; any number where absent
 */
public record PlaceFilter(List<String> inside, @Nullable Integer depth) {

  /** Every place. */
  public static final PlaceFilter ALL = new PlaceFilter(List.of(), null);

  public PlaceFilter {
    inside = List.copyOf(inside);
  }

  /** {@return a filter as a client asks for it} */
  public static PlaceFilter of(@Nullable List<String> path, @Nullable Integer depth) {
    return path == null && depth == null
        ? ALL
        : new PlaceFilter(path == null ? List.of() : path, depth);
  }

  /**
   * Whether a place is wanted.
   *
   * @param path nodes from the outside in; empty for what is at none
   */
  boolean takes(List<String> path) {
    int below = path.size() - inside.size();
    return below >= 0
        && (depth == null || below <= depth)
        && path.subList(0, inside.size()).equals(inside);
  }
}
