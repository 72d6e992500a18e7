package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.journal.EventFilter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.Subscription;
import fermata.daemon.journal.SubscriptionRequest;
import fermata.daemon.journal.TypeFilter;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.wire.event.Cursor;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.DeltaDelivery;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsSubscribeResult;
import fermata.wire.method.events.EventsUnsubscribeParams;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.events.SubscriptionSnapshot;
import fermata.wire.method.events.SubscriptionWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code events/*}: views of journals. */
final class EventMethods {

  /** How far a view runs ahead of its acks where the client does not say. */
  static final SubscriptionWindow WINDOW_DEFAULT = new SubscriptionWindow(512, 256 * 1024);

  private static final int WINDOW_EVENTS_MAX = 4_096;
  private static final int WINDOW_BYTES_MIN = 4_096;
  private static final int WINDOW_BYTES_MAX = 4 * 1024 * 1024;
  private static final int READ_EVENTS_MAX = 1_000;
  private static final long READ_UNITS_MAX = 4L * 1024 * 1024;
  private static final long READ_WAIT_MILLIS_MAX = 30_000;

  private final EventLog log;
  private final SessionViews views;

  EventMethods(EventLog log, SessionViews views) {
    this.log = log;
    this.views = views;
  }

  /** Where a view begins, and what the client must know of what is before. */
  record Start(
      CursorStatus status, long after, long head, @Nullable SubscriptionSnapshot snapshot) {}

  EventsSubscribeResult subscribe(EventsSubscribeParams params, RequestContext context) {
    SubscriptionWindow window = window(params.window());
    var journal = new JournalId(params.session());
    Start start = start(journal, params.from());
    ClientConnection connection = context.connection();
    Subscription view =
        connection.subscribe(
            sub ->
                log.subscribe(
                    new SubscriptionRequest(
                        sub,
                        journal,
                        start.after(),
                        filter(params),
                        params.deltas() != DeltaDelivery.NONE,
                        window),
                    start.head(),
                    batch -> connection.channel().send(Methods.EVENTS_BATCH, batch)));
    context.afterReply(view::start);
    return new EventsSubscribeResult(
        view.name(),
        start.status(),
        log.cursor(start.after()),
        log.cursor(start.head()),
        start.snapshot(),
        view.open(),
        start.head() - start.after());
  }

  private static EventFilter filter(EventsSubscribeParams params) {
    JsonNode selector = params.selector();
    return EventFilter.of(
        TypeFilter.of(params.types()),
        selector == null ? null : PublishMethods.selector(selector, "/selector"));
  }

  Start start(JournalId journal, StartPosition from) {
    return switch (from) {
      case StartPosition.Start() -> new Start(CursorStatus.FRESH, 0, log.head(journal).seq(), null);
      case StartPosition.Now() -> now(journal, CursorStatus.FRESH);
      case StartPosition.After(var cursor) -> after(journal, cursor);
    };
  }

  /** The view begins at the very position of which the snapshot is. */
  private Start now(JournalId journal, CursorStatus status) {
    if (journal.equals(JournalId.WORKSPACE)) {
      long head = log.head(journal).seq();
      return new Start(status, head, head, null);
    }
    SessionViews.Positioned here = views.session(journal);
    return new Start(status, here.head(), here.head(), new SubscriptionSnapshot(here.result()));
  }

  /**
   * {@return the number that a cursor stands for}
   *
   * @throws RefusedException with {@code CursorInvalid} where it is none of this journal
   */
  static long position(String text, JournalId journal, EventLog log) {
    JournalHead head = log.head(journal);
    Cursor cursor = cursor(text);
    if (!isOfEpoch(cursor, head)) {
      throw RefusedException.of(
          DaemonErrorCode.CURSOR_INVALID, "cursor " + cursor + " is of another epoch");
    }
    refuseIfBeyond(cursor, head, log);
    return cursor.seq();
  }

  private Start after(JournalId journal, String text) {
    JournalHead head = log.head(journal);
    Cursor cursor = cursor(text);
    if (!isOfEpoch(cursor, head)) {
      return now(journal, CursorStatus.EPOCH_CHANGED);
    }
    refuseIfBeyond(cursor, head, log);
    return new Start(CursorStatus.OK, cursor.seq(), head.seq(), null);
  }

  private static boolean isOfEpoch(Cursor cursor, JournalHead head) {
    return cursor.epoch().equals("e" + head.epoch());
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(
            () ->
                RefusedException.of(DaemonErrorCode.CURSOR_INVALID, "'" + text + "' is no cursor"));
  }

  private static void refuseIfBeyond(Cursor cursor, JournalHead head, EventLog log) {
    if (cursor.seq() > head.seq()) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.CURSOR_INVALID,
                  "cursor " + cursor + " is beyond the end " + log.cursor(head.seq()))
              .with("head", log.cursor(head.seq())));
    }
  }

  private static SubscriptionWindow window(@Nullable SubscriptionWindow wanted) {
    if (wanted == null) {
      return WINDOW_DEFAULT;
    }
    requireWithin("/window/events", wanted.events(), 1, WINDOW_EVENTS_MAX);
    requireWithin("/window/bytes", wanted.bytes(), WINDOW_BYTES_MIN, WINDOW_BYTES_MAX);
    return wanted;
  }

  private static void requireWithin(String pointer, long value, long min, long max) {
    if (value < min || value > max) {
      throw RefusedException.invalidParams(
          pointer, value + " (expected: " + min + " to " + max + ")");
    }
  }

  Nothing unsubscribe(EventsUnsubscribeParams params, RequestContext context) {
    context.connection().unsubscribe(params.sub());
    return new Nothing();
  }

  EventsReadResult read(EventsReadParams params, RequestContext context) {
    requireWithin("/limit", params.limit(), 1, READ_EVENTS_MAX);
    requireWithin("/waitMs", params.waitMs(), 0, READ_WAIT_MILLIS_MAX);
    var journal = new JournalId(params.session());
    JournalHead head = log.head(journal);
    String after = params.after();
    if (after == null) {
      return read(journal, 0, CursorStatus.FRESH, params, context);
    }
    Cursor cursor = cursor(after);
    if (!isOfEpoch(cursor, head)) {
      return new EventsReadResult(
          List.of(), log.cursor(head.seq()), false, CursorStatus.EPOCH_CHANGED);
    }
    refuseIfBeyond(cursor, head, log);
    return read(journal, cursor.seq(), CursorStatus.OK, params, context);
  }

  private EventsReadResult read(
      JournalId journal,
      long after,
      CursorStatus status,
      EventsReadParams params,
      RequestContext context) {
    if (params.waitMs() > 0) {
      log.awaitBeyond(journal, after, Duration.ofMillis(params.waitMs()), context::onCancel);
      context.refuseIfCancelled();
    }
    List<EventEnvelope> events =
        log.events(journal, after, new EventsMax(params.limit(), READ_UNITS_MAX));
    long last = events.isEmpty() ? after : events.getLast().seq();
    boolean hasMore = !events.isEmpty() && log.head(journal).seq() > last;
    return new EventsReadResult(events, log.cursor(last), hasMore, status);
  }
}
