package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * What the body of a {@code map} step knows of one element.
 *
 * @param outputs the outputs of the last successful step of each node of the body
 * @param visits how often each node of the body was activated
 * @param leftovers the tokens of branches that ended with writes nobody has seen
 * @param terminals the last step of each node at which a branch ended
 * @param conversations of the last step of each node whose later visits go on with it
 */
public record Frame(
    JsonNode item,
    Table<NodeId, JsonNode> outputs,
    Table<NodeId, Integer> visits,
    List<Token> leftovers,
    Table<NodeId, Flow.Terminal> terminals,
    Table<NodeId, Conversation> conversations) {

  public Frame {
    leftovers = List.copyOf(leftovers);
  }

  /** {@return the frame of an element that has just been started} */
  public static Frame of(JsonNode item) {
    return new Frame(item, Table.empty(), Table.empty(), List.of(), Table.empty(), Table.empty());
  }

  /** {@return how often a node was activated} */
  public int visitsOf(NodeId node) {
    return visits.find(node).orElse(0);
  }

  /** {@return this with one more activation of a node} */
  public Frame visiting(NodeId node) {
    Table<NodeId, Integer> more = visits.with(node, visitsOf(node) + 1);
    return new Frame(item, outputs, more, leftovers, terminals, conversations);
  }

  /** {@return this with the outputs of a node} */
  public Frame with(NodeId node, JsonNode changed) {
    return new Frame(
        item, outputs.with(node, changed), visits, leftovers, terminals, conversations);
  }

  /** {@return this with a branch that ended} */
  public Frame ending(NodeId node, Flow.Terminal terminal, Token token) {
    List<Token> left = leftovers;
    if (!token.writes().isEmpty()) {
      left = new ArrayList<>(leftovers);
      left.add(token);
    }
    return new Frame(item, outputs, visits, left, terminals.with(node, terminal), conversations);
  }

  /** {@return this with the conversation that a later visit of a node goes on with} */
  public Frame keeping(NodeId node, Conversation conversation) {
    return new Frame(
        item, outputs, visits, leftovers, terminals, conversations.with(node, conversation));
  }
}
