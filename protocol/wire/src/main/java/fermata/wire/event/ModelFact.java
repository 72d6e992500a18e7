package fermata.wire.event;

import fermata.wire.json.Doc;
import java.time.Instant;

/** Facts about calls of models. */
public sealed interface ModelFact extends EventData {

  /** A request is about to go out. */
  record Started(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("provider and model") String model,
      @Doc("from 1") int attempt,
      @Doc("id of the message that its deltas belong to") String item,
      @Doc("when the attempt is given up") Instant deadline,
      @Doc("what is set aside for it") TokenUsage reserved)
      implements ModelFact {}

  /** The call failed. */
  record Failed(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("why") Failure error,
      @Doc("whether its work has still to be stopped") boolean stopping)
      implements ModelFact {}

  /** The daemon died during the call; the money stays counted. */
  record Lost(@Doc("id of the step") String step, @Doc("id of the call") String call)
      implements ModelFact {}
}
