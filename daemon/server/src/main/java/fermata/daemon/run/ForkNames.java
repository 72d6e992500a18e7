package fermata.daemon.run;

import fermata.wire.event.EventData;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.ToolFact;

/**
 * Gives the copy of a run's facts the names of another run: of the run, its session, its questions
 * and the keys of its calls. What was said and done stays as it was.
 *
 * @param parent the run that the facts are of
 * @param session that the copy is in
 * @param run that the copy is of
 */
record ForkNames(String parent, String session, String run) {

  EventData rename(EventData fact) {
    return switch (fact) {
      case RunFact of -> rename(of);
      case ToolFact of -> rename(of);
      case QuestionFact of -> rename(of);
      case SessionFact.DefinitionAccepted(_, var digest, var before, var pin) ->
          new SessionFact.DefinitionAccepted(run, digest, before, pin);
      case SessionFact.Created _,
          StepFact _,
          MessageFact _,
          ModelFact _,
          LedgerFact _,
          EventData.Unrecognised _ ->
          fact;
    };
  }

  private EventData rename(RunFact fact) {
    return switch (fact) {
      case RunFact.Started it ->
          new RunFact.Started(
              run,
              it.agent(),
              it.digest(),
              it.entry(),
              it.input(),
              it.tools(),
              session,
              it.models(),
              it.pin());
      case RunFact.Held(var reasons) ->
          new RunFact.Held(reasons.stream().map(this::renamed).toList());
      case RunFact.Resumed _,
          RunFact.Interrupted _,
          RunFact.Forked _,
          RunFact.Cancelling _,
          RunFact.Failing _,
          RunFact.Completed _,
          RunFact.Failed _,
          RunFact.Cancelled _ ->
          fact;
    };
  }

  private EventData rename(ToolFact fact) {
    return switch (fact) {
      case ToolFact.Started(var step, var call, var tool, var attempt, var key, var deadline) ->
          new ToolFact.Started(step, call, tool, attempt, renamed(key), deadline);
      case ToolFact.Requested _,
          ToolFact.Approved _,
          ToolFact.Denied _,
          ToolFact.Completed _,
          ToolFact.Failed _,
          ToolFact.Unknown _,
          ToolFact.Late _ ->
          fact;
    };
  }

  private EventData rename(QuestionFact fact) {
    return switch (fact) {
      case QuestionFact.Asked it ->
          new QuestionFact.Asked(
              renamed(it.question()),
              it.step(),
              it.kind(),
              it.text(),
              it.fields(),
              it.options(),
              it.tool(),
              it.args(),
              it.expiresAt(),
              it.call());
      case QuestionFact.Answered(var question, var answer, var by) ->
          new QuestionFact.Answered(renamed(question), answer, by);
      case QuestionFact.Expired(var question) -> new QuestionFact.Expired(renamed(question));
      case QuestionFact.Withdrawn(var question, var reason) ->
          new QuestionFact.Withdrawn(renamed(question), reason);
    };
  }

  /** Names of questions, timers of questions and keys of calls have the run's in them. */
  private String renamed(String name) {
    return name.replace(parent, run);
  }
}
