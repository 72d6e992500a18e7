package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.blob.BlobStore;
import fermata.daemon.blob.LargeValues;
import fermata.daemon.journal.BatchSink;
import fermata.daemon.journal.BriefEvents;
import fermata.daemon.journal.EventFilter;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.HintFeed;
import fermata.daemon.journal.Pace;
import fermata.daemon.journal.PlaceFilter;
import fermata.daemon.journal.Subscription;
import fermata.daemon.journal.SubscriptionRequest;
import fermata.daemon.journal.TypeFilter;
import fermata.daemon.journal.View;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.EventsMax;
import fermata.daemon.store.JournalHead;
import fermata.daemon.store.JournalId;
import fermata.wire.channel.RpcConnection;
import fermata.wire.event.Cursor;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.DeltaDelivery;
import fermata.wire.method.events.EncodedBatch;
import fermata.wire.method.events.EventsFlushParams;
import fermata.wire.method.events.EventsFlushResult;
import fermata.wire.method.events.EventsLagParams;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsSubscribeResult;
import fermata.wire.method.events.EventsUnsubscribeParams;
import fermata.wire.method.events.LogHeadParams;
import fermata.wire.method.events.LogHeadResult;
import fermata.wire.method.events.ReadDirection;
import fermata.wire.method.events.SnapshotView;
import fermata.wire.method.events.StartPosition;
import fermata.wire.method.events.SubscriptionSnapshot;
import fermata.wire.method.events.SubscriptionWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code events/*}: views of journals. */
final class EventMethods {

  /** How far a view runs ahead of its acks where the client does not say. */
  static final SubscriptionWindow WINDOW_DEFAULT = new SubscriptionWindow(512, 256 * 1024);

  private static final String ALL_SESSIONS = "*";
  private static final int LAG_EVENTS_DEFAULT = 10_000;
  private static final int LAG_EVENTS_MAX = 1_000_000;
  private static final long FLUSH_MILLIS_DEFAULT = 10_000;
  private static final int READ_PAGES_MAX = 100;
  private static final int WINDOW_EVENTS_MAX = 4_096;
  private static final int WINDOW_BYTES_MIN = 4_096;
  private static final int WINDOW_BYTES_MAX = 4 * 1024 * 1024;
  private static final int READ_EVENTS_MAX = 1_000;
  private static final long READ_UNITS_MAX = 4L * 1024 * 1024;
  private static final long READ_WAIT_MILLIS_MAX = 30_000;

  private static final int COALESCING_MILLIS_DEFAULT = 100;
  private static final int LATENCY_MILLIS_MAX = 1_000;
  private static final int DEPTH_MAX = 64;

  private final EventLog log;
  private final BlobStore blobs;
  private final SessionViews views;
  private final Snapshots snapshots;

  EventMethods(EventLog log, SessionViews views, RunArchive archive, BlobStore blobs) {
    this.log = log;
    this.blobs = blobs;
    this.views = views;
    this.snapshots = new Snapshots(log, archive);
  }

  static EventMethods of(Backends backends) {
    return new EventMethods(
        backends.log(), backends.views(), backends.runs().archive(), backends.blobs());
  }

  /** Where a view begins, and what the client must know of what is before. */
  record Start(
      CursorStatus status, long after, long head, @Nullable SubscriptionSnapshot snapshot) {}

  EventsSubscribeResult subscribe(EventsSubscribeParams params, RequestContext context) {
    Opened opened = open(params, context.connection());
    context.afterReply(opened.view()::start);
    return opened.result();
  }

  /** A view that sends nothing before it is started, which must not be before the reply is out. */
  record Opened(View view, EventsSubscribeResult result) {}

  /** Opens several views, or none. */
  List<Opened> open(List<EventsSubscribeParams> wanted, ClientConnection connection) {
    var opened = new ArrayList<Opened>();
    try {
      wanted.forEach(params -> opened.add(open(params, connection)));
    } catch (RefusedException refused) {
      opened.forEach(each -> connection.unsubscribe(each.result().sub()));
      throw refused;
    }
    return opened;
  }

  private Opened open(EventsSubscribeParams params, ClientConnection connection) {
    SubscriptionWindow window = window(params.window());
    int lag = Objects.requireNonNullElse(params.lag(), LAG_EVENTS_DEFAULT);
    requireWithin("/lag", lag, 1, LAG_EVENTS_MAX);
    if (params.session().equals(ALL_SESSIONS)) {
      return hints(params.sub(), connection);
    }
    var journal = new JournalId(params.session());
    Pace pace = pace(params);
    EventFilter filter = filter(params);
    BriefEvents brief = brief(params.inlineLimit());
    Start start = start(journal, params.from(), params.view());
    Subscription view =
        connection.subscribe(
            params.sub(),
            sub ->
                log.subscribe(
                    new SubscriptionRequest(
                        sub,
                        journal,
                        start.after(),
                        filter,
                        params.deltas() != DeltaDelivery.NONE,
                        window,
                        lag,
                        pace,
                        brief),
                    start.head(),
                    new ConnectionSink(connection.channel())));
    return new Opened(
        view,
        new EventsSubscribeResult(
            view.name(),
            start.status(),
            log.cursor(start.after()),
            log.cursor(start.head()),
            start.snapshot(),
            view.open(),
            start.head() - start.after()));
  }

  private static Pace pace(EventsSubscribeParams params) {
    boolean coalesces = params.deltas() == DeltaDelivery.COALESCE;
    int millis =
        Objects.requireNonNullElse(
            params.maxLatencyMs(), coalesces ? COALESCING_MILLIS_DEFAULT : 0);
    requireWithin("/maxLatencyMs", millis, 0, LATENCY_MILLIS_MAX);
    Duration latency = Duration.ofMillis(millis);
    return new Pace(coalesces ? Duration.ZERO : latency, latency);
  }

  /** {@return a view of which sessions change, which begins with the word to list them} */
  private Opened hints(@Nullable String wanted, ClientConnection connection) {
    HintFeed view =
        connection.subscribe(
            wanted, sub -> log.hints(sub, hints -> connection.channel().send(Methods.HINT, hints)));
    return new Opened(
        view,
        new EventsSubscribeResult(
            view.name(), CursorStatus.FRESH, log.cursor(0), log.cursor(0), null, List.of(), 0));
  }

  private record ConnectionSink(RpcConnection channel) implements BatchSink {

    @Override
    public boolean send(EncodedBatch batch) throws InterruptedException {
      return channel.send(batch);
    }

    @Override
    public void lag(EventsLagParams lag) {
      channel.offer(Methods.EVENTS_LAG, lag);
    }
  }

  EventsFlushResult flush(EventsFlushParams params, RequestContext context) {
    long millis = Objects.requireNonNullElse(params.timeoutMs(), FLUSH_MILLIS_DEFAULT);
    requireWithin("/timeoutMs", millis, 1, READ_WAIT_MILLIS_MAX);
    Subscription view = context.connection().subscription(params.sub());
    long head = log.head(view.journal()).seq();
    try {
      boolean isReached = view.flush(head, Duration.ofMillis(millis));
      return new EventsFlushResult(log.cursor(head), isReached);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RefusedException.of(DaemonErrorCode.REQUEST_CANCELLED, "the daemon ends");
    }
  }

  LogHeadResult head(LogHeadParams params, RequestContext context) {
    long seq = log.head(new JournalId(params.session())).seq();
    return new LogHeadResult(log.cursor(seq), seq);
  }

  private @Nullable BriefEvents brief(@Nullable Integer inlineLimit) {
    if (inlineLimit == null) {
      return null;
    }
    requireWithin("/inlineLimit", inlineLimit, LargeValues.UNITS_MIN, Integer.MAX_VALUE);
    return new BriefEvents(blobs, inlineLimit);
  }

  private static EventFilter filter(EventsSubscribeParams params) {
    return filter(params.types(), params.selector(), params.runs(), params.path(), params.depth())
        .ofItems(params.items());
  }

  private static EventFilter filter(EventsReadParams params) {
    return filter(params.types(), params.selector(), params.runs(), params.path(), params.depth())
        .ofItems(params.items());
  }

  /** {@return a filter as a client asks for it} */
  static EventFilter filter(
      @Nullable List<String> types,
      @Nullable JsonNode selector,
      @Nullable List<String> runs,
      @Nullable List<String> path,
      @Nullable Integer depth) {
    if (depth != null) {
      requireWithin("/depth", depth, 0, DEPTH_MAX);
    }
    return EventFilter.of(
        TypeFilter.of(types),
        selector == null ? null : PublishMethods.selector(selector, "/selector"),
        runs,
        PlaceFilter.of(path, depth));
  }

  /** {@return a depth that is given as a text} */
  static int depth(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw RefusedException.invalidParams(
          "/depth", "'" + text + "' (expected: 0 to " + DEPTH_MAX + ")");
    }
  }

  Start start(JournalId journal, StartPosition from) {
    return start(journal, from, null);
  }

  private Start start(JournalId journal, StartPosition from, @Nullable SnapshotView view) {
    return switch (from) {
      case StartPosition.Start() ->
          new Start(CursorStatus.FRESH, log.forgotten(journal), log.head(journal).seq(), null);
      case StartPosition.Now() -> now(journal, CursorStatus.FRESH, view);
      case StartPosition.After(var cursor) -> after(journal, cursor, view);
    };
  }

  /** The view begins at the very position of which the snapshot is. */
  private Start now(JournalId journal, CursorStatus status, @Nullable SnapshotView view) {
    if (journal.equals(JournalId.WORKSPACE)) {
      long head = log.head(journal).seq();
      return new Start(status, head, head, null);
    }
    SessionViews.Positioned here = views.session(journal);
    return new Start(status, here.head(), here.head(), snapshots.of(journal, here, view));
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
    refuseIfForgotten(cursor, journal, log);
    return cursor.seq();
  }

  private static void refuseIfForgotten(Cursor cursor, JournalId journal, EventLog log) {
    long forgotten = log.forgotten(journal);
    if (cursor.seq() < forgotten) {
      throw RefusedException.of(
          RpcError.of(
                  DaemonErrorCode.CURSOR_INVALID,
                  "cursor %s is before %s, where the events begin that are still there"
                      .formatted(cursor, log.cursor(forgotten)))
              .with("oldest", log.cursor(forgotten)));
    }
  }

  private Start after(JournalId journal, String text, @Nullable SnapshotView view) {
    JournalHead head = log.head(journal);
    Cursor cursor = cursor(text);
    if (!isOfEpoch(cursor, head)) {
      return now(journal, CursorStatus.EPOCH_CHANGED, view);
    }
    refuseIfBeyond(cursor, head, log);
    long forgotten = log.forgotten(journal);
    return cursor.seq() < forgotten
        ? new Start(CursorStatus.EXPIRED, forgotten, head.seq(), null)
        : new Start(CursorStatus.OK, cursor.seq(), head.seq(), null);
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

  static void requireWithin(String pointer, long value, long min, long max) {
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
    if (params.direction() == ReadDirection.BACKWARD) {
      return readBack(journal, head, params);
    }
    if (after == null) {
      return read(journal, log.forgotten(journal), CursorStatus.FRESH, params, context);
    }
    Cursor cursor = cursor(after);
    if (!isOfEpoch(cursor, head)) {
      return new EventsReadResult(
          List.of(), log.cursor(head.seq()), false, CursorStatus.EPOCH_CHANGED);
    }
    refuseIfBeyond(cursor, head, log);
    long forgotten = log.forgotten(journal);
    return cursor.seq() < forgotten
        ? read(journal, forgotten, CursorStatus.EXPIRED, params, context)
        : read(journal, cursor.seq(), CursorStatus.OK, params, context);
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
    EventFilter filter = filter(params);
    var max = new EventsMax(params.limit(), READ_UNITS_MAX);
    List<EventEnvelope> wanted = new ArrayList<>();
    long last = after;
    boolean isEnd = false;
    // Pages without a wanted event are passed over, so that an answer without events is the end.
    for (int pages = 0; wanted.isEmpty() && !isEnd && pages < READ_PAGES_MAX; pages++) {
      List<EventEnvelope> page = log.events(journal, last, max);
      page.stream().filter(filter::takes).forEach(wanted::add);
      isEnd = page.isEmpty();
      last = isEnd ? last : page.getLast().seq();
    }
    boolean hasMore = !isEnd && log.head(journal).seq() > last;
    return new EventsReadResult(shown(wanted, params), log.cursor(last), hasMore, status);
  }

  private List<EventEnvelope> shown(List<EventEnvelope> events, EventsReadParams params) {
    BriefEvents brief = brief(params.inlineLimit());
    return brief == null ? events : events.stream().map(brief::of).toList();
  }

  /** Numbers have no holes, so what is before a position is so many numbers before it. */
  private EventsReadResult readBack(JournalId journal, JournalHead head, EventsReadParams params) {
    if (params.waitMs() > 0) {
      throw RefusedException.invalidParams("/waitMs", "what was before is there (expected: 0)");
    }
    Cursor before =
        params.after() == null
            ? Cursor.parse(log.cursor(head.seq())).orElseThrow()
            : cursor(params.after());
    if (params.after() != null && !isOfEpoch(before, head)) {
      return new EventsReadResult(
          List.of(), log.cursor(head.seq()), false, CursorStatus.EPOCH_CHANGED);
    }
    refuseIfBeyond(before, head, log);
    EventFilter filter = filter(params);
    List<EventEnvelope> wanted = new ArrayList<>();
    long end = before.seq();
    long first = log.forgotten(journal);
    for (int pages = 0; wanted.isEmpty() && end > first && pages < READ_PAGES_MAX; pages++) {
      long start = Math.max(first, end - params.limit());
      List<EventEnvelope> page = log.between(journal, start, end);
      page.reversed().stream().filter(filter::takes).forEach(wanted::add);
      end = start;
    }
    CursorStatus status =
        params.after() == null
            ? CursorStatus.FRESH
            : before.seq() < first ? CursorStatus.EXPIRED : CursorStatus.OK;
    return new EventsReadResult(shown(wanted, params), log.cursor(end), end > first, status);
  }
}
