package fermata.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * A place of a definition at which somebody wants a run to stand still.
 *
 * @param id by which whoever set it knows it
 * @param agent whose definition it is in; child runs are of others
 * @param at the node, the pointer of the edge, or the tool
 * @param node whose calls of the tool count; all where absent
 * @param condition an expression; where it is not true, the run goes on
 * @param hits an expression in which {@code hits} is how often the place was reached, this time
 *     included; where it is not true, the run goes on
 * @param log a template to be told in place of standing still
 */
public record Breakpoint(
    String id,
    String agent,
    Kind kind,
    String at,
    @Nullable String node,
    @Nullable String condition,
    @Nullable String hits,
    @Nullable String log) {

  /** What is at the place. */
  public enum Kind {
    NODE,
    EDGE,
    TOOL
  }
}
