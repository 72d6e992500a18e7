package fermata.daemon.journal;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.AgentName;
import fermata.engine.run.CallId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.StepId;
import fermata.wire.event.SubrunFact;
import java.util.Objects;

/** Events of child runs, both ways. */
final class SubrunMapping {

  private SubrunMapping() {}

  static SubrunFact toWire(RunEvent.SubrunStarted event) {
    return new SubrunFact.Started(
        event.step().value(),
        event.call().value(),
        event.agent().value(),
        event.digest(),
        event.run().value(),
        event.attempt(),
        event.input(),
        GrantMapping.toWire(event.grant()),
        event.deadline(),
        event.entry().equals(AgentDefinition.DEFAULT_ENTRY) ? null : event.entry());
  }

  static SubrunFact toWire(RunEvent.SubrunFinished event) {
    return new SubrunFact.Finished(
        event.step().value(),
        event.call().value(),
        event.run().value(),
        event.output(),
        ValueMapping.toWireOrNull(event.error()),
        ValueMapping.toWire(event.usage()));
  }

  static RunEvent toEvent(SubrunFact fact) {
    return switch (fact) {
      case SubrunFact.Started started ->
          new RunEvent.SubrunStarted(
              new StepId(started.step()),
              new CallId(started.call()),
              new AgentName(started.agent()),
              started.digest(),
              new RunId(started.run()),
              started.attempt(),
              started.input(),
              GrantMapping.fromWire(started.grant()),
              started.deadline(),
              Objects.requireNonNullElse(started.entry(), AgentDefinition.DEFAULT_ENTRY));
      case SubrunFact.Stopping(var step, var call, var run, var error) ->
          new RunEvent.SubrunStopping(
              new StepId(step), new CallId(call), new RunId(run), ValueMapping.fromWire(error));
      case SubrunFact.Finished(var step, var call, var run, var output, var error, var usage) ->
          new RunEvent.SubrunFinished(
              new StepId(step),
              new CallId(call),
              new RunId(run),
              output,
              ValueMapping.fromWireOrNull(error),
              ValueMapping.fromWire(usage));
      case SubrunFact.Asked(var step, var call, var run, var question, var open) ->
          new RunEvent.SubrunAsked(
              new StepId(step), new CallId(call), new RunId(run), new QuestionId(question), open);
    };
  }
}
