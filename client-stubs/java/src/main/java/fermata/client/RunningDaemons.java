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

/** Which build's daemon runs, as far as the descriptions in a run directory tell. */
final class RunningBuild {

  private static final Comparator<DaemonDescription> READY_AND_NEW =
      Comparator.comparing((DaemonDescription daemon) -> daemon.state().equals("ready"))
          .thenComparing(DaemonDescription::startedAt);

  private RunningBuild() {}

  /** {@return the build of the daemon that one can best talk to; empty where none seems to run} */
  static Optional<Build> find(RunDirectory run) {
    return descriptions(run.path()).stream()
        .filter(RunningBuild::mayServe)
        .max(READY_AND_NEW)
        .map(daemon -> new Build(daemon.build(), daemon.version()));
  }

  private static boolean mayServe(DaemonDescription daemon) {
    return ProcessHandle.of(daemon.pid()).isPresent()
        && !Collections.disjoint(daemon.protocol(), Methods.PROTOCOL_VERSIONS);
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
