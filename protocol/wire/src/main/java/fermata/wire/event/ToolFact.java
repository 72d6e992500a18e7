package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts about tool calls. */
public sealed interface ToolFact extends EventData {

  /** A call was asked for. */
  record Requested(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the tool") String tool,
      @Doc("arguments") @Untrusted JsonNode args,
      @Doc("the model's id for it, which the answer carries") @Nullable String request)
      implements ToolFact {}

  /** The call may go out. */
  record Approved(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("rule or person") String by,
      @Doc("rule that decided") @Nullable String rule)
      implements ToolFact {}

  /** The call may not go out. */
  record Denied(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("rule or person") String by,
      @Doc("why") String reason)
      implements ToolFact {}

  /** The call is about to go out. */
  record Started(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the tool") String tool,
      @Doc("from 1") int attempt,
      @Doc("idempotency key, the same for every attempt") String key,
      @Doc("when the attempt is given up") Instant deadline)
      implements ToolFact {}

  /** The call gave a result. */
  record Completed(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the tool") String tool,
      @Doc("what it gave") @Untrusted JsonNode result,
      @Doc("how long it took") long durationMs)
      implements ToolFact {}

  /** The call gave none. */
  record Failed(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the tool") String tool,
      @Doc("why") Failure error,
      @Doc("whether its work has still to be stopped") boolean stopping)
      implements ToolFact {}

  /** The daemon, or who did the work, died during the call: its effect is not known. */
  record Unknown(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the tool") String tool,
      @Doc("what is done about it: ask, retry, skip or fail") String then,
      @Doc("what ended with the call; the daemon where absent") @Nullable String reason)
      implements ToolFact {}

  /** A result of work that had ended; it changes nothing. */
  record Late(@Doc("id of the call") String call, @Doc("what came") String what)
      implements ToolFact {}
}
