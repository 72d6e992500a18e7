package fermata.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fermata.client.RunningDaemons;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fermata command of this build, with a state folder and a daemon of its own.
 *
 * <p>Every command has a deadline. Closing ends the daemons of the folder, by a signal and not by
 * the command, which takes half a second of a processor, and forgets nothing else: the folder is
 * the test's.
 */
final class Fermata implements AutoCloseable {

  private static final Duration COMMAND_MAX = Duration.ofSeconds(90);
  private static final Duration END_MAX = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final List<String> program;
  private final Map<String, String> environment = new LinkedHashMap<>();

  /** Uses a folder for state, sockets and logs. */
  Fermata(Path home) {
    this(home, List.of(root().resolve("fermata").toString()));
  }

  private Fermata(Path home, List<String> program) {
    this.home = home;
    this.program = program;
    environment.put("FERMATA_REBUILD", "never");
    environment.put("FERMATA_STATE_DIR", home.resolve("state").toString());
    environment.put("FERMATA_RUN_DIR", home.resolve("run").toString());
    environment.put("NO_COLOR", "1");
  }

  /** Removes the socket that the daemon listens on, as a program that tidies up may do. */
  void tidySocketAway() throws IOException {
    try (var sockets = Files.newDirectoryStream(home.resolve("run"), "*.sock")) {
      for (Path socket : sockets) {
        Files.delete(socket);
      }
    }
  }

  /** What a command printed and how it ended. */
  record Ended(int code, String out, String err) {

    /** {@return the one JSON object on standard output} */
    JsonNode json() {
      return parse(out);
    }

    /** {@return the JSON objects on the lines of standard output} */
    Stream<JsonNode> jsonLines() {
      return out.lines().filter(line -> !line.isBlank()).map(Ended::parse);
    }

    private static JsonNode parse(String text) {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text, e);
      }
    }

    Ended expect(int wanted) {
      assertThat(code).as("exit code%nout: %s%nerr: %s", out, err).isEqualTo(wanted);
      return this;
    }
  }

  /** Sets a variable for the commands to come, and for a daemon that they start. */
  Fermata with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * {@return a command for the same folder that takes itself for one of another build, as the one
   * before an update}
   */
  Fermata ofBuild(String id) {
    var other = new Fermata(home, entry("cli", "fermata.cli.Main"));
    return other
        .with("FERMATA_BUILD", id)
        .with(
            "FERMATA_DAEMON_COMMAND",
            String.join("\n", entry("daemon", "fermata.daemon.DaemonMain")));
  }

  /** The command of an entry point, with the options and the cache that the launcher gives it. */
  private static List<String> entry(String name, String main) {
    Path distribution = distribution();
    String options = System.getenv().getOrDefault("FERMATA_JAVA_OPTIONS", "");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + distribution.resolve(name + ".options"));
    command.add("-XX:AOTCache=" + distribution.resolve(name + ".aot"));
    Stream.of(options.split(" ", -1)).filter(option -> !option.isEmpty()).forEach(command::add);
    command.addAll(List.of("-cp", classPath(distribution), main));
    return command;
  }

  /** The cache fits only the class path in the order that it was made with. */
  private static String classPath(Path distribution) {
    String jars = read(distribution.resolve("classpath"));
    return Stream.of(jars.split(":", -1))
        .map(jar -> distribution.resolve("lib").resolve(jar).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path distribution() {
    Path all = root().resolve("client-stubs/cli/target/dist");
    return all.resolve(read(all.resolve("current")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the root of the checkout} */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("fermata"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no launcher above this folder");
    }
    return folder;
  }

  /** Runs a command to its end, without input. */
  Ended run(String... arguments) {
    return run("", List.of(arguments));
  }

  /** Runs a command to its end with an input. */
  Ended run(String input, List<String> arguments) {
    try {
      Files.createDirectories(home);
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      Process process =
          builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(COMMAND_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "fermata " + arguments + " did not end; out: " + Files.readString(out));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** {@return a process builder for a command, in the root of the checkout} */
  ProcessBuilder builder(List<String> arguments) {
    var command = new ArrayList<>(program);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(root().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENAI_"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** {@return the variables that commands of this instance have} */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** {@return variables with which a client of the test's own starts this build's daemon} */
  Map<String, String> environmentOfDaemon() {
    var all = new LinkedHashMap<>(environment);
    all.put("FERMATA_BUILD", distribution().getFileName().toString());
    all.put(
        "FERMATA_DAEMON_COMMAND",
        String.join("\n", root().resolve("fermata").toString(), "daemon", "--foreground"));
    return all;
  }

  /** {@return the process of this build's daemon, where one runs} */
  Optional<ProcessHandle> daemon() {
    String build =
        environment.getOrDefault("FERMATA_BUILD", distribution().getFileName().toString());
    return daemons().stream()
        .filter(daemon -> daemon.build().equals(build))
        .findFirst()
        .flatMap(daemon -> ProcessHandle.of(daemon.pid()));
  }

  /** {@return what the running daemons of this folder say of themselves, of whatever build} */
  private List<DaemonDescription> daemons() {
    return RunningDaemons.find(new RunDirectory(home.resolve("run")));
  }

  /** Ends the daemon as a power cut would, and waits until it is gone. */
  void killDaemon() {
    ProcessHandle daemon = daemon().orElseThrow();
    daemon.destroyForcibly();
    if (!isGone(daemon, END_MAX)) {
      throw new AssertionError("the daemon " + daemon.pid() + " did not end");
    }
  }

  private static boolean isGone(ProcessHandle process, Duration max) {
    try {
      process.onExit().get(max.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Copies an example into a folder, so that a test may write there. */
  static Path example(String name, Path target) {
    Path source = root().resolve("agents-examples").resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (DaemonDescription each : daemons()) {
      ProcessHandle.of(each.pid()).ifPresent(Fermata::end);
    }
  }

  /** Asks a process to end, and makes it where it does not. */
  private static void end(ProcessHandle daemon) {
    daemon.destroy();
    if (!isGone(daemon, END_MAX)) {
      daemon.destroyForcibly();
      isGone(daemon, END_MAX);
    }
  }
}
