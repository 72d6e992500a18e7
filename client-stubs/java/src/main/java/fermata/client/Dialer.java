package fermata.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.InitializeParams;
import fermata.wire.method.daemon.InitializeResult;
import fermata.wire.method.events.EventsSubscribeParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Connects to the daemon of a run directory: dials the socket and shakes hands. That is the only
 * proof that a daemon is there; files beside the socket are hints.
 *
 * <p>Immutable.
 */
final class Dialer {

  private final ClientSettings settings;
  private final List<EventsSubscribeParams> subscribe;

  Dialer(ClientSettings settings) {
    this(settings, List.of());
  }

  /**
   * Dials for connections that begin with subscriptions.
   *
   * @param subscribe all of them, or the connection is refused
   */
  Dialer(ClientSettings settings, List<EventsSubscribeParams> subscribe) {
    this.settings = settings;
    this.subscribe = List.copyOf(subscribe);
  }

  /** A connection that has been opened with a handshake. */
  record Opened(Link link, InitializeResult daemon) {}

  /**
   * {@return a connection; empty where no daemon listens}
   *
   * @throws FermataException.Unreachable where a daemon must not or cannot be used
   */
  Optional<Opened> dial(Deadline deadline) {
    Path socket = settings.run().socket(settings.build());
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requirePrivate();
    try {
      return shakeHands(Link.over(UnixTransport.open(socket)), deadline);
    } catch (IOException e) {
      if (isForbidden(e)) {
        throw new FermataException.Unreachable(
            "socket " + socket + " may not be used by this user: " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  private void requirePrivate() {
    try {
      settings.run().requirePrivate();
    } catch (IOException e) {
      throw new FermataException.Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isForbidden(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Permission denied") || message.contains("not permitted");
  }

  /**
   * {@return the open connection; empty where the daemon went away meanwhile}
   *
   * @throws FermataException.Unreachable where it does not answer or speaks another version
   */
  Optional<Opened> shakeHands(Link link, Deadline deadline) {
    var params =
        new InitializeParams(
            Methods.PROTOCOL_VERSIONS,
            settings.identity(),
            settings.keepAlive(),
            subscribe.isEmpty() ? null : subscribe,
            null);
    try {
      return Optional.of(new Opened(link, link.call(Methods.INITIALIZE, params, deadline)));
    } catch (LinkLostException _) {
      return Optional.empty();
    } catch (FermataException e) {
      link.close();
      throw switch (e) {
        case FermataException.Refused refused when isOfSubscription(refused.error()) -> refused;
        case FermataException.Refused refused ->
            new FermataException.Unreachable(describe(refused.error()));
        case FermataException.TimedOut _ ->
            new FermataException.Unreachable(
                "a daemon listens in "
                    + settings.run().path()
                    + " but does not answer (its log is "
                    + settings.run().log(settings.build())
                    + "; end it with: fermata daemon stop --now)");
        case FermataException.Malformed malformed ->
            new FermataException.Unreachable(String.valueOf(malformed.getMessage()));
        case FermataException.Interrupted _,
            FermataException.Disconnected _,
            FermataException.Stopped _,
            FermataException.Unreachable _ ->
            e;
      };
    }
  }

  private boolean isOfSubscription(RpcError error) {
    return !subscribe.isEmpty() && !error.is(DaemonErrorCode.UNSUPPORTED_PROTOCOL_VERSION);
  }

  private static String describe(RpcError error) {
    return error.is(DaemonErrorCode.UNSUPPORTED_PROTOCOL_VERSION)
        ? "the daemon speaks another version of the protocol: "
            + supported(error)
            + " (expected: "
            + String.join(", ", Methods.PROTOCOL_VERSIONS)
            + "); update the older one, or end the daemon with: fermata daemon stop"
        : "the daemon refused to talk: " + error.message();
  }

  private static String supported(RpcError error) {
    List<String> versions =
        error.data().path("supported").valueStream().map(JsonNode::asText).toList();
    return versions.isEmpty() ? error.message() : String.join(", ", versions);
  }

  /** Dials until a daemon answers; the pauses grow from 25 to 400 milliseconds. */
  Optional<Opened> dialUntil(Deadline deadline, StopCheck stop) throws InterruptedException {
    long pauseMillis = 25;
    while (true) {
      Optional<Opened> opened = dial(deadline);
      if (opened.isPresent() || deadline.hasPassed() || stop.isPointless()) {
        return opened;
      }
      Thread.sleep(Duration.ofMillis(Math.min(pauseMillis, deadline.left().toMillis() + 1)));
      pauseMillis = Math.min(400, pauseMillis * 3 / 2);
    }
  }

  /** Says that further dialling is of no use. */
  @FunctionalInterface
  interface StopCheck {
    boolean isPointless();
  }
}
