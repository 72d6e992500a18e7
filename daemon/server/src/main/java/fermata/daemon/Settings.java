package fermata.daemon;

import fermata.definition.text.Suggestions;
import fermata.wire.channel.WebNames;
import fermata.wire.discovery.Build;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon was told when it was started.
 *
 * @param idleExit how long it stays without work; absent when it stays for ever
 * @param isStdio whether it serves one client on standard input and output, and nobody else
 * @param hookPort of webhooks; 0 for the one of before, else any
 * @param listening at a port; absent when it does not
 */
record Settings(
    StateDirectory state,
    RunDirectory run,
    Build build,
    @Nullable Duration idleExit,
    Level logLevel,
    boolean isStdio,
    int hookPort,
    @Nullable Listening listening) {

  private static final String STDIO = "--stdio";

  private static final int PORT_MAX = 65_535;

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  /** The words after the command, or the variables, are none that a daemon understands. */
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
      super(message);
    }
  }

  /**
   * {@return the settings of a command line}
   *
   * @throws Misuse with what is wrong and what was expected
   */
  static Settings parse(List<String> arguments, Map<String, String> environment) {
    var given = new EnumMap<Setting, String>(Setting.class);
    boolean isStdio = false;
    for (int index = 0; index < arguments.size(); index++) {
      String word = arguments.get(index);
      if (word.equals(STDIO)) {
        isStdio = true;
        continue;
      }
      Setting setting = settingOf(word);
      if (++index == arguments.size()) {
        throw new Misuse(word + ": a value is missing (expected: " + setting.meaning() + ")");
      }
      given.put(setting, arguments.get(index));
    }
    return of(new Values(given, environment), isStdio);
  }

  private static Setting settingOf(String word) {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.option().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new Misuse(word + ": no such option" + Suggestions.hint(word, options())));
  }

  private static List<String> options() {
    var options = new ArrayList<String>(List.of(STDIO));
    for (Setting setting : Setting.values()) {
      options.add(setting.option());
    }
    return options;
  }

  /** Options first, then variables. */
  private record Values(Map<Setting, String> given, Map<String, String> environment) {

    Optional<String> find(Setting setting) {
      String option = given.get(setting);
      return Optional.ofNullable(option == null ? environment.get(setting.variable()) : option)
          .filter(value -> !value.isBlank());
    }
  }

  private static Settings of(Values values, boolean isStdio) {
    Map<String, String> environment = values.environment();
    StateDirectory state =
        values
            .find(Setting.STATE_DIR)
            .map(path -> new StateDirectory(Path.of(path).toAbsolutePath().normalize()))
            .orElseGet(() -> StateDirectory.locate(environment));
    RunDirectory run =
        values
            .find(Setting.RUN_DIR)
            .map(path -> new RunDirectory(Path.of(path).toAbsolutePath()))
            .orElseGet(
                () -> RunDirectory.locate(environment, state, System.getProperty("user.name")));
    return new Settings(
        state,
        run,
        Build.current(environment),
        idleExit(values.find(Setting.IDLE_EXIT).orElse(Setting.IDLE_EXIT.usual())),
        level(values.find(Setting.LOG_LEVEL).orElse(Setting.LOG_LEVEL.usual())),
        isStdio,
        values.find(Setting.HOOK_PORT).map(Settings::port).orElse(0),
        listening(values, isStdio));
  }

  private static @Nullable Listening listening(Values values, boolean isStdio) {
    Optional<String> address = values.find(Setting.LISTEN);
    if (address.isEmpty() || isStdio) {
      return null;
    }
    var listening =
        new Listening(
            Listening.parse(address.get()).orElseThrow(() -> misfit(Setting.LISTEN, address.get())),
            new WebNames(
                values.find(Setting.ALLOW_HOST).map(Listening::names).orElse(Set.of()),
                values.find(Setting.ALLOW_ORIGIN).map(Listening::names).orElse(Set.of())),
            tls(values));
    if (listening.isPublic() && listening.tls() == null) {
      throw new Misuse(
          Setting.LISTEN.option()
              + ": other machines can reach "
              + address.get()
              + " (expected: "
              + Setting.TLS_CERT.option()
              + " and "
              + Setting.TLS_KEY.option()
              + " too, or 127.0.0.1:PORT)");
    }
    return listening;
  }

  private static Listening.@Nullable TlsFiles tls(Values values) {
    Optional<String> certificate = values.find(Setting.TLS_CERT);
    Optional<String> key = values.find(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new Misuse(
          "a certificate and its key belong together (expected: "
              + Setting.TLS_CERT.option()
              + " and "
              + Setting.TLS_KEY.option()
              + ")");
    }
    return certificate
        .map(
            file ->
                new Listening.TlsFiles(
                    Path.of(file).toAbsolutePath(), Path.of(key.orElseThrow()).toAbsolutePath()))
        .orElse(null);
  }

  private static int port(String text) {
    boolean isNumber = text.matches("[1-9][0-9]{0,4}");
    if (!isNumber || Integer.parseInt(text) > PORT_MAX) {
      throw misfit(Setting.HOOK_PORT, text);
    }
    return Integer.parseInt(text);
  }

  static @Nullable Duration idleExit(String text) {
    if (text.equals("never")) {
      return null;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw misfit(Setting.IDLE_EXIT, text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /** {@return the level of the log as the option takes it} */
  static String wordOf(Level level) {
    return level.equals(Level.SEVERE)
        ? "error"
        : level.equals(Level.WARNING) ? "warn" : level.equals(Level.INFO) ? "info" : "debug";
  }

  static Level level(String text) {
    return switch (text) {
      case "error" -> Level.SEVERE;
      case "warn" -> Level.WARNING;
      case "info" -> Level.INFO;
      case "debug" -> Level.FINE;
      default -> throw misfit(Setting.LOG_LEVEL, text);
    };
  }

  private static Misuse misfit(Setting setting, String text) {
    return new Misuse(
        setting.option()
            + " or "
            + setting.variable()
            + ": '"
            + text
            + "' (expected: "
            + setting.meaning()
            + ")");
  }

  /** {@return what can be set, for people} */
  static String help() {
    var help = new StringBuilder("usage: fermata daemon [--stdio] [OPTION VALUE]...\n\n");
    help.append("  --stdio      serve one client on standard input and output\n");
    for (Setting setting : Setting.values()) {
      help.append(
          "  %-12s %s%n               (%s; else: %s)%n"
              .formatted(setting.option(), setting.meaning(), setting.variable(), setting.usual()));
    }
    return help.toString();
  }
}
