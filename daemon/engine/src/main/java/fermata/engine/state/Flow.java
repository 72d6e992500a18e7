package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import fermata.engine.run.ElementId;
import fermata.engine.run.Failure;
import fermata.engine.run.FanOutId;
import fermata.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param frames the elements of map steps that are under way; what has been in their bodies is
 *     there and not here
 */
public record Flow(
    List<Arrival> arrivals,
    Table<FanOutId, StepId> open,
    @Nullable Departure departing,
    List<Token> leftovers,
    Table<NodeId, Terminal> terminals,
    Table<ElementId, Frame> frames) {

  /** Nothing moves. */
  public static final Flow EMPTY =
      new Flow(List.of(), Table.empty(), null, List.of(), Table.empty(), Table.empty());

  public Flow {
    arrivals = List.copyOf(arrivals);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * A token that has come to a node.
   *
   * @param from the step that it came from; absent for the token that a run starts with
   * @param inputs what the way gave it, an object; absent where it gave nothing
   * @param dueAt when the node goes on without those that have not come; absent without a deadline
   * @param error of a branch that failed and that the node goes on without
   */
  public record Arrival(
      NodeId at,
      @Nullable StepId from,
      Token token,
      @Nullable JsonNode inputs,
      @Nullable Instant dueAt,
      @Nullable Failure error) {

    /** {@return where it waits} */
    public Place place() {
      return new Place(token.frame(), at);
    }
  }

  /**
   * Where tokens wait for each other: a node, in the body of a map step for one element.
   *
   * @param element absent outside of every map body
   */
  public record Place(@Nullable ElementId element, NodeId node) {}

  /**
   * A step that has ended.
   *
   * @param edges how many of its edges are still to be taken
   */
  public record Departure(StepId step, NodeId node, Token token, int edges) {}

  /** A step after which a branch ended. */
  public record Terminal(StepId step, Lineage lineage) {}

  /** {@return the tokens that have come to a place, the failed ones too} */
  public Stream<Arrival> at(Place place) {
    return arrivals.stream().filter(arrival -> arrival.place().equals(place));
  }

  /** {@return this with other arrivals} */
  public Flow with(List<Arrival> changed) {
    return new Flow(changed, open, departing, leftovers, terminals, frames);
  }

  /** {@return this with one more arrival} */
  public Flow with(Arrival added) {
    var more = new ArrayList<Arrival>(arrivals.size() + 1);
    more.addAll(arrivals);
    more.add(added);
    return with(more);
  }

  /** {@return this with other open fan-outs} */
  public Flow withOpen(Table<FanOutId, StepId> changed) {
    return new Flow(arrivals, changed, departing, leftovers, terminals, frames);
  }

  /** {@return this with another step whose edges are being taken, or none} */
  public Flow departing(@Nullable Departure changed) {
    return new Flow(arrivals, open, changed, leftovers, terminals, frames);
  }

  /** {@return this with other elements under way} */
  public Flow withFrames(Table<ElementId, Frame> changed) {
    return new Flow(arrivals, open, departing, leftovers, terminals, changed);
  }

  /** {@return this with a branch that ended outside of every map body} */
  public Flow ending(NodeId node, Terminal terminal, Token token) {
    List<Token> left = leftovers;
    if (!token.writes().isEmpty()) {
      left = new ArrayList<>(leftovers);
      left.add(token);
    }
    return new Flow(arrivals, open, departing, left, terminals.with(node, terminal), frames);
  }
}
