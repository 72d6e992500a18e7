package fermata.daemon.journal;

import static fermata.daemon.journal.ValueMapping.byWord;
import static fermata.daemon.journal.ValueMapping.word;

import fermata.definition.model.Conduct.OnStall;
import fermata.engine.run.ItemId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.MessageRole;

/** Facts about conversations with models, between the engine and the wire. */
final class ConversationMapping {

  private ConversationMapping() {}

  static MessageFact toWire(RunEvent.MessageCreated event) {
    return new MessageFact.Created(
        event.step().value(),
        event.item().value(),
        new MessageRole(word(event.role())),
        event.text(),
        event.request(),
        event.images().isEmpty() ? null : event.images());
  }

  static ConversationFact toWire(RunEvent.ConversationCompacted event) {
    return new ConversationFact.Compacted(
        event.step().value(),
        event.dropped(),
        event.shortened(),
        event.tokensBefore(),
        event.tokensAfter(),
        event.summary());
  }

  static ConversationFact toWire(RunEvent.ModelStalled event) {
    return new ConversationFact.Stalled(
        event.step().value(), event.kind(), event.times(), word(event.then()));
  }

  static RunEvent toEvent(ConversationFact fact) {
    return switch (fact) {
      case ConversationFact.Continued(var step, var messages) ->
          new RunEvent.ConversationContinued(new StepId(step), messages);
      case ConversationFact.Compacted(
              var step,
              var dropped,
              var shortened,
              var before,
              var after,
              var summary) ->
          new RunEvent.ConversationCompacted(
              new StepId(step), dropped, shortened, before, after, summary);
      case ConversationFact.Summarizing(var step, var dropped, var shortened) ->
          new RunEvent.ConversationSummarizing(new StepId(step), dropped, shortened);
      case ConversationFact.Stalled(var step, var kind, var times, var then) ->
          new RunEvent.ModelStalled(
              new StepId(step), kind, times, byWord(OnStall.values(), ValueMapping::word, then));
      case ConversationFact.Steered(var step, var text, var by) ->
          new RunEvent.SteerAccepted(new StepId(step), text, by);
      case ConversationFact.SteerApplied(var step, var item) ->
          new RunEvent.SteerApplied(new StepId(step), new ItemId(item));
      case ConversationFact.Judging(var step, var outputs) ->
          new RunEvent.StepJudging(new StepId(step), outputs);
      case ConversationFact.Judged(var step, var accepted, var reason) ->
          new RunEvent.StepJudged(new StepId(step), accepted, reason);
    };
  }
}
