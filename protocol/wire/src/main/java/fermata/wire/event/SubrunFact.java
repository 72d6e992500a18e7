package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Facts about child runs, in the journal of their parent; each has a session of its own. */
public sealed interface SubrunFact extends EventData {

  /** A run of another agent is about to begin. */
  record Started(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("name of the agent") String agent,
      @Doc("SHA-256 of its canonical definition") String digest,
      @Doc("id of the child run, and of its session") String run,
      @Doc("from 1") int attempt,
      @Doc("input of the child run") @Untrusted JsonNode input,
      @Doc("what it may use, set aside until it ends") @Nullable RunGrant grant,
      @Doc("when it is given up") @Nullable Instant deadline,
      @Doc("entry point where it starts; default where absent") @Nullable String entry)
      implements SubrunFact {}

  /** The child run was given up and is being ended. */
  record Stopping(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("id of the child run") String run,
      @Doc("why") Failure error)
      implements SubrunFact {}

  /** The child run has ended. */
  record Finished(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("id of the child run") String run,
      @Doc("its result") @Untrusted @Nullable JsonNode output,
      @Doc("why it has none") @Nullable Failure error,
      @Doc("what it used, which counts as the parent's") Usage usage)
      implements SubrunFact {}

  /** Somebody is asked in the child run or below it, or no longer is. */
  record Asked(
      @Doc("id of the step") String step,
      @Doc("id of the call") String call,
      @Doc("id of the child run") String run,
      @Doc("id of the question, as question/list has it") String question,
      @Doc("whether it waits for an answer") boolean open)
      implements SubrunFact {}
}
