package fermata.definition.model;

import fermata.definition.expression.Expression;
import java.time.Duration;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of node has.
 *
 * @param when the guard; where it is false the node is skipped and ends as success with no outputs
 * @param outputs the values that the node sets, by name
 * @param timeout of one attempt; of the question for a {@code human} node, which otherwise waits as
 *     long as it takes
 * @param visitsMax how often a run may activate the node
 * @param join how it waits for branches
 * @param onError what follows a failure that no edge waits for
 * @param access what it is given, and what of the state it may read and write
 * @param budget what one step may use
 * @param onUnknown what becomes of its tool calls whose outcome cannot be known; what each tool
 *     says where absent
 */
public record NodeOptions(
    String description,
    @Nullable Expression when,
    SequencedMap<String, Field> outputs,
    Retry retry,
    @Nullable Duration timeout,
    @Nullable Integer visitsMax,
    Join join,
    OnError onError,
    NodeAccess access,
    NodeBudget budget,
    @Nullable OnUnknown onUnknown) {

  public NodeOptions {
    outputs = Ordered.copyOf(outputs);
  }

  /** {@return what a node has that says nothing but its outputs and its retries} */
  static NodeOptions of(SequencedMap<String, Field> outputs, Retry retry) {
    return new NodeOptions(
        "",
        null,
        outputs,
        retry,
        null,
        null,
        Join.DEFAULT,
        OnError.FAIL,
        NodeAccess.OPEN,
        NodeBudget.NONE,
        null);
  }
}
