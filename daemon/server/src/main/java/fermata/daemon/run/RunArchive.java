package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.engine.state.Memory;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.run.RunSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs as they were: their journals, folded up to any event. Of the runs that were looked at last
 * some states stay in memory; none is moved. Thread-safe.
 */
public final class RunArchive {

  /** Runs of which states are kept, those that were looked at last. */
  private static final int TIMELINES_MAX = 8;

  private final RunEnvironment environment;
  private final Map<String, RunTimeline> timelines =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunTimeline> eldest) {
          return size() > TIMELINES_MAX;
        }
      };

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
    RunCard card = card(session, run);
    refuseIfBefore(card, until);
    return past(card, timeline(session, card).at(until == null ? Long.MAX_VALUE : until));
  }

  private static Past past(RunCard card, RunReplay.Folded folded) {
    LiveRun.Pinned pinned = folded.pinned();
    var sight = new RunSight(folded.state(), pinned.definition(), pinned.pin());
    return new Past(card.summary(), sight, folded.seq(), folded.at(), folded.memory());
  }

  private static void refuseIfBefore(RunCard card, @Nullable Long until) {
    if (card.isQueued()) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "run " + card.run() + " waits to begin and has done nothing yet");
    }
    if (until != null && until < card.firstSeq()) {
      throw RefusedException.invalidParams(
          "/at", until + " (expected: >= " + card.firstSeq() + ", where the run began)");
    }
  }

  // A journal that was rewritten is another one.
  private RunTimeline timeline(JournalId session, RunCard card) {
    long epoch = environment.store().findHead(session).map(JournalHead::epoch).orElse(0L);
    String key = session.value() + "/" + card.summary().run() + "/" + epoch;
    synchronized (timelines) {
      return timelines.computeIfAbsent(
          key,
          _ ->
              new RunTimeline(
                  () -> new RunReplay(session, environment),
                  card,
                  environment.snapshots(),
                  RunSnapshots.Place.of(session, card)));
    }
  }

  /** Sees an event of a run of the past. */
  public interface Visitor {

    /**
     * Sees it.
     *
     * @param before the state before it
     * @return whether to go on
     */
    boolean visit(EventEnvelope event, RunState before, Past after);
  }

  /**
   * Visits events of a run in order.
   *
   * @param after the number of the last event that is not meant
   * @param until the number of the last one that is
   */
  public void visit(
      JournalId session, @Nullable String run, long after, long until, Visitor visitor) {
    RunCard card = card(session, run);
    timeline(session, card)
        .visit(
            after,
            until,
            (event, before, folded) -> visitor.visit(event, before, past(card, folded)));
  }

  /**
   * {@return the number of an event before another, from which it is not far to that; 0 where the
   * run begins in between}
   */
  public long markBefore(JournalId session, @Nullable String run, long seq) {
    return timeline(session, card(session, run)).markBefore(seq);
  }

  /** {@return the number of the first event of a run} */
  public long firstSeq(JournalId session, @Nullable String run) {
    return card(session, run).firstSeq();
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
    refuseIfBefore(card, until);
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
