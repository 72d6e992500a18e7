package fermata.definition.model;

import fermata.definition.expression.Expression;
import fermata.definition.expression.Template;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A way from one node to another.
 *
 * <p>When a node ends, all its edges whose {@code on} fits and whose {@code when} is absent or true
 * are taken, but only those of the highest priority among them; several taken are a fan-out. The
 * default edge is taken when no other was.
 *
 * @param inputs what the target reads as {@code inputs.NAME}, by name
 * @param decide the question that a model answers, once: of a route that of its router, which is
 *     about all of its routes; of any other edge one that is answered with yes or no
 * @param pointer the place in the file, such as {@code edges[2]} or {@code nodes.pick.routes[0]}
 */
public record Edge(
    NodeId from,
    NodeId to,
    EdgeTrigger on,
    @Nullable Expression when,
    boolean isDefault,
    int priority,
    String label,
    SequencedMap<String, ValueTemplate> inputs,
    @Nullable Template decide,
    String pointer) {

  public Edge {
    inputs = Ordered.copyOf(inputs);
  }

  /** Whether it is taken whenever its node ends as it wants, if its priority counts. */
  public boolean isSure() {
    return when == null && decide == null && !isDefault;
  }

  /** {@return the word by which a model chooses it: its label, else the node it leads to} */
  public String word() {
    return label.isEmpty() ? to.value() : label;
  }
}
