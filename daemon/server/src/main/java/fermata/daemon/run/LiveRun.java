package fermata.daemon.run;

import fermata.daemon.platform.Hashes;
import fermata.daemon.source.SourcedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.tool.ToolKnowledge;
import fermata.engine.run.RunId;
import fermata.engine.state.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A run that has not ended, in memory.
 *
 * <p>Confined to its {@link RunLoop}.
 */
final class LiveRun {

  private final RunId id;
  private final Pinned pinned;
  private final RunCalls calls;
  private final SnapshotPace pace;
  private final @Nullable String trace;
  private RunState state;

  /**
   * What a run is made of.
   *
   * @param sha256 under which the pin is kept
   * @param definition with the models that were asked for
   */
  record Pinned(String sha256, AgentPin pin, AgentDefinition definition, ToolKnowledge tools) {

    /** {@return what a run of a usable agent is made of} */
    static Pinned of(SourcedAgent agent, RunOptions options) {
      var pin = new AgentPin(agent.texts(), options);
      return new Pinned(
          Hashes.sha256(pin.toJson()),
          pin,
          ModelChoice.apply(agent.usable(), options.models()),
          agent.knownTools());
    }
  }

  /**
   * Makes a run.
   *
   * @param of who it is
   * @param calls its calls
   * @param state where it is
   * @param pace when its state is kept
   */
  LiveRun(SessionLoading.LoadedRun of, RunCalls calls, RunState state, SnapshotPace pace) {
    this.id = of.run();
    this.pinned = of.pinned();
    this.trace = of.trace();
    this.calls = calls;
    this.state = state;
    this.pace = pace;
  }

  RunId id() {
    return id;
  }

  Pinned pinned() {
    return pinned;
  }

  AgentDefinition definition() {
    return pinned.definition();
  }

  RunCalls calls() {
    return calls;
  }

  SnapshotPace pace() {
    return pace;
  }

  /** {@return the W3C {@code traceparent} of what started it; null where nobody traces it} */
  @Nullable String trace() {
    return trace;
  }

  RunState state() {
    return state;
  }

  RunSight toSight() {
    return new RunSight(state, definition(), pinned.pin());
  }

  void replaceState(RunState next) {
    state = next;
  }

  /** Whether it waits for something outside and nothing of it is under way. */
  boolean isStill() {
    return switch (state.status()) {
      case HELD, PAUSED, INTERRUPTED, COMPLETED, FAILED, CANCELLED ->
          calls.isEmpty() && !state.hasLiveCalls();
      case NEW, RUNNING, PAUSING, CANCELLING, FAILING -> false;
    };
  }
}
