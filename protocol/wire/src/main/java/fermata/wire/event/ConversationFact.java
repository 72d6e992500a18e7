package fermata.wire.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import org.jspecify.annotations.Nullable;

/** Facts about how a step gets on with its model. */
public sealed interface ConversationFact extends EventData {

  /** The step goes on with the conversation that the visit of its node before has left. */
  record Continued(
      @Doc("step that goes on") String step, @Doc("messages that it begins with") int messages)
      implements ConversationFact {}

  /**
   * What the model is told from now on leaves out a part of what was said. The events that said it
   * stay where they are.
   */
  record Compacted(
      @Doc("step that the conversation is of") String step,
      @Doc("turns that are left out, the oldest first; a turn is a reply and what it was told")
          int dropped,
      @Doc("turns after those whose tool results are cut") int shortened,
      @Doc("tokens that it was estimated to take") long tokensBefore,
      @Doc("tokens that it is estimated to take") long tokensAfter,
      @Doc("what a model says of the turns that are left out; absent without a summary") @Untrusted
          @Nullable String summary)
      implements ConversationFact {}

  /** A model is about to sum up a part of a conversation, which is left out then. */
  record Summarizing(
      @Doc("step that the conversation is of") String step,
      @Doc("turns that will be left out, the oldest first") int dropped,
      @Doc("turns after those whose tool results will be cut") int shortened)
      implements ConversationFact {}

  /** A model repeats itself. */
  record Stalled(
      @Doc("step that does not get on") String step,
      @Doc("llm.stall for what it says, llm.doom-loop for what it asks for") String kind,
      @Doc("times in a row") int times,
      @Doc("fail, nudge or ask") String then)
      implements ConversationFact {}

  /** Somebody wants the model of a step to be told something at its next turn. */
  record Steered(
      @Doc("step whose model is told") String step,
      @Doc("what it is told") @Untrusted String text,
      @Doc("who wants that") String by)
      implements ConversationFact {}

  /** The model of a step is told what somebody wanted it to be; the message came just before. */
  record SteerApplied(
      @Doc("step whose model is told") String step, @Doc("id of the message") String item)
      implements ConversationFact {}

  /** The outputs of a step are there, and a model is about to judge them. */
  record Judging(
      @Doc("step whose outputs are judged") String step,
      @Doc("outputs, an object") JsonNode outputs)
      implements ConversationFact {}

  /** What a model says about the outputs of a step. */
  record Judged(
      @Doc("step whose outputs were judged") String step,
      @Doc("whether they count") boolean accepted,
      @Doc("why") String reason)
      implements ConversationFact {}
}
