package fermata.lsp.relay;

import fermata.client.ClientSettings;
import fermata.client.FermataClient;
import fermata.client.RunningDaemons;
import fermata.wire.method.daemon.ClientIdentity;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the daemon, made at the first use. {@link #client} starts a daemon where there
 * is none, {@link #find} does not.
 *
 * <p>Thread-safe. A failed attempt is not remembered: the next use tries again.
 */
public final class DaemonLink implements AutoCloseable {

  private final ClientSettings settings;
  private @Nullable FermataClient client;
  private volatile Runnable onConnected = () -> {};

  /** Connects with the settings of an environment. */
  public DaemonLink(Map<String, String> environment, String version) {
    settings =
        ClientSettings.of(
            environment, new ClientIdentity("fermata-lsp", version, ProcessHandle.current().pid()));
  }

  /** {@return the client; waits while a daemon starts} */
  public synchronized FermataClient client() {
    if (client == null) {
      client = FermataClient.connect(settings);
      onConnected.run();
    }
    return client;
  }

  /** {@return the client, where a daemon runs; none is started} */
  Optional<FermataClient> find() {
    return isThere() ? Optional.of(client()) : Optional.empty();
  }

  /** Says what to do whenever a connection was made; it must not wait. */
  void onConnected(Runnable action) {
    onConnected = action;
  }

  /** {@return the folder where daemons say that they are there} */
  Path runFolder() {
    return settings.run().path();
  }

  private synchronized boolean isThere() {
    boolean isConnected = client != null && client.isConnected();
    return isConnected || !RunningDaemons.find(settings.run()).isEmpty();
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
