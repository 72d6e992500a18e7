package fermata.client;

import fermata.wire.discovery.Build;
import fermata.wire.discovery.RunDirectory;
import fermata.wire.discovery.StateDirectory;
import fermata.wire.method.daemon.ClientIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a client finds a daemon, starts one and waits.
 *
 * @param run where daemon and clients meet
 * @param state where the daemon keeps its state
 * @param build whose daemon is wanted
 * @param identity who is connecting
 * @param daemonCommand program and arguments that start a daemon; the client adds {@code
 *     --state-dir} and {@code --run-dir}; empty: never start one
 * @param environment variables of a started daemon, beside those of this process
 * @param keepAlive whether the connection keeps an idle daemon from ending
 * @param startMax how long a daemon may take to answer the handshake once it was started
 * @param callMax how long a call waits for its reply, reconnects included
 */
public record ClientSettings(
    RunDirectory run,
    StateDirectory state,
    Build build,
    ClientIdentity identity,
    List<String> daemonCommand,
    Map<String, String> environment,
    boolean keepAlive,
    Duration startMax,
    Duration callMax) {

  /**
   * Environment variable with the command that starts a daemon, its words parted by line feeds or
   * else by spaces.
   */
  public static final String DAEMON_COMMAND = "FERMATA_DAEMON_COMMAND";

  public ClientSettings {
    daemonCommand = List.copyOf(daemonCommand);
    environment = Map.copyOf(environment);
  }

  /**
   * {@return the settings that the environment asks for}
   *
   * <p>Where it names no build, that of the daemon that runs is taken, so that a program of its own
   * need not be built with the daemon.
   */
  public static ClientSettings of(Map<String, String> environment, ClientIdentity identity) {
    var state = StateDirectory.locate(environment);
    var run = RunDirectory.locate(environment, state, System.getProperty("user.name"));
    return new ClientSettings(
        run,
        state,
        environment.containsKey(Build.VARIABLE)
            ? Build.current(environment)
            : RunningDaemons.bestBuild(run).orElseGet(() -> Build.current(environment)),
        identity,
        commandOf(environment),
        Map.of(),
        false,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60));
  }

  /** {@return these settings with another command} */
  public ClientSettings withDaemonCommand(List<String> command) {
    return new ClientSettings(
        run, state, build, identity, command, environment, keepAlive, startMax, callMax);
  }

  /** {@return these settings for the daemon of another build} */
  public ClientSettings withBuild(Build other) {
    return new ClientSettings(
        run, state, other, identity, daemonCommand, environment, keepAlive, startMax, callMax);
  }

  /** {@return these settings for a connection that keeps an idle daemon from ending} */
  public ClientSettings keptAlive() {
    return new ClientSettings(
        run, state, build, identity, daemonCommand, environment, true, startMax, callMax);
  }

  private static List<String> commandOf(Map<String, String> environment) {
    String text = environment.getOrDefault(DAEMON_COMMAND, "");
    String separator = text.contains("\n") ? "\n" : " ";
    return List.of(text.split(separator, -1)).stream().filter(word -> !word.isBlank()).toList();
  }
}
