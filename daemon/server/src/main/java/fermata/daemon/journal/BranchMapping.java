package fermata.daemon.journal;

import static fermata.daemon.journal.ValueMapping.byWord;
import static fermata.daemon.journal.ValueMapping.word;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.model.NodeId;
import fermata.engine.run.ElementId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.StepStatus;
import fermata.wire.event.BranchFact;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Events of branches and of the elements of maps, both ways. */
final class BranchMapping {

  private BranchMapping() {}

  static BranchFact toWire(RunEvent.BranchFailed event) {
    return new BranchFact.Failed(
        event.step().value(),
        event.from().value(),
        event.to().value(),
        ValueMapping.toWire(event.error()));
  }

  static BranchFact toWire(RunEvent.BranchesWithdrawn event) {
    ElementId element = event.element();
    return new BranchFact.Withdrawn(
        event.node().value(),
        event.steps().stream().map(StepId::value).toList(),
        word(event.why()),
        element == null ? null : element.map().value(),
        element == null ? null : element.index());
  }

  static BranchFact toWire(RunEvent.StateConflicted event) {
    StepId step = event.step();
    return new BranchFact.Conflicted(
        step == null ? null : step.value(),
        event.key(),
        JsonNodeFactory.instance.arrayNode().addAll(event.values()),
        ValueMapping.toWire(event.error()));
  }

  static BranchFact toWire(RunEvent.StepDeciding event) {
    return new BranchFact.Deciding(
        event.step().value(),
        new fermata.wire.event.StepStatus(event.status().label()),
        event.outputs(),
        ValueMapping.toWireOrNull(event.error()),
        event.question(),
        event.options());
  }

  static BranchFact toWire(RunEvent.ElementFinished event) {
    return new BranchFact.ElementFinished(
        event.step().value(),
        event.index(),
        event.result(),
        ValueMapping.toWireOrNull(event.error()));
  }

  static RunEvent toEvent(BranchFact fact) {
    return switch (fact) {
      case BranchFact.Failed(var step, var from, var to, var error) ->
          new RunEvent.BranchFailed(
              new StepId(step), new NodeId(from), new NodeId(to), ValueMapping.fromWire(error));
      case BranchFact.Withdrawn withdrawn ->
          new RunEvent.BranchesWithdrawn(
              new NodeId(withdrawn.node()),
              element(withdrawn.map(), withdrawn.element()),
              withdrawn.steps().stream().map(StepId::new).toList(),
              byWord(RunEvent.Withdrawn.values(), ValueMapping::word, withdrawn.why()));
      case BranchFact.Conflicted(var step, var key, var values, var error) ->
          new RunEvent.StateConflicted(
              step == null ? null : new StepId(step),
              key,
              StreamSupport.stream(values.spliterator(), false).toList(),
              ValueMapping.fromWire(error));
      case BranchFact.Deciding deciding ->
          new RunEvent.StepDeciding(
              new StepId(deciding.step()),
              byWord(StepStatus.values(), StepStatus::label, deciding.status().wireName()),
              deciding.outputs(),
              ValueMapping.fromWireOrNull(deciding.error()),
              deciding.question(),
              deciding.options());
      case BranchFact.Decided(var step, var question, var choice) ->
          new RunEvent.EdgeDecided(new StepId(step), question, choice);
      case BranchFact.MapStarted(var step, var items) ->
          new RunEvent.MapStarted(new StepId(step), items);
      case BranchFact.ElementStarted(var step, var index) ->
          new RunEvent.ElementStarted(new StepId(step), index);
      case BranchFact.ElementFinished(var step, var index, var result, var error) ->
          new RunEvent.ElementFinished(
              new StepId(step), index, result, ValueMapping.fromWireOrNull(error));
    };
  }

  /** {@return the element of a map that two members of a fact name; absent where they are} */
  static @Nullable ElementId element(@Nullable String map, @Nullable Integer index) {
    return map == null || index == null ? null : new ElementId(new StepId(map), index);
  }
}
