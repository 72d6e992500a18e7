package fermata.cli.command;

import fermata.cli.console.Console;
import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.wire.discovery.Build;
import fermata.wire.method.daemon.ClientIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with: the console, and the daemon once it is asked for.
 *
 * <p>Confined to one thread.
 */
public final class Context implements AutoCloseable {

  private final Console console;
  private final Interruption interruption;
  private @Nullable FermataClient client;

  /** A context that connects to nothing yet. */
  public Context(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  Console console() {
    return console;
  }

  Interruption interruption() {
    return interruption;
  }

  /** {@return the settings of the environment} */
  ClientSettings settings() {
    var environment = console.surroundings().environment();
    Build build = Build.current(environment);
    return ClientSettings.of(
        environment, new ClientIdentity("fermata", build.version(), ProcessHandle.current().pid()));
  }

  /**
   * {@return the daemon; it is started where there is none, and stays as long as somebody thinks
   * about a question}
   */
  FermataClient client() {
    if (client == null) {
      client = FermataClient.connect(settings().keptAlive());
    }
    return client;
  }

  /** {@return the daemon; where there is none it is started with more options than usual} */
  FermataClient clientStarted(List<String> options) {
    if (client == null) {
      ClientSettings settings = settings().keptAlive();
      var command = new ArrayList<String>(settings.daemonCommand());
      command.addAll(options);
      client = FermataClient.connect(settings.withDaemonCommand(command));
    }
    return client;
  }

  /** {@return the daemon, which is not started for that} */
  FermataClient runningClient() {
    if (client == null) {
      client = FermataClient.connect(settings().withDaemonCommand(List.of()));
    }
    return client;
  }

  /** Forgets the daemon that was connected to; the next call finds or starts another. */
  void forget() {
    close();
    client = null;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
