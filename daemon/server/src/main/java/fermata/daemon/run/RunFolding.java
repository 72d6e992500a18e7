package fermata.daemon.run;

import fermata.daemon.journal.FactMapping;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.StorageException;
import fermata.definition.model.AgentDefinition;
import fermata.engine.fold.Fold;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.json.BindingException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one run under way: its events as they are stored, one after another.
 *
 * <p>Not thread-safe.
 */
final class RunFolding {

  private final JournalId session;
  private final RunEnvironment environment;
  private final Function<String, Optional<String>> sources;
  private LiveRun.@Nullable Pinned pinned;
  private RunState state = Fold.initial();
  private Memory memory = Memory.EMPTY;
  private long seq;
  private @Nullable Instant at;

  /**
   * @param sources finds a kept text by its SHA-256
   */
  RunFolding(
      JournalId session, RunEnvironment environment, Function<String, Optional<String>> sources) {
    this.session = session;
    this.environment = environment;
    this.sources = sources;
  }

  /** Whether an event belongs to a run. */
  static boolean isOf(String run, EventEnvelope event) {
    return run.equals(event.run())
        || (event.fact() instanceof SessionFact.DefinitionAccepted accepted
            && accepted.run().equals(run));
  }

  /** Goes on from an earlier state. */
  void begin(RunReplay.Folded from) {
    pinned = from.pinned();
    state = from.state();
    memory = from.memory();
    seq = from.seq();
    at = from.at();
  }

  /**
   * Folds the next event of the run.
   *
   * @throws StorageException with {@code CORRUPT} if it cannot be folded
   */
  void add(EventEnvelope event) {
    String named = pinOf(event);
    if (named != null) {
      pinned = pinnedOf(named);
    }
    LiveRun.Pinned inForce = pinned;
    if (inForce == null) {
      throw damaged("no definition is named in its journal");
    }
    state = fold(inForce.definition(), state, event);
    if (!state.status().isTerminal()) {
      memory = state.memory();
    }
    seq = event.seq();
    at = event.at();
  }

  RunState state() {
    return state;
  }

  /**
   * {@return the run after the events so far, to be folded on}
   *
   * @throws StorageException with {@code CORRUPT} if there are none
   */
  RunReplay.Folded folded() {
    LiveRun.Pinned inForce = pinned;
    Instant newest = at;
    if (inForce == null || newest == null) {
      throw damaged("the events of its run are missing");
    }
    return new RunReplay.Folded(inForce, state, seq, newest, memory);
  }

  /** {@return the run after the events so far} */
  RunReplay.Replayed result() {
    RunReplay.Folded whole = folded();
    return new RunReplay.Replayed(whole.pinned(), whole.state(), whole.seq(), whole.at());
  }

  private static @Nullable String pinOf(EventEnvelope event) {
    return switch (event.fact()) {
      case RunFact.Started started -> started.pin();
      case SessionFact.DefinitionAccepted accepted -> accepted.pin();
      default -> null;
    };
  }

  /**
   * {@return what was in force under a name}
   *
   * @throws StorageException with {@code CORRUPT} if it is missing or cannot be used
   */
  LiveRun.Pinned pinnedOf(String sha256) {
    String json = sources.apply(sha256).orElseThrow(() -> damaged("its definition is missing"));
    return RunReplay.pinned(environment, sha256, AgentPin.parse(json));
  }

  private RunState fold(AgentDefinition definition, RunState before, EventEnvelope event) {
    try {
      return FactMapping.toEvent(event.fact())
          .map(happened -> Fold.apply(definition, before, happened, event.at()))
          .orElse(before);
    } catch (BindingException | IllegalArgumentException | IllegalStateException damage) {
      throw JournalRecords.unreadable(session, event.seq(), damage);
    }
  }

  private StorageException damaged(String what) {
    return new StorageException(
        StorageException.Kind.CORRUPT, "session " + session.value() + ": " + what);
  }
}
