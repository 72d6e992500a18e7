package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;

/**
 * What a run remembers of the steps that have ended.
 *
 * @param outputs the outputs of the last successful step of each node
 * @param visits how often each node was activated
 * @param state the values of the shared state that every branch sees
 * @param versions how often each key of the state was written
 * @param writes how many writes there were
 */
public record Memory(
    Table<NodeId, JsonNode> outputs,
    Table<NodeId, Integer> visits,
    Table<String, JsonNode> state,
    Table<String, Integer> versions,
    int writes) {

  /** Nothing. */
  public static final Memory EMPTY =
      new Memory(Table.empty(), Table.empty(), Table.empty(), Table.empty(), 0);
}
