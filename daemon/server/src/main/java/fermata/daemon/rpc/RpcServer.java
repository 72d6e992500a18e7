package fermata.daemon.rpc;

import fermata.daemon.access.Access;
import fermata.wire.channel.CloseReason;
import fermata.wire.channel.ConnectionHandler;
import fermata.wire.channel.RpcConnection;
import fermata.wire.channel.RpcExchange;
import fermata.wire.channel.WebPages;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.RpcMessage;
import fermata.wire.jsonrpc.TraceParent;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.ConnectionView;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import fermata.wire.method.events.EventsAckParams;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves connections: each request on a thread of its own, its errors as error objects.
 *
 * <p>Thread-safe.
 */
public final class RpcServer implements ConnectionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

  private static final Set<String> BEFORE_INITIALIZE =
      Set.of(Methods.INITIALIZE.name(), Methods.PING.name());

  private static final Set<String> AT_ONCE =
      Set.of(Methods.INITIALIZE.name(), Methods.SHUTDOWN.name());

  private final RpcRouter router;
  private final DaemonControl daemon;
  private final Leaving leaving;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<RpcConnection, ClientConnection> connections = new ConcurrentHashMap<>();

  private final PrincipalRates rates;
  private final Set<String> alwaysAdmitted;

  private RpcServer(
      RpcRouter router,
      DaemonControl daemon,
      Leaving leaving,
      Set<String> alwaysAdmitted,
      PrincipalRates rates) {
    this.alwaysAdmitted = alwaysAdmitted;
    this.rates = rates;
    this.router = router;
    this.daemon = daemon;
    this.leaving = leaving;
  }

  /**
   * Makes a server of all methods.
   *
   * @param access gives out tickets
   * @param leaving what {@code shutdown} and {@code exit} do
   * @param clock by which requests are counted
   */
  public static RpcServer of(
      Backends backends,
      DaemonControl daemon,
      Access access,
      Leaving leaving,
      InstantSource clock) {
    return new RpcServer(
        Routes.of(backends, daemon, access, leaving),
        daemon,
        leaving,
        backends.limits().alwaysAdmitted(),
        new PrincipalRates(clock));
  }

  /** {@return what is served over HTTP beside the methods} */
  public static WebPages pages(Backends backends, DaemonControl daemon) {
    return new HttpPages(daemon, backends.log(), EventMethods.of(backends));
  }

  @Override
  public void onOpen(RpcConnection connection) {
    connections.put(connection, new ClientConnection(connection));
  }

  @Override
  public void onRequest(RpcExchange exchange) {
    ClientConnection connection = connections.get(exchange.connection());
    if (connection == null) {
      return;
    }
    if (!BEFORE_INITIALIZE.contains(exchange.method())) {
      daemon.touch();
    }
    long wait =
        alwaysAdmitted.contains(exchange.method()) ? 0 : rates.waitMillis(connection.principal());
    if (wait > 0) {
      exchange.refuse(RpcErrors.rateLimited(wait));
    } else if (!connection.isInitialized() && !BEFORE_INITIALIZE.contains(exchange.method())) {
      exchange.refuse(RpcErrors.notInitialized(exchange.method(), exchange.id()));
    } else if (router
        .scopeOf(exchange.method())
        .filter(scope -> !connection.may(scope))
        .isPresent()) {
      exchange.refuse(
          RpcErrors.forbidden(
              exchange.method(), router.scopeOf(exchange.method()).get(), exchange.id()));
    } else {
      route(connection, exchange);
    }
  }

  private void route(ClientConnection connection, RpcExchange exchange) {
    try {
      router
          .find(exchange)
          .ifPresentOrElse(
              call -> start(connection, exchange, call),
              () -> exchange.refuse(RpcErrors.unknownMethod(exchange.method(), exchange.id())));
    } catch (BindingException misfit) {
      exchange.refuse(RpcErrors.of(misfit, exchange.method(), exchange.id()));
    }
  }

  private void start(ClientConnection connection, RpcExchange exchange, RpcRouter.Call call) {
    if (AT_ONCE.contains(exchange.method())) {
      // What comes behind it may come before it is answered, and must find it done.
      perform(connection, exchange, call);
      return;
    }
    if (!call.isWait()) {
      underWay.incrementAndGet();
    }
    connection
        .lanes()
        .start(call.orderKey(), call.isWait(), () -> serve(connection, exchange, call));
  }

  private void serve(ClientConnection connection, RpcExchange exchange, RpcRouter.Call call) {
    try {
      perform(connection, exchange, call);
    } finally {
      if (!call.isWait()) {
        underWay.decrementAndGet();
      }
    }
  }

  /** The boundary of a request: whatever goes wrong ends this request and nothing else. */
  private static void perform(
      ClientConnection connection, RpcExchange exchange, RpcRouter.Call call) {
    var context = new RequestContext(connection, exchange);
    try {
      context.refuseIfCancelled();
      exchange.reply(call.work().perform(context));
      context.replied();
      audit(connection, exchange, call, "done");
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      exchange.refuse(RpcErrors.of(failure, exchange.method(), exchange.id()));
      audit(connection, exchange, call, failure.getClass().getSimpleName());
    }
  }

  /** Who changed what; what a key is for stands in the journal. */
  private static void audit(
      ClientConnection connection, RpcExchange exchange, RpcRouter.Call call, String end) {
    if (call.isAudited()) {
      String trace = TraceParent.find(exchange.params());
      LOG.info(
          "audit method={} request={} principal={} client={} end={}{}",
          exchange.method(),
          exchange.name(),
          connection.principal(),
          connection.clientName(),
          end,
          trace == null ? "" : " trace=" + trace);
    }
  }

  @Override
  public void onNotification(RpcConnection connection, RpcMessage.Notification notification) {
    ClientConnection client = connections.get(connection);
    if (client == null || !client.isInitialized()) {
      return;
    }
    if (notification.method().equals(Methods.EVENTS_ACK.name())) {
      ack(client, notification);
    } else if (notification.method().equals(Methods.EXIT.name())) {
      leaving.exit();
    }
  }

  private static void ack(ClientConnection client, RpcMessage.Notification notification) {
    try {
      client.ack(Json.read(notification.params(), EventsAckParams.class));
    } catch (BindingException misfit) {
      LOG.debug("connection={} {}", client.channel().id(), misfit.getMessage());
    }
  }

  @Override
  public void onClose(RpcConnection connection, CloseReason reason) {
    ClientConnection client = connections.remove(connection);
    if (client != null) {
      client.close();
    }
  }

  /** {@return how many connections are open} */
  public int connectionCount() {
    return connections.size();
  }

  /** {@return how many requests are being served, but for those that wait for something} */
  public int requestsUnderWay() {
    return underWay.get();
  }

  /** {@return who is connected} */
  public List<ConnectionView> connections() {
    return connections.values().stream()
        .map(ClientConnection::view)
        .sorted(Comparator.comparing(ConnectionView::id))
        .toList();
  }

  /** Whether an idle daemon stays for some client. */
  public boolean isKeptAlive() {
    return connections.values().stream().anyMatch(ClientConnection::keepsAlive);
  }

  /** Ends the connections of the principals that may not be there, and returns how many. */
  public int closeWhere(Predicate<String> isUnwanted, DaemonGoodbyeParams farewell) {
    List<ClientConnection> unwanted =
        connections.values().stream().filter(each -> isUnwanted.test(each.principal())).toList();
    unwanted.forEach(each -> each.channel().offer(Methods.DAEMON_GOODBYE, farewell));
    unwanted.forEach(each -> each.channel().close());
    return unwanted.size();
  }

  /** Says goodbye to all clients. */
  public void goodbye(DaemonGoodbyeParams farewell) {
    connections.keySet().forEach(channel -> channel.offer(Methods.DAEMON_GOODBYE, farewell));
  }

  /** Ends all connections: what is under way is answered, and what waits to be sent is sent. */
  public void close() {
    connections.keySet().forEach(RpcConnection::close);
  }
}
