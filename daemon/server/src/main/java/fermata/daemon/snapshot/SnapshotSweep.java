package fermata.daemon.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes snapshots that are older than they have to be, or take too much room.
 *
 * <p>Confined to one sweep.
 */
public final class SnapshotSweep {

  private record Kept(Path file, long bytes, Instant at) {}

  private final SnapshotRetention retention;
  private final Instant now;
  private final List<Kept> spare = new ArrayList<>();
  private long bytes;
  private int removed;

  private SnapshotSweep(SnapshotRetention retention, Instant now) {
    this.retention = retention;
    this.now = now;
  }

  /**
   * {@return how many snapshots were removed}
   *
   * @param agents the folder of the folders of agents
   */
  public static int sweep(Path agents, SnapshotRetention retention, Instant now) {
    var sweep = new SnapshotSweep(retention, now);
    for (Path agent : in(agents)) {
      for (Path session : in(agent.resolve("sessions"))) {
        in(session.resolve("checkpoints")).forEach(sweep::look);
      }
    }
    sweep.removeOld();
    return sweep.removed;
  }

  private void look(Path run) {
    List<Path> files = in(run).stream().sorted().toList();
    for (int i = 0; i < files.size(); i++) {
      Kept kept = kept(files.get(i));
      bytes += kept.bytes();
      if (i < files.size() - 1) {
        spare.add(kept);
      }
    }
  }

  private void removeOld() {
    Instant oldest = now.minus(retention.age());
    for (Kept kept : spare.stream().sorted(Comparator.comparing(Kept::at)).toList()) {
      if (bytes <= retention.bytesMax() && !kept.at().isBefore(oldest)) {
        return;
      }
      if (kept.file().toFile().delete()) {
        bytes -= kept.bytes();
        removed++;
      }
    }
  }

  private static Kept kept(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Kept(file, is.size(), is.lastModifiedTime().toInstant());
    } catch (IOException gone) {
      return new Kept(file, 0, Instant.MAX);
    }
  }

  /** A folder that is not there, or goes meanwhile, is one with nothing in it. */
  private static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }
}
