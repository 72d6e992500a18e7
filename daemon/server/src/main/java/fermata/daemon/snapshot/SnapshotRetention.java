package fermata.daemon.snapshot;

import java.time.Duration;

/**
 * For how long snapshots are kept, and how much room all of them may take. The newest of a run is
 * always kept: a run that waits goes on from it.
 *
 * @param age since it was written
 * @param bytesMax of all together; with more the oldest go
 */
public record SnapshotRetention(Duration age, long bytesMax) {

  /** A month, and a gibibyte. */
  public static final SnapshotRetention DEFAULT =
      new SnapshotRetention(Duration.ofDays(30), 1L << 30);
}
