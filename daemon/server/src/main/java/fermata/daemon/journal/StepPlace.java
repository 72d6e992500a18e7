package fermata.daemon.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a step is in the graph of its run.
 *
 * @param path nodes of the maps in whose bodies it is, outermost first, and the node that it
 *     activates
 */
public record StepPlace(List<String> path) {

  public StepPlace {
    path = List.copyOf(path);
  }

  /** {@return the place of a step outside of maps} */
  public static StepPlace of(String node) {
    return new StepPlace(List.of(node));
  }

  /** {@return the place that an event tells; outside of maps it tells no path} */
  public static StepPlace of(String node, @Nullable List<String> path) {
    return path == null ? of(node) : new StepPlace(path);
  }

  /** {@return the place of a step in the body of the map that is here} */
  public StepPlace inside(String inner) {
    var all = new ArrayList<>(path);
    all.add(inner);
    return new StepPlace(all);
  }

  /** {@return the node that the step activates} */
  public String node() {
    return path.getLast();
  }

  /** {@return the path as an event tells it: outside of maps the node is enough} */
  @Nullable List<String> told() {
    return path.size() == 1 ? null : path;
  }
}
