package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.run.RunSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs as they were: their journals, folded up to any event. Nothing of a run stays in memory for
 * it, and none is moved. Thread-safe.
 */
public final class RunArchive {

  private final RunEnvironment environment;

  public RunArchive(RunEnvironment environment) {
    this.environment = environment;
  }

  /**
   * A run after some of its events.
   *
   * @param summary of the run as it is now
   * @param sight what it knew and the definition that was in force
   * @param seq the number of the last event that counts
   * @param at the time of that event
   * @param memory what it remembered; of a run that has ended, at its end
   */
  public record Past(RunSummary summary, RunSight sight, long seq, Instant at, Memory memory) {

    public RunState state() {
      return sight.state();
    }
  }

  /**
   * {@return a run}
   *
   * @param run the newest of the session where absent
   * @throws RefusedException with {@code NotFound} if there is none
   */
  public RunSummary run(JournalId session, @Nullable String run) {
    return card(session, run).summary();
  }

  /**
   * {@return a run after its events up to a number}
   *
   * @param run the newest of the session where absent
   * @param until all events where absent
   * @throws RefusedException with {@code NotFound} if there is no such run, {@code InvalidState} if
   *     it waits for a place, {@code InvalidParams} if it began later
   */
  public Past past(JournalId session, @Nullable String run, @Nullable Long until) {
    return past(session, run, until, (_, _) -> {});
  }

  /**
   * {@return as {@link #past(JournalId, String, Long)}}
   *
   * @param each is told every event that counts and the state after it, in order
   */
  public Past past(
      JournalId session,
      @Nullable String run,
      @Nullable Long until,
      BiConsumer<EventEnvelope, RunState> each) {
    RunCard card = card(session, run);
    if (card.isQueued()) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "run " + card.run() + " waits for a place at its entry point and has done nothing yet");
    }
    if (until != null && until < card.firstSeq()) {
      throw RefusedException.invalidParams(
          "/at", until + " (expected: >= " + card.firstSeq() + ", where the run began)");
    }
    var memory = new AtomicReference<>(Memory.EMPTY);
    RunReplay.Replayed replayed =
        new RunReplay(session, environment)
            .replay(
                card,
                until == null ? Long.MAX_VALUE : until,
                (event, state) -> {
                  if (!state.status().isTerminal()) {
                    memory.set(state.memory());
                  }
                  each.accept(event, state);
                });
    LiveRun.Pinned pinned = replayed.pinned();
    var sight = new RunSight(replayed.state(), pinned.definition(), pinned.pin());
    return new Past(card.summary(), sight, replayed.seq(), replayed.at(), memory.get());
  }

  /** Gives the events of a run up to a number, in order; all of them where absent. */
  public void forEachEvent(
      JournalId session,
      @Nullable String run,
      @Nullable Long until,
      Consumer<EventEnvelope> consumer) {
    new RunReplay(session, environment)
        .forEachEvent(card(session, run), until == null ? Long.MAX_VALUE : until, consumer);
  }

  private RunCard card(JournalId session, @Nullable String run) {
    if (environment.store().findHead(session).isEmpty()) {
      throw RefusedException.notFound("session", session.value());
    }
    return RunCard.parse(
        row(session, run)
            .orElseThrow(
                () -> RefusedException.notFound("run", run == null ? "of the session" : run)));
  }

  private Optional<RunRow> row(JournalId session, @Nullable String run) {
    if (run != null) {
      return environment.store().findRun(run).filter(row -> row.session().equals(session));
    }
    List<RunRow> newest = environment.store().runs(session, null, 1);
    return newest.stream().findFirst();
  }
}
