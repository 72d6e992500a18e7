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
 * @param decide the question that a model answers with yes or no, once
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
}
