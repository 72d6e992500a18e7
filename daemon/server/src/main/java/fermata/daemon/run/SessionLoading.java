package fermata.daemon.run;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalLease;
import fermata.daemon.store.QuestionRow;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.SessionDetails;
import fermata.daemon.store.StorageException;
import fermata.engine.run.RunId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a session from the store into memory: reads its journal and folds it. */
final class SessionLoading {

  private final JournalId session;
  private final RunEnvironment environment;
  private final Function<LoadedRun, RunCalls> calls;

  /**
   * A run and what it is made of.
   *
   * @param trace that it belongs to
   */
  record LoadedRun(RunId run, LiveRun.Pinned pinned, @Nullable String trace) {}

  /**
   * @param calls makes the place for the calls of a run
   */
  SessionLoading(
      JournalId session, RunEnvironment environment, Function<LoadedRun, RunCalls> calls) {
    this.session = session;
    this.environment = environment;
    this.calls = calls;
  }

  /**
   * {@return the session, with the run that has not ended}
   *
   * @throws RefusedException with {@code NotFound} if there is none
   * @throws StorageException with {@code CORRUPT} if its journal cannot be read
   */
  OpenSession load(JournalLease lease) {
    SessionDetails details =
        environment
            .store()
            .findDetails(session, 1)
            .orElseThrow(() -> RefusedException.notFound("session", session.value()));
    RunRow row = details.session().run();
    RunCard card = row == null ? null : RunCard.parse(row);
    var questions =
        details.questions().stream().map(QuestionRow::question).collect(Collectors.toSet());
    return new OpenSession(
        lease,
        details.session().head().seq(),
        new SessionProjection(
            SessionCard.parse(details.session().row()), card, questions, later(card)),
        card == null || card.hasEnded() || card.isQueued() ? null : loadRun(card));
  }

  private List<RunCard> later(@Nullable RunCard shown) {
    return environment.store().waitingOf(session).stream()
        .filter(row -> shown == null || !row.run().equals(shown.run()))
        .flatMap(row -> environment.store().findRun(row.run()).stream())
        .map(RunCard::parse)
        .toList();
  }

  private LiveRun loadRun(RunCard card) {
    var replay = new RunReplay(session, environment);
    RunReplay.Folded kept = replay.kept(card, 0, Long.MAX_VALUE).orElse(null);
    if (kept != null) {
      // It goes on only if everything before is there: a snapshot hides no damage.
      environment.snapshots().requireWhole(session, kept.seq());
    }
    RunReplay.Folded folded = replay.foldOn(kept, card, Long.MAX_VALUE, (_, _, _) -> true);
    var run = new LoadedRun(new RunId(card.run()), folded.pinned(), replay.trace(card));
    return new LiveRun(
        run,
        calls.apply(run),
        folded.state(),
        SnapshotPace.after(kept == null ? card.firstSeq() : kept.seq()));
  }
}
