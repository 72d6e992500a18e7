package fermata.client;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.method.daemon.ClientIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run directory of a test's own, and the daemons that were started in it. */
record TestFolder(Path path) implements AutoCloseable {

  static final Build BUILD = new Build("test", "0.1.0");

  static TestFolder in(Path parent) throws IOException {
    // Short, because a socket's path must be.
    var folder = new TestFolder(parent.resolve("r"));
    folder.run().require();
    return folder;
  }

  RunDirectory run() {
    return new RunDirectory(path);
  }

  Path socket() {
    return run().socket(BUILD);
  }

  ScriptedDaemon daemon(String script) throws IOException {
    return ScriptedDaemon.play(socket(), script);
  }

  /** {@return settings with which nothing is started} */
  ClientSettings settings() {
    return settings(List.of(), Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  ClientSettings settings(List<String> command, Duration startMax, Duration callMax) {
    return new ClientSettings(
        run(),
        new StateDirectory(path.resolve("state")),
        BUILD,
        new ClientIdentity("test", "1", null),
        command,
        Map.of(Build.VARIABLE, BUILD.id()),
        false,
        startMax,
        callMax);
  }

  /** {@return settings with which a {@link FakeDaemon} is started} */
  ClientSettings starting(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FakeDaemon.class.getName()));
    command.addAll(List.of(arguments));
    return settings(command, Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  /** {@return what the daemons of this folder noted at their start, without their process} */
  List<String> starts() {
    return lines().stream().map(line -> line.split(" ", -1)[0]).toList();
  }

  private List<String> lines() {
    try {
      Path starts = path.resolve("starts");
      return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every daemon that was started here. */
  @Override
  public void close() {
    for (String line : lines()) {
      ProcessHandle.of(Long.parseLong(line.split(" ", -1)[1])).ifPresent(TestFolder::end);
    }
  }

  private static void end(ProcessHandle daemon) {
    daemon.destroyForcibly();
    daemon.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
