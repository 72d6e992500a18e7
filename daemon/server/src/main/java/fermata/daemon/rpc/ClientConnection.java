package fermata.daemon.rpc;

import fermata.daemon.journal.Subscription;
import fermata.daemon.journal.View;
import fermata.daemon.refusal.RefusedException;
import fermata.wire.channel.RpcConnection;
import fermata.wire.event.Cursor;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Scope;
import fermata.wire.method.daemon.ConnectionView;
import fermata.wire.method.daemon.InitializeParams;
import fermata.wire.method.daemon.SubscriptionView;
import fermata.wire.method.events.EventsAckParams;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: who it is and what it follows.
 *
 * <p>Owns views of journals and no work. Thread-safe.
 */
final class ClientConnection {

  /** Subscriptions of one connection. */
  static final int SUBSCRIPTIONS_MAX = 64;

  /** Characters of the name of a subscription. */
  private static final int NAME_MAX = 64;

  private final RpcConnection channel;
  private final RequestLanes lanes;
  private final Map<String, View> subscriptions = new HashMap<>();
  private @Nullable InitializeParams client;
  private int subscriptionCount;
  private boolean isClosed;

  ClientConnection(RpcConnection channel) {
    this.channel = channel;
    this.lanes = new RequestLanes("rpc-" + channel.id());
  }

  RpcConnection channel() {
    return channel;
  }

  RequestLanes lanes() {
    return lanes;
  }

  /** Whether the client may do something. */
  boolean may(Scope scope) {
    return channel.peer().may(scope);
  }

  String principal() {
    return channel.peer().principal();
  }

  synchronized boolean isInitialized() {
    return client != null;
  }

  synchronized @Nullable String clientName() {
    return client == null ? null : client.client().name();
  }

  /** Whether an idle daemon stays for this client. */
  synchronized boolean keepsAlive() {
    return client != null && Boolean.TRUE.equals(client.keepAlive());
  }

  /**
   * Notes who the client is.
   *
   * @throws RefusedException with {@code AlreadyInitialized} the second time
   */
  synchronized void initialize(InitializeParams params) {
    refuseIfInitialized();
    client = params;
  }

  synchronized void refuseIfInitialized() {
    if (client != null) {
      throw RefusedException.of(
          DaemonErrorCode.ALREADY_INITIALIZED, "the connection is initialized");
    }
  }

  /**
   * Adds a view.
   *
   * @param wanted name that the client wants for it; absent for any
   * @param opening makes it, under the name that it gets
   * @throws RefusedException with {@code SubscriptionLimit} if there are too many, with {@code
   *     AlreadyExists} if there is one of that name
   */
  synchronized <V extends View> V subscribe(@Nullable String wanted, Function<String, V> opening) {
    if (isClosed) {
      throw RefusedException.of(DaemonErrorCode.REQUEST_CANCELLED, "the connection has ended");
    }
    if (subscriptions.size() >= SUBSCRIPTIONS_MAX) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.SUBSCRIPTION_LIMIT,
                  subscriptions.size() + " subscriptions (expected: <= " + SUBSCRIPTIONS_MAX + ")")
              .with("max", SUBSCRIPTIONS_MAX));
    }
    String sub = wanted == null ? freeName() : requireFree(wanted);
    V opened = opening.apply(sub);
    subscriptions.put(sub, opened);
    return opened;
  }

  private String freeName() {
    String name = "s" + ++subscriptionCount;
    return subscriptions.containsKey(name) ? freeName() : name;
  }

  private String requireFree(String wanted) {
    if (wanted.isEmpty() || wanted.length() > NAME_MAX) {
      throw RefusedException.invalidParams(
          "/sub", wanted.length() + " characters (expected: 1 to " + NAME_MAX + ")");
    }
    if (subscriptions.containsKey(wanted)) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.ALREADY_EXISTS,
                  "subscription '" + wanted + "' is under way on this connection")
              .with("id", wanted));
    }
    return wanted;
  }

  /**
   * Ends a view.
   *
   * @throws RefusedException with {@code NotFound} if there is none of that name
   */
  void unsubscribe(String sub) {
    View ended;
    synchronized (this) {
      ended = subscriptions.remove(sub);
    }
    if (ended == null) {
      throw RefusedException.notFound("subscription", sub);
    }
    ended.close();
  }

  /**
   * {@return the view of a journal}
   *
   * @throws RefusedException with {@code NotFound} if there is none of that name
   */
  Subscription subscription(String sub) {
    View view;
    synchronized (this) {
      view = subscriptions.get(sub);
    }
    if (view instanceof Subscription subscription) {
      return subscription;
    }
    throw RefusedException.notFound("subscription", sub);
  }

  /** Notes what the client has taken of a view; one that has ended is none of its business. */
  void ack(EventsAckParams params) {
    View view;
    synchronized (this) {
      view = subscriptions.get(params.sub());
    }
    if (view != null) {
      long seq = Cursor.parse(params.cursor()).map(Cursor::seq).orElse(0L);
      view.ack(seq, params.bytes());
    }
  }

  /** {@return what is known of it} */
  ConnectionView view() {
    List<View> all;
    synchronized (this) {
      all = List.copyOf(subscriptions.values());
    }
    return new ConnectionView(
        channel.id(),
        principal(),
        channel.peer().scope().wireName(),
        clientName(),
        all.stream().map(View::view).sorted(Comparator.comparing(SubscriptionView::sub)).toList());
  }

  /** Ends all views. */
  void close() {
    List<View> all;
    synchronized (this) {
      isClosed = true;
      all = List.copyOf(subscriptions.values());
      subscriptions.clear();
    }
    all.forEach(View::close);
  }
}
