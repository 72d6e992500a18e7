package fermata.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.CommandFailure;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.ExitCode;
import fermata.cli.daemon.Proxy;
import fermata.cli.daemon.StartFile;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.FermataException;
import fermata.client.RunningDaemons;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.DaemonDescription;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.json.Json;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonEndpoint;
import fermata.wire.method.daemon.DaemonShutdownParams;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.ShutdownMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code fermata daemon}: starts, stops and looks at the daemon. Each action prints one JSON object
 * under {@code --json}.
 */
final class DaemonCommand implements Command {

  private static final String ACTIONS =
      "start, stop, restart, drain, status, config, logs, proxy or service";

  private static final String LISTEN = "--listen";
  private static final String ALLOW_ORIGIN = "--allow-origin";
  private static final String ALLOW_HOST = "--allow-host";
  private static final String TLS_CERT = "--tls-cert";
  private static final String TLS_KEY = "--tls-key";

  /** What is handed on to a daemon that is started. */
  private static final List<String> HANDED_ON =
      List.of(LISTEN, ALLOW_ORIGIN, ALLOW_HOST, TLS_CERT, TLS_KEY);

  private static final String FOR = "--for";
  private static final String INSTALL = "--install";

  /** Where the launcher is; it says so itself. */
  private static final String LAUNCHER = "FERMATA_LAUNCHER";

  private static final Duration STOP_DEFAULT = Duration.ofSeconds(10);

  /** How long after its deadline a daemon may take to be gone. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final int LOG_LINES_DEFAULT = 50;

  /** Bytes at the end of the log that are read for its last lines. */
  private static final int LOG_BYTES_MAX = 1024 * 1024;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Arguments.command(
            "daemon",
            "Starts, stops and looks at the daemon. Other commands start it when they need it; runs that are held or"
                + " interrupted go on at its next start.",
            "fermata daemon status",
            "fermata daemon start --listen 127.0.0.1:7411",
            "fermata daemon stop --drain",
            "fermata daemon drain",
            "fermata daemon config log-level=debug",
            "fermata daemon logs --lines 200",
            "fermata daemon service --for systemd --install");
    spec.addPositional(Arguments.positional("0", "1", "ACTION", ACTIONS));
    spec.addPositional(
        Arguments.positional(
            "1..*", "0..*", "NAME=VALUE", "config: what to set until the daemon ends"));
    spec.addOption(Arguments.flag("--drain", "stop, restart: let running runs end first"));
    spec.addOption(
        Arguments.flag("--now", "stop, restart: cut the work; running runs count as interrupted"));
    spec.addOption(
        Arguments.value(
            "--deadline",
            "SECONDS",
            "stop, restart: end anyway after that; " + STOP_DEFAULT.toSeconds() + " unless said"));
    spec.addOption(
        Arguments.value(
            LISTEN,
            "ADDRESS",
            "start, restart: take WebSockets and HTTP at a loopback port, such as 127.0.0.1:7411; port 0"
                + " is any; with TLS at any address"));
    spec.addOption(
        Arguments.value(
            TLS_CERT, "FILE", "start, restart: certificates of the port, PEM, its own first"));
    spec.addOption(
        Arguments.value(
            TLS_KEY, "FILE", "start, restart: the key of that certificate, PEM, mode 0600"));
    spec.addOption(
        Arguments.value(
            ALLOW_HOST,
            "NAME,...",
            "start, restart: names that the port is reached by, beside those of this machine"));
    spec.addOption(
        Arguments.value(
            ALLOW_ORIGIN,
            "ORIGIN,...",
            "start, restart: pages of these origins may connect with the token"));
    spec.addOption(
        Arguments.value(
            "--lines", "N", "logs: so many lines; " + LOG_LINES_DEFAULT + " unless said"));
    spec.addOption(
        Arguments.value(
            FOR,
            "SYSTEM",
            "service: systemd, launchd, or connection for the file by which editors find a server;"
                + " that of this system unless said"));
    spec.addOption(
        Arguments.flag(INSTALL, "service: put the file where it belongs instead of printing it"));
    spec.addOption(Arguments.json("Print one JSON object"));
    return spec;
  }

  @Override
  public ExitCode run(ParseResult arguments, Context context) throws InterruptedException {
    String action = String.valueOf(Arguments.positional(arguments, 0));
    return switch (action) {
      case "start" -> start(arguments, context);
      case "stop" -> stop(arguments, context);
      case "restart" -> restart(arguments, context);
      case "status" -> status(arguments, context);
      case "drain" -> DaemonSettings.drain(arguments, context);
      case "config" -> DaemonSettings.config(arguments, context);
      case "logs" -> logs(arguments, context);
      case "proxy" -> proxy(context);
      case "service" -> service(arguments, context);
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE, "daemon " + DisplayText.oneLine(action) + ": expected " + ACTIONS);
    };
  }

  private static ExitCode start(ParseResult arguments, Context context) {
    var options = new ArrayList<String>();
    for (String option : HANDED_ON) {
      String value = Arguments.find(arguments, option);
      if (value != null) {
        options.addAll(List.of(option, value));
      }
    }
    DaemonStatusResult status =
        context.clientStarted(options).call(Methods.DAEMON_STATUS, new Nothing());
    requireListening(Arguments.find(arguments, LISTEN), status);
    report(arguments, context.console(), status, ofOtherBuilds(context));
    return ExitCode.OK;
  }

  /** A daemon that was there before goes on as it was started, which must not look like success. */
  private static void requireListening(@Nullable String wanted, DaemonStatusResult status) {
    if (wanted == null) {
      return;
    }
    String port = wanted.substring(wanted.lastIndexOf(':') + 1);
    boolean isListening =
        status.endpoints().stream()
            .map(DaemonEndpoint::url)
            .anyMatch(url -> url != null && (port.equals("0") || url.contains(":" + port + "/")));
    if (!isListening) {
      throw CommandFailure.of(
          ExitCode.FAILED,
          "the daemon was running before and does not listen at " + DisplayText.oneLine(wanted),
          "fermata daemon restart " + LISTEN + " " + DisplayText.oneLine(wanted));
    }
  }

  private static ExitCode status(ParseResult arguments, Context context)
      throws InterruptedException {
    List<DaemonDescription> others = ofOtherBuilds(context);
    Optional<FermataClient> client = running(context);
    if (client.isEmpty()) {
      Optional<DaemonProcess> mute = mute(context);
      if (mute.isPresent()) {
        throw mute.get().mute();
      }
      reportStopped(arguments, context.console(), "no daemon is running", others);
      return ExitCode.UNREACHABLE;
    }
    DaemonStatusResult status = client.get().call(Methods.DAEMON_STATUS, new Nothing());
    report(arguments, context.console(), status, others);
    return ExitCode.OK;
  }

  /** {@return the daemons of other builds, which an update leaves at work until they are idle} */
  static List<DaemonDescription> ofOtherBuilds(Context context) {
    ClientSettings settings = context.settings();
    return RunningDaemons.find(settings.run()).stream()
        .filter(daemon -> !daemon.build().equals(settings.build().id()))
        .toList();
  }

  private static Optional<FermataClient> running(Context context) {
    try {
      return Optional.of(context.runningClient());
    } catch (FermataException.Unreachable _) {
      // That is the answer.
      return Optional.empty();
    }
  }

  private static ExitCode stop(ParseResult arguments, Context context) throws InterruptedException {
    List<DaemonDescription> others = ofOtherBuilds(context);
    int count = others.size() + endOwn(arguments, context);
    endAll(arguments, context, others);
    reportStopped(arguments, context.console(), describeStopped(count), List.of());
    return ExitCode.OK;
  }

  private static String describeStopped(int count) {
    return switch (count) {
      case 0 -> "no daemon was running";
      case 1 -> "the daemon has stopped";
      default -> count + " daemons have stopped, of other builds too";
    };
  }

  private static void endAll(
      ParseResult arguments, Context context, List<DaemonDescription> daemons)
      throws InterruptedException {
    for (DaemonDescription daemon : daemons) {
      ClientSettings settings =
          context
              .settings()
              .withBuild(new Build(daemon.build(), daemon.version()))
              .withDaemonCommand(List.of());
      try (FermataClient client = FermataClient.connect(settings)) {
        end(arguments, client);
      }
    }
  }

  private static ExitCode restart(ParseResult arguments, Context context)
      throws InterruptedException {
    endOwn(arguments, context);
    context.forget();
    return start(arguments, context);
  }

  private static void end(ParseResult arguments, FermataClient client) throws InterruptedException {
    long pid = client.daemon().daemon().pid();
    Duration deadline = deadline(Arguments.find(arguments, "--deadline"));
    client.call(
        Methods.DAEMON_SHUTDOWN, new DaemonShutdownParams(mode(arguments), deadline.toMillis()));
    var process = new DaemonProcess(pid);
    if (!process.hasEnded(deadline.plus(GRACE))) {
      throw process.hasNotEnded(
          deadline.plus(GRACE),
          "fermata daemon stop --now cuts its work; fermata daemon logs says what it does");
    }
  }

  /** {@return the daemon of this build, where its process runs but nobody can speak to it} */
  private static Optional<DaemonProcess> mute(Context context) throws InterruptedException {
    Optional<DaemonProcess> process = DaemonProcess.described(context.settings());
    return process.isEmpty() || process.get().isLeaving() ? Optional.empty() : process;
  }

  /** {@return how many daemons of this build have ended: one, or none where none was there} */
  private static int endOwn(ParseResult arguments, Context context) throws InterruptedException {
    Optional<FermataClient> client = running(context);
    if (client.isPresent()) {
      end(arguments, client.get());
      return 1;
    }
    Optional<DaemonProcess> mute = mute(context);
    if (mute.isEmpty()) {
      return 0;
    }
    if (!Arguments.has(arguments, "--now")) {
      throw mute.get().mute();
    }
    mute.get().kill();
    return 1;
  }

  private static ShutdownMode mode(ParseResult arguments) {
    if (Arguments.has(arguments, "--now")) {
      return ShutdownMode.NOW;
    }
    return Arguments.has(arguments, "--drain") ? ShutdownMode.DRAIN : ShutdownMode.CHECKPOINT;
  }

  private static Duration deadline(@Nullable String seconds) {
    return seconds == null
        ? STOP_DEFAULT
        : Duration.ofSeconds(Arguments.number("--deadline", seconds, 1, 86_400));
  }

  private static void report(
      ParseResult arguments,
      Console console,
      DaemonStatusResult status,
      List<DaemonDescription> others) {
    if (Arguments.has(arguments, Arguments.JSON)) {
      ObjectNode json = Json.toTree(status);
      json.put("running", true);
      json.set("otherBuilds", describe(others));
      console.printJson(json);
      return;
    }
    console.print(
        "running for "
            + Amounts.duration(Duration.ofMillis(status.uptimeMs()))
            + ", process "
            + status.pid()
            + ", "
            + status.state().wireName());
    field(console, "version", status.version() + " (build " + status.build() + ")");
    field(
        console,
        "sessions",
        status.sessions().total()
            + ", "
            + status.sessions().running()
            + " running, "
            + status.sessions().held()
            + " held");
    field(console, "connections", String.valueOf(status.connections()));
    field(
        console,
        "memory",
        Amounts.bytes(status.heapUsedBytes()) + " of heap, " + status.threads() + " threads");
    for (DaemonEndpoint endpoint : status.endpoints()) {
      String path = endpoint.path();
      String url = endpoint.url();
      field(console, "listens at", url == null ? String.valueOf(path) : url);
    }
    field(console, "state", status.stateDir());
    print(console, others);
  }

  private static ArrayNode describe(List<DaemonDescription> others) {
    ArrayNode json = Json.mapper().createArrayNode();
    for (DaemonDescription daemon : others) {
      json.addObject().put("pid", daemon.pid()).put("build", daemon.build());
    }
    return json;
  }

  private static void print(Console console, List<DaemonDescription> others) {
    for (DaemonDescription daemon : others) {
      field(
          console,
          "other build",
          "process "
              + daemon.pid()
              + " (build "
              + daemon.build()
              + "); it ends when it is idle, or with: fermata daemon stop");
    }
  }

  private static void field(Console console, String name, String value) {
    console.print(
        "  " + console.outPaint().faint("%-13s".formatted(name)) + DisplayText.oneLine(value));
  }

  private static void reportStopped(
      ParseResult arguments, Console console, String text, List<DaemonDescription> others) {
    if (Arguments.has(arguments, Arguments.JSON)) {
      ObjectNode json = Json.mapper().createObjectNode();
      json.put("running", false);
      json.set("otherBuilds", describe(others));
      console.printJson(json);
    } else {
      console.print(text);
      print(console, others);
    }
  }

  private static ExitCode logs(ParseResult arguments, Context context) {
    Console console = context.console();
    Path log = context.settings().run().log(context.settings().build());
    String count = Arguments.find(arguments, "--lines");
    int max = count == null ? LOG_LINES_DEFAULT : Arguments.number("--lines", count, 1, 100_000);
    List<String> lines = lastLines(log, max);
    if (Arguments.has(arguments, Arguments.JSON)) {
      ObjectNode json = Json.mapper().createObjectNode();
      json.put("file", log.toString());
      lines.forEach(json.putArray("lines")::add);
      console.printJson(json);
    } else {
      lines.forEach(line -> console.print(DisplayText.harmless(line)));
      console.say(console.paint().faint(log.toString()));
    }
    return ExitCode.OK;
  }

  /**
   * Carries bytes between the standard streams and the daemon, which is started where it must be.
   */
  private static ExitCode proxy(Context context) {
    ClientSettings settings = context.settings();
    context.client();
    context.forget();
    Path socket = settings.run().socket(context.settings().build());
    try {
      Proxy.run(
          socket, context.console().surroundings().in(), context.console().surroundings().out());
      return ExitCode.OK;
    } catch (IOException failure) {
      throw CommandFailure.of(
              ExitCode.UNREACHABLE, socket + ": " + failure.getMessage(), "fermata daemon status")
          .because(failure);
    }
  }

  private static ExitCode service(ParseResult arguments, Context context) {
    StartFile kind = startFile(Arguments.find(arguments, FOR));
    Console console = context.console();
    Map<String, String> environment = console.surroundings().environment();
    String launcher =
        console
            .surroundings()
            .variable(LAUNCHER)
            .orElseThrow(
                () ->
                    CommandFailure.of(
                        ExitCode.FAILED,
                        "nobody knows where the command is",
                        "start it by the launcher of the distribution, or set " + LAUNCHER));
    var words = new ArrayList<String>(List.of(launcher, "daemon", "--foreground"));
    words.addAll(List.of("--idle-exit", "never"));
    for (String option : HANDED_ON) {
      String value = Arguments.find(arguments, option);
      if (value != null) {
        words.addAll(List.of(option, value));
      }
    }
    var variables = new LinkedHashMap<String, String>();
    for (String name :
        List.of(StateDirectory.VARIABLE, RunDirectory.VARIABLE, "FERMATA_JAVA_HOME")) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        variables.put(name, value);
      }
    }
    var start = new StartFile.Start(words, variables, context.settings().build().version());
    if (Arguments.has(arguments, INSTALL)) {
      install(kind, kind.text(start), console, environment);
    } else {
      console.surroundings().out().print(kind.text(start));
    }
    return ExitCode.OK;
  }

  private static StartFile startFile(@Nullable String name) {
    if (name == null) {
      boolean isMac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
      return isMac ? StartFile.LAUNCHD : StartFile.SYSTEMD;
    }
    return switch (name) {
      case "systemd" -> StartFile.SYSTEMD;
      case "launchd" -> StartFile.LAUNCHD;
      case "connection" -> StartFile.CONNECTION;
      default ->
          throw CommandFailure.of(
              ExitCode.USAGE,
              FOR + " " + DisplayText.oneLine(name) + ": expected systemd, launchd or connection");
    };
  }

  private static void install(
      StartFile kind, String text, Console console, Map<String, String> environment) {
    Path file =
        kind.below(Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw CommandFailure.of(
              ExitCode.FAILED,
              file + ": " + failure.getMessage(),
              "fermata daemon service prints it")
          .because(failure);
    }
    console.print(file.toString());
    kind.next(file).forEach(next -> console.print("  " + next));
  }

  private static List<String> lastLines(Path log, int max) {
    try (var file = Files.newByteChannel(log)) {
      file.position(Math.max(0, file.size() - LOG_BYTES_MAX));
      var text =
          new String(
              java.nio.channels.Channels.newInputStream(file).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      return lines.subList(Math.max(0, lines.size() - max), lines.size());
    } catch (IOException e) {
      throw CommandFailure.of(
              ExitCode.FAILED, log + ": no log yet", "fermata daemon start makes one")
          .because(e);
    }
  }
}
