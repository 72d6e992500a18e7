package fermata.daemon;

import fermata.daemon.platform.LogFile;
import fermata.daemon.refusal.RefusedException;
import fermata.definition.keys.DurationText;
import fermata.definition.text.Suggestions;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.daemon.SettingChange;
import fermata.wire.method.daemon.SettingView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a daemon while it runs. Some can be set, until it ends: the next one is set as it
 * is started. Thread-safe.
 */
final class LiveSettings {

  private final Settings settings;
  private @Nullable Duration idleExit;
  private Level logLevel;

  LiveSettings(Settings settings) {
    this.settings = settings;
    this.idleExit = settings.idleExit();
    this.logLevel = settings.logLevel();
  }

  synchronized @Nullable Duration idleExit() {
    return idleExit;
  }

  /** {@return all of them, in the order of their options} */
  List<SettingView> views() {
    return Arrays.stream(Setting.values()).map(this::view).toList();
  }

  private SettingView view(Setting setting) {
    return new SettingView(
        nameOf(setting),
        valueOf(setting),
        setting.variable(),
        setting.usual(),
        setting.meaning(),
        isChangeable(setting));
  }

  private static String nameOf(Setting setting) {
    return setting.option().substring(2);
  }

  private static boolean isChangeable(Setting setting) {
    return setting == Setting.IDLE_EXIT || setting == Setting.LOG_LEVEL;
  }

  private synchronized String valueOf(Setting setting) {
    Listening listening = settings.listening();
    return switch (setting) {
      case STATE_DIR -> settings.state().path().toString();
      case RUN_DIR -> settings.run().path().toString();
      case IDLE_EXIT -> idleExit == null ? "never" : DurationText.of(idleExit);
      case HOOK_PORT ->
          settings.hookPort() == 0 ? setting.usual() : Integer.toString(settings.hookPort());
      case LISTEN -> listening == null ? setting.usual() : hostAndPort(listening);
      case ALLOW_ORIGIN ->
          names(setting, listening == null ? Set.of() : listening.names().origins());
      case ALLOW_HOST -> names(setting, listening == null ? Set.of() : listening.names().hosts());
      case TLS_CERT -> file(setting, listening, Listening.TlsFiles::certificate);
      case TLS_KEY -> file(setting, listening, Listening.TlsFiles::key);
      case LOG_LEVEL -> Settings.wordOf(logLevel);
    };
  }

  private static String file(
      Setting setting, @Nullable Listening listening, Function<Listening.TlsFiles, Path> which) {
    Listening.TlsFiles tls = listening == null ? null : listening.tls();
    return tls == null ? setting.usual() : which.apply(tls).toString();
  }

  private static String hostAndPort(Listening listening) {
    return listening.address().getAddress().getHostAddress() + ":" + listening.address().getPort();
  }

  private static String names(Setting setting, Set<String> names) {
    return names.isEmpty() ? setting.usual() : String.join(",", new TreeSet<>(names));
  }

  /**
   * Sets something, all or nothing.
   *
   * @param onIdleExit is told how long the daemon stays without work from now on
   * @throws RefusedException with {@code InvalidParams} for what is no setting or no value of one,
   *     with {@code InvalidState} for what can be set at the start only
   */
  synchronized void set(List<SettingChange> changes, Consumer<@Nullable Duration> onIdleExit) {
    var effects = new ArrayList<Runnable>();
    for (int index = 0; index < changes.size(); index++) {
      effects.add(effectOf(changes.get(index), "/set/" + index, onIdleExit));
    }
    effects.forEach(Runnable::run);
  }

  private Runnable effectOf(
      SettingChange change, String pointer, Consumer<@Nullable Duration> onIdleExit) {
    Setting setting = settingOf(change.name(), pointer);
    if (!isChangeable(setting)) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "setting '%s' is that of the start (expected: fermata daemon restart)"
              .formatted(change.name()));
    }
    try {
      return setting == Setting.IDLE_EXIT
          ? idle(Settings.idleExit(change.value()), onIdleExit)
          : log(Settings.level(change.value()));
    } catch (Settings.Misuse misfit) {
      throw RefusedException.invalidParams(pointer + "/value", String.valueOf(misfit.getMessage()));
    }
  }

  private static Setting settingOf(String name, String pointer) {
    return Arrays.stream(Setting.values())
        .filter(setting -> nameOf(setting).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RefusedException.invalidParams(
                    pointer + "/name",
                    "no setting '" + name + "'" + Suggestions.hint(name, names())));
  }

  private static List<String> names() {
    return Arrays.stream(Setting.values()).map(LiveSettings::nameOf).toList();
  }

  private Runnable idle(@Nullable Duration wanted, Consumer<@Nullable Duration> onIdleExit) {
    return () -> {
      idleExit = wanted;
      onIdleExit.accept(wanted);
    };
  }

  private Runnable log(Level wanted) {
    return () -> {
      logLevel = wanted;
      LogFile.admit(wanted);
    };
  }
}
