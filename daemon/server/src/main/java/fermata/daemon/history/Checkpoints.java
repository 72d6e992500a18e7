package fermata.daemon.history;

import fermata.daemon.journal.ValueMapping;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.engine.state.Flow;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.method.history.CheckpointView;
import fermata.wire.method.run.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The positions of a run at which no step is in the middle of ending: after its start, after each
 * step with the edges that were taken, and where it was held.
 *
 * <p>Positions are derived from the journal, so they cost nothing while a run works. Confined to
 * one reading.
 */
public final class Checkpoints {

  private final List<CheckpointView> found = new ArrayList<>();
  private StepFact.@Nullable Finished ended;

  private Checkpoints() {}

  /** {@return those of a run, in order; of the newest run where absent} */
  public static List<CheckpointView> of(
      RunArchive archive, JournalId session, @Nullable String run) {
    var checkpoints = new Checkpoints();
    archive.past(session, run, null, checkpoints::consider);
    return List.copyOf(checkpoints.found);
  }

  /** Whether a run can be forked after an event that led to a state. */
  public static boolean isForkable(RunState state) {
    return state.flow().departing() == null
        && switch (state.status()) {
          case RUNNING, HELD, PAUSING, PAUSED, INTERRUPTED -> true;
          case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> false;
        };
  }

  private void consider(EventEnvelope event, RunState state) {
    if (event.fact() instanceof StepFact.Finished finished) {
      ended = finished;
    }
    if (isForkable(state) && isBoundary(event)) {
      found.add(view(event, state));
      ended = null;
    }
  }

  private boolean isBoundary(EventEnvelope event) {
    return switch (event.fact()) {
      case StepFact.Finished _, StepFact.EdgeTaken _ -> true;
      case RunFact.Started _, RunFact.Held _, RunFact.Forked _ -> true;
      default -> false;
    };
  }

  private CheckpointView view(EventEnvelope event, RunState state) {
    StepFact.Finished step = ended;
    return new CheckpointView(
        event.seq(),
        event.at(),
        event.type(),
        new RunStatus(state.status().label()),
        step == null ? null : step.step(),
        step == null ? null : step.node(),
        step == null ? null : step.status().wireName(),
        List.copyOf(nextOf(state)),
        ValueMapping.toWire(state.spending().usage()));
  }

  private static Set<String> nextOf(RunState state) {
    var next = new LinkedHashSet<String>();
    state.steps().values().forEach(step -> next.add(step.node().value()));
    for (Flow.Arrival arrival : state.flow().arrivals()) {
      next.add(arrival.at().value());
    }
    return next;
  }
}
