package fermata.engine.state;

import fermata.definition.model.NodeId;
import fermata.engine.run.FanOutId;
import fermata.engine.run.StepId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are between steps, and what ended branches leave.
 *
 * @param arrivals tokens that wait at a node, in the order of their coming
 * @param open the fan-outs of which no branch has ended or gone on without the others, with the
 *     steps that made them; only these can be closed by a join
 * @param departing the step that has just ended and whose edges are being taken
 * @param leftovers the tokens of branches that ended with writes nobody has seen
 * @param terminals the last step of each node at which a branch ended
 */
public record Flow(
    List<Arrival> arrivals,
    Table<FanOutId, StepId> open,
    @Nullable Departure departing,
    List<Token> leftovers,
    Table<NodeId, Terminal> terminals) {

  /** Nothing moves. */
  public static final Flow EMPTY =
      new Flow(List.of(), Table.empty(), null, List.of(), Table.empty());

  public Flow {
    arrivals = List.copyOf(arrivals);
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

  /** {@return the tokens that have come to a node} */
  public Stream<Token> tokensAt(NodeId node) {
    return arrivals.stream().filter(arrival -> arrival.at().equals(node)).map(Arrival::token);
  }
}
