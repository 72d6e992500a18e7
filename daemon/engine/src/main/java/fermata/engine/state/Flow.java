package fermata.engine.state;

import fermata.definition.model.NodeId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.StepId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are between steps, and what ended branches leave.
 *
 * @param arrivals tokens that wait at a node, in the order of their coming
 * @param open the fan-outs of which no branch has ended or has left without the others; only these
 *     can be closed by a join
 * @param departing the step that has just ended and whose edges are being taken
 * @param leftovers the tokens of branches that ended with writes nobody has seen
 * @param terminals the last step of each node at which a branch ended
 */
public record Flow(
    List<Arrival> arrivals,
    Set<FanOutId> open,
    @Nullable Departure departing,
    List<Token> leftovers,
    Table<NodeId, Terminal> terminals) {

  /** Nothing moves. */
  public static final Flow EMPTY = new Flow(List.of(), Set.of(), null, List.of(), Table.empty());

  public Flow {
    arrivals = List.copyOf(arrivals);
    open = Set.copyOf(open);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * A token that has come to a node.
   *
   * @param from the step that it came from; absent for the token that a run starts with
   */
  public record Arrival(NodeId at, @Nullable StepId from, Token token) {}

  /**
   * A step that has ended.
   *
   * @param edges how many of its edges are still to be taken
   */
  public record Departure(StepId step, NodeId node, Token token, int edges) {}

  /** A step after which a branch ended. */
  public record Terminal(StepId step, Lineage lineage) {}
}
