package fermata.daemon.rpc;

import fermata.daemon.journal.EventFilter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.Pace;
import fermata.daemon.journal.Subscription;
import fermata.daemon.journal.SubscriptionRequest;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.JournalId;
import fermata.wire.channel.Peer;
import fermata.wire.channel.WebExchange;
import fermata.wire.channel.WebPages;
import fermata.wire.frame.HttpHead;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.daemon.DaemonState;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.StartPosition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon serves over HTTP: whether it lives, whether it takes work, and events as a stream.
 * Nothing here changes anything.
 */
final class HttpPages implements WebPages {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String EVENTS = "/events/";

  private final DaemonControl daemon;
  private final EventLog log;
  private final EventMethods events;

  HttpPages(DaemonControl daemon, EventLog log, EventMethods events) {
    this.daemon = daemon;
    this.log = log;
    this.events = events;
  }

  @Override
  public void serve(WebExchange exchange) throws InterruptedException {
    String path = exchange.head().path();
    if (path.equals("/healthz")) {
      exchange.reply(200, TEXT, "ok\n");
    } else if (path.equals("/readyz")) {
      DaemonState state = daemon.state();
      exchange.reply(state.equals(DaemonState.READY) ? 200 : 503, TEXT, state.wireName() + "\n");
    } else if (path.startsWith(EVENTS) && path.length() > EVENTS.length()) {
      follow(exchange, new JournalId(path.substring(EVENTS.length())));
    } else {
      exchange.reply(404, TEXT, "there is /rpc, /events/<session>, /healthz and /readyz\n");
    }
  }

  private void follow(WebExchange exchange, JournalId journal) throws InterruptedException {
    daemon.touch();
    try {
      EventMethods.Start start = events.start(journal, from(exchange.head()));
      stream(exchange, journal, start);
    } catch (RefusedException refused) {
      boolean isMissing = refused.error().code() == DaemonErrorCode.NOT_FOUND.code();
      exchange.reply(isMissing ? 404 : 400, TEXT, refused.getMessage() + "\n");
    }
  }

  /** What a browser sends when it comes back wins over the address that it came by first. */
  private static StartPosition from(HttpHead head) {
    Optional<String> cursor =
        head.single("last-event-id")
            .filter(id -> !id.isEmpty())
            .or(() -> Optional.ofNullable(head.query().get("after")));
    if (cursor.isPresent()) {
      return new StartPosition.After(cursor.get());
    }
    return "now".equals(head.query().get("from"))
        ? new StartPosition.Now()
        : new StartPosition.Start();
  }

  private void stream(WebExchange exchange, JournalId journal, EventMethods.Start start)
      throws InterruptedException {
    var request =
        new SubscriptionRequest(
            "sse",
            journal,
            start.after(),
            filter(exchange.head()),
            "all".equals(exchange.head().query().get("deltas")),
            EventMethods.WINDOW_DEFAULT,
            Integer.MAX_VALUE,
            Pace.AT_ONCE,
            null);
    var view = new AtomicReference<Subscription>();
    var text = new EventStreamText(journal.value());
    Subscription opened =
        log.subscribe(
            request,
            start.head(),
            batch -> {
              if (!isLetIn(exchange)) {
                exchange.end();
                return false;
              }
              boolean isRead = exchange.write(text.of(batch));
              // What the transport has taken is its affair; it holds no more than its buffer.
              view.get().ack(batch.last(), Long.MAX_VALUE);
              return isRead;
            });
    view.set(opened);
    exchange.begin("text/event-stream");
    if (isLost(start.status())) {
      exchange.write(EventStreamText.lost(start.status().wireName(), log.cursor(start.after())));
    }
    var ended = new CountDownLatch(1);
    exchange.onClose(ended::countDown);
    opened.start();
    ended.await();
    opened.close();
  }

  /** Asked at each batch, a sign of life among them: a token may be taken back meanwhile. */
  private boolean isLetIn(WebExchange exchange) {
    return exchange.peer().map(Peer::principal).filter(daemon::isLetIn).isPresent();
  }

  private static boolean isLost(CursorStatus status) {
    return !status.equals(CursorStatus.OK) && !status.equals(CursorStatus.FRESH);
  }

  private static EventFilter filter(HttpHead head) {
    String depth = head.query().get("depth");
    return EventMethods.filter(
            list(head, "types"),
            null,
            list(head, "runs"),
            list(head, "path"),
            depth == null ? null : EventMethods.depth(depth))
        .ofItems(list(head, "items"));
  }

  private static @Nullable List<String> list(HttpHead head, String name) {
    String all = head.query().get(name);
    return all == null ? null : List.of(all.split(",", -1));
  }
}
