package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about a step and the edges taken from it. */
public sealed interface StepFact extends EventData {

  /** A node was activated. */
  record Started(
      @Doc("id of the step") String step,
      @Doc("id of the node") String node,
      @Doc("kind of the node") String kind,
      @Doc("how often the node has been activated, from 1") int visit,
      @Doc("branches that it runs in, outermost first") List<String> fanOut,
      @Doc("step of the map in whose body it runs") @Nullable String map,
      @Doc("element of that map, from 0") @Nullable Integer element)
      implements StepFact {

    public Started {
      fanOut = List.copyOf(fanOut);
    }
  }

  /** The node was given values. */
  record Received(@Doc("id of the step") String step, @Doc("the values, by name") JsonNode inputs)
      implements StepFact {}

  /** The step is tried again. */
  record Attempted(
      @Doc("id of the step") String step, @Doc("number of the try, from 2") int attempt)
      implements StepFact {}

  /** The step ended. */
  record Finished(
      @Doc("id of the step") String step,
      @Doc("id of the node") String node,
      @Doc("how") StepStatus status,
      @Doc("values that it set") @Nullable JsonNode outputs,
      @Doc("why it failed") @Nullable Failure error,
      @Doc("how many edge.taken or branch.failed of the step follow at once") int edges)
      implements StepFact {}

  /** The next attempt of a failed step waits for a timer. */
  record RetryScheduled(
      @Doc("id of the step") String step,
      @Doc("number of the attempt to come") int attempt,
      @Doc("id of the timer") String timer,
      @Doc("when") Instant dueAt,
      @Doc("why the last attempt failed") Failure error,
      @Doc("id of the call that failed") String call)
      implements StepFact {}

  /** The run went over an edge. */
  record EdgeTaken(
      @Doc("step that it leaves") String step,
      @Doc("node that it leaves") String from,
      @Doc("node that it reaches") String to,
      @Doc("label of the edge") @Nullable String label,
      @Doc("whether no other edge was taken") boolean isDefault,
      @Doc("fan-out, where several edges were taken") @Nullable String fanOut,
      @Doc("which of its branches, from 0 in the order of the file") @Nullable Integer branch,
      @Doc("what the edge gives the node that it reaches") @Nullable JsonNode inputs)
      implements StepFact {}
}
