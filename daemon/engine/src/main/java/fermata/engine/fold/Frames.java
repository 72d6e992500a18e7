package fermata.engine.fold;

import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Node;
import fermata.engine.run.ElementId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Flow;
import fermata.engine.state.Frame;
import fermata.engine.state.Mapping;
import fermata.engine.state.Pile;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import fermata.engine.state.Table;
import fermata.engine.state.Token;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Events of {@code map} steps and of the elements that they go over. */
final class Frames {

  private Frames() {}

  static RunState started(RunState state, RunEvent.MapStarted event, Instant at) {
    var mapping = new Mapping(event.items(), at, 0, Pile.empty());
    Step step = state.steps().get(event.step());
    return state.with(step.with(new Step.Work.Going(mapping)));
  }

  static RunState elementStarted(
      AgentDefinition definition, RunState state, RunEvent.ElementStarted event) {
    Step step = state.steps().get(event.step());
    Mapping mapping = mapping(step);
    var element = new ElementId(step.id(), event.index());
    var token = new Token(step.token().lineage().element(element), step.token().writes());
    var body = ((Node.Map) definition.node(step.node())).body();
    Flow flow =
        state
            .flow()
            .withFrames(
                state.flow().frames().with(element, Frame.of(mapping.items().get(event.index()))))
            .with(new Flow.Arrival(body, step.id(), token, null, null, null));
    return state.with(flow).with(step.with(new Step.Work.Going(mapping.starting())));
  }

  static RunState elementFinished(
      AgentDefinition definition, RunState state, RunEvent.ElementFinished event) {
    Step step = state.steps().get(event.step());
    var element = new ElementId(step.id(), event.index());
    List<Token.Write> writes =
        event.result() == null
            ? List.of()
            : Joining.atEndOf(definition, state, step, element).token().writes();
    var done = new Mapping.Done(event.index(), event.result(), event.error(), writes);
    return without(state, element).with(step.with(new Step.Work.Going(mapping(step).with(done))));
  }

  /** {@return the state without the elements of a map step that ends, and with what they wrote} */
  static RunState left(AgentDefinition definition, RunState state, RunEvent.StepFinished event) {
    Step step = state.steps().get(event.step());
    RunState rest = state;
    // Also of one that a debugger has stopped at its end, whose work is another by then.
    for (ElementId element : List.copyOf(state.flow().frames().asMap().keySet())) {
      if (element.map().equals(step.id())) {
        rest = without(rest, element);
      }
    }
    if (event.status() != StepStatus.SUCCESS || !(step.work() instanceof Step.Work.Going)) {
      return rest;
    }
    Joining.Joined joined = Joining.ofElements(definition, state, step);
    return rest.with(step.with(joined.token())).with(rest.memory().with(joined.state()));
  }

  private static RunState without(RunState state, ElementId element) {
    Flow flow = state.flow();
    List<Flow.Arrival> outside =
        flow.arrivals().stream()
            .filter(
                arrival ->
                    arrival.token().lineage().frames().stream()
                        .noneMatch(frame -> frame.id().equals(element)))
            .toList();
    return state.with(flow.with(outside).withFrames(flow.frames().without(element)));
  }

  private static Mapping mapping(Step step) {
    if (step.work() instanceof Step.Work.Going(var mapping)) {
      return mapping;
    }
    throw new IllegalStateException("step " + step.id().value() + " goes over no list");
  }

  static RunState change(RunState state, ElementId element, UnaryOperator<Frame> change) {
    return state.with(change(state.flow(), element, change));
  }

  static Flow change(Flow flow, ElementId element, UnaryOperator<Frame> change) {
    Table<ElementId, Frame> frames = flow.frames();
    return flow.withFrames(frames.with(element, change.apply(frames.get(element))));
  }
}
