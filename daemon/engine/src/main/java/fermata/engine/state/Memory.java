package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What a run remembers of the steps that have ended.
 *
 * @param outputs the outputs of the last successful step of each node
 * @param visits how often each node was activated
 * @param state the values of the shared state that every branch sees
 * @param versions how often each key of the state was written
 * @param writes how many writes there were
 * @param violated the constraints of the goal that were broken, with the evidence
 * @param judged what the run will end with, once models judge it
 * @param conversations of the last step of each node whose later visits go on with it
 */
public record Memory(
    Table<NodeId, JsonNode> outputs,
    Table<NodeId, Integer> visits,
    Table<String, JsonNode> state,
    Table<String, Integer> versions,
    int writes,
    Table<String, String> violated,
    @Nullable JsonNode judged,
    Table<NodeId, Conversation> conversations) {

  /** Nothing. */
  public static final Memory EMPTY =
      new Memory(
          Table.empty(),
          Table.empty(),
          Table.empty(),
          Table.empty(),
          0,
          Table.empty(),
          null,
          Table.empty());

  /** {@return how often a node was activated} */
  public int visitsOf(NodeId node) {
    return visits.find(node).orElse(0);
  }

  /** {@return how often a key was written} */
  public int versionOf(String key) {
    return versions.find(key).orElse(0);
  }

  /** {@return this with one more activation of a node} */
  public Memory visiting(NodeId node) {
    return new Memory(
        outputs,
        visits.with(node, visitsOf(node) + 1),
        state,
        versions,
        writes,
        violated,
        judged,
        conversations);
  }

  /** {@return this with the outputs of a node} */
  public Memory with(NodeId node, JsonNode changed) {
    return new Memory(
        outputs.with(node, changed),
        visits,
        state,
        versions,
        writes,
        violated,
        judged,
        conversations);
  }

  /** {@return this with other values of the shared state} */
  public Memory with(Table<String, JsonNode> changed) {
    return new Memory(outputs, visits, changed, versions, writes, violated, judged, conversations);
  }

  /** {@return this with one more write of a key} */
  public Memory writing(String key, int version) {
    return new Memory(
        outputs,
        visits,
        state,
        versions.with(key, version),
        writes + 1,
        violated,
        judged,
        conversations);
  }

  /** {@return this with a broken constraint} */
  public Memory violating(String constraint, String evidence) {
    return new Memory(
        outputs,
        visits,
        state,
        versions,
        writes,
        violated.with(constraint, evidence),
        judged,
        conversations);
  }

  /** {@return this with what models judge} */
  public Memory judging(JsonNode output) {
    return new Memory(outputs, visits, state, versions, writes, violated, output, conversations);
  }

  /** {@return this with another version of a key} */
  public Memory at(String key, int version) {
    return new Memory(
        outputs,
        visits,
        state,
        versions.with(key, version),
        writes,
        violated,
        judged,
        conversations);
  }

  /** {@return this with the conversation that a later visit of a node goes on with} */
  public Memory keeping(NodeId node, Conversation conversation) {
    return new Memory(
        outputs,
        visits,
        state,
        versions,
        writes,
        violated,
        judged,
        conversations.with(node, conversation));
  }
}
