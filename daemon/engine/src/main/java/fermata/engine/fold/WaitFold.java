package fermata.engine.fold;

import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.FetchedContext;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.RunState;
import fermata.engine.state.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of waits, and of published events. */
final class WaitFold {

  /** Of a form that cannot be read, which no journal of ours has: it matches nothing. */
  private static final Selector NOTHING =
      new Selector(null, List.of(), List.of(), List.of(), null, false);

  private WaitFold() {}

  static RunState started(RunState state, RunEvent.WaitStarted event) {
    return working(
        state, event.step(), new Step.Work.Waiting(event.dueAt(), awaited(event.event())));
  }

  private static Step.@Nullable AwaitedEvent awaited(RunEvent.@Nullable Awaited awaited) {
    if (awaited == null) {
      return null;
    }
    Selector selector =
        SelectorForm.read(awaited.selector()) instanceof SelectorForm.Reading.Fine(var fine)
            ? fine
            : NOTHING;
    return new Step.AwaitedEvent(awaited, selector);
  }

  static RunState ended(RunState state, RunEvent.WaitEnded event) {
    return working(state, event.step(), new Step.Work.Waited(event.by(), event.event()));
  }

  static RunState emitted(RunState state, RunEvent.EventEmitted event) {
    return working(state, event.step(), new Step.Work.Emitted());
  }

  static RunState fetched(RunState state, RunEvent.ContextFetched event) {
    FetchedContext context = event.context();
    return state.with(state.requireOrigin().with(context.name(), Canonical.of(context.value())));
  }

  private static RunState working(RunState state, StepId step, Step.Work work) {
    return state.with(state.steps().get(step).with(work));
  }
}
