package fermata.client;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.method.Methods;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The daemons of a run directory, whatever their build, as far as their descriptions tell: after an
 * update the one before may still be at work. A description is a hint, the socket is the truth.
 */
public final class RunningDaemons {

  private static final Comparator<DaemonDescription> READY_AND_NEW =
      Comparator.comparing((DaemonDescription daemon) -> daemon.state().equals("ready"))
          .thenComparing(DaemonDescription::startedAt);

  private RunningDaemons() {}

  /** {@return what the daemons whose processes run say of themselves, oldest first} */
  public static List<DaemonDescription> find(RunDirectory run) {
    return descriptions(run.path()).stream()
        .filter(DaemonDescription::isRunning)
        .sorted(Comparator.comparing(DaemonDescription::startedAt))
        .toList();
  }

  /** {@return the build of the daemon that one can best talk to; empty where none seems to run} */
  static Optional<Build> bestBuild(RunDirectory run) {
    return find(run).stream()
        .filter(daemon -> !Collections.disjoint(daemon.protocol(), Methods.PROTOCOL_VERSIONS))
        .max(READY_AND_NEW)
        .map(daemon -> new Build(daemon.build(), daemon.version()));
  }

  /** What cannot be read is no hint; the socket will tell. */
  private static List<DaemonDescription> descriptions(Path folder) {
    List<DaemonDescription> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "d-*.json")) {
      for (Path file : files) {
        DaemonDescription.read(file).ifPresent(found::add);
      }
      return found;
    } catch (IOException _) {
      return List.of();
    }
  }
}
