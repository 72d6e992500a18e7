package fermata.daemon.run;

import fermata.daemon.store.JournalLease;
import fermata.engine.run.RunId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session in memory: where its journal ends, what is shown of it, and its run that has not ended.
 *
 * <p>Confined to its {@link RunLoop}, but for {@link #live}, which anybody may look at.
 */
final class OpenSession {

  private final JournalLease lease;
  private long head;
  private @Nullable SessionProjection projection;
  private volatile @Nullable LiveRun live;

  OpenSession(
      JournalLease lease,
      long head,
      @Nullable SessionProjection projection,
      @Nullable LiveRun live) {
    this.lease = lease;
    this.head = head;
    this.projection = projection;
    this.live = live;
  }

  JournalLease lease() {
    return lease;
  }

  long head() {
    return head;
  }

  @Nullable SessionProjection projection() {
    return projection;
  }

  /** {@return what is shown of a session whose journal has events} */
  SessionProjection requireProjection() {
    return Objects.requireNonNull(projection);
  }

  @Nullable LiveRun live() {
    return live;
  }

  /** Whether a run of the session has not begun. */
  boolean isWaiting(RunId run) {
    SessionProjection shown = projection;
    return run.equals(queued())
        || (shown != null
            && shown.later().stream().anyMatch(card -> card.run().equals(run.value())));
  }

  /** {@return the run that has not ended, or of those that wait the first; absent where none} */
  @Nullable RunId busy() {
    LiveRun running = live;
    RunCard unended = projection == null ? null : projection.unended();
    return running != null ? running.id() : unended == null ? null : new RunId(unended.run());
  }

  /** {@return the run that waits in a session in which none was at work before, if one does} */
  @Nullable RunId queued() {
    SessionProjection shown = projection;
    RunCard card = shown == null ? null : shown.run();
    return card != null && card.isQueued() ? new RunId(card.run()) : null;
  }

  /** Takes over what has been stored. */
  void stored(long newHead, @Nullable SessionProjection next) {
    head = newHead;
    projection = next;
  }

  void begin(LiveRun run) {
    live = run;
  }

  void end() {
    live = null;
  }
}
