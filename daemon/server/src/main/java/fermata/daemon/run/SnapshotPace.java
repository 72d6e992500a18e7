package fermata.daemon.run;

/**
 * How many events lie between two snapshots of a run: few enough that any state is near one, and so
 * many that all of them together are small beside the journal.
 *
 * <p>Thread-safe.
 */
final class SnapshotPace {

  /** Events between two snapshots at least. */
  static final int EVENTS_MIN = 256;

  /** Of a snapshot for each event before the next: a fifth of a short event. */
  private static final int UNITS_PER_EVENT = 64;

  /** The longer a run is, the farther apart: so there are never very many. */
  private static final int SHARE = 256;

  private static final long UNKNOWN = -1;

  private volatile int units;
  private volatile long last;

  private SnapshotPace(long last) {
    this.last = last;
  }

  /** {@return the pace of a run that begins with what is stored next} */
  static SnapshotPace ofNewRun() {
    return new SnapshotPace(UNKNOWN);
  }

  /** {@return the pace of a run whose last snapshot is after an event} */
  static SnapshotPace after(long seq) {
    return new SnapshotPace(seq);
  }

  /**
   * Whether it is time for a snapshot after an event.
   *
   * @param before the number of the last event before those that are new
   */
  boolean isDue(long before, long seq) {
    if (last == UNKNOWN) {
      last = before;
    }
    return seq - last >= between(seq);
  }

  /** {@return how many events lie between two snapshots around an event} */
  long between(long seq) {
    return Math.max(EVENTS_MIN, Math.max(units / UNITS_PER_EVENT, seq / SHARE));
  }

  /** One is made, or at least tried. */
  void made(long seq) {
    last = seq;
  }

  /** How large the last one was. */
  void measured(int snapshotUnits) {
    units = snapshotUnits;
  }
}
