package fermata.daemon;

import fermata.daemon.rpc.RpcServer;
import fermata.wire.channel.RpcListener;
import fermata.wire.channel.WebAccess;
import fermata.wire.channel.WebListener;
import fermata.wire.channel.WebNames;
import fermata.wire.channel.WebTls;
import fermata.wire.discovery.DaemonDescription.Endpoint;
import fermata.wire.discovery.TokenFile;
import fermata.wire.method.daemon.DaemonIdentity;
import fermata.wire.method.daemon.DaemonState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a run directory, and a port where one is wanted. Confined to one thread at a time,
 * but for {@link #endpoints}.
 */
final class SocketDoor implements Door {

  private final Presence presence;
  private final Settings settings;
  private @Nullable RpcListener listener;
  private @Nullable WebListener port;
  // Read by whoever asks how the daemon is.
  private volatile List<Endpoint> endpoints = List.of();

  SocketDoor(Presence presence, Settings settings) {
    this.presence = presence;
    this.settings = settings;
  }

  @Override
  public void open(House house) {
    Listening listening = settings.listening();
    WebNames names = listening == null ? WebNames.NONE : listening.names();
    var web = new WebAccess(house.access(), names, house.pages());
    var open = new ArrayList<Endpoint>();
    try {
      if (listening != null) {
        open.add(listen(listening, house, web));
      }
      Path socket = presence.freeSocket();
      listener = RpcListener.open(socket, house.limits(), house.server(), web);
      open.add(0, Endpoint.unix(socket));
    } catch (IOException failure) {
      WebListener opened = port;
      if (opened != null) {
        opened.close();
      }
      throw new UncheckedIOException(failure.getMessage(), failure);
    }
    endpoints = List.copyOf(open);
  }

  /** Before the socket: who finds the daemon there finds it whole. */
  private Endpoint listen(Listening listening, House house, WebAccess web) throws IOException {
    Listening.TlsFiles files = listening.tls();
    WebTls tls = files == null ? null : WebTls.of(files.certificate(), files.key());
    TokenFile token = settings.run().token(settings.build());
    token.write(house.access().token());
    var opened = WebListener.open(listening.address(), house.limits(), house.server(), web, tls);
    port = opened;
    String url = listening.url(opened.port());
    house.access().listensAt(url);
    return Endpoint.web(url, token);
  }

  @Override
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  @Override
  public void show(DaemonIdentity identity, DaemonState state) {
    presence.publish(identity, state, settings, endpoints);
  }

  @Override
  public void note(DaemonIdentity identity, Instant at, String what, String reason) {
    presence.note(identity, at, what, reason);
  }

  @Override
  public void close(RpcServer server) {
    WebListener openPort = port;
    if (openPort != null) {
      openPort.close();
    }
    RpcListener open = listener;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void leave() {
    presence.close();
  }
}
