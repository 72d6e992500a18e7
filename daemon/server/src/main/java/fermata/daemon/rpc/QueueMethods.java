package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReplies;
import fermata.daemon.run.QueueNews;
import fermata.daemon.run.WaitingRun;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.EntryRows;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.PlaceRow;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.WaitingRow;
import fermata.engine.run.RunId;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.queue.QueueListParams;
import fermata.wire.method.queue.QueueListResult;
import fermata.wire.method.queue.QueueRemoveParams;
import fermata.wire.method.queue.QueueReorderParams;
import fermata.wire.method.queue.QueueReorderResult;
import fermata.wire.method.queue.QueueView;
import fermata.wire.method.queue.QueuedRun;
import fermata.wire.method.run.RunCancelResult;
import fermata.wire.method.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code queue/*}: runs that wait, at their entry points or in their sessions. */
final class QueueMethods {

  private final JournalStore store;
  private final KeyedReplies replies;
  private final KeyedRequests keyed;
  private final Backends backends;
  private final RunMethods runs;

  QueueMethods(Backends backends, KeyedRequests keyed, RunMethods runs) {
    this.store = backends.store();
    this.replies = new KeyedReplies(store, backends.clock());
    this.keyed = keyed;
    this.backends = backends;
    this.runs = runs;
  }

  QueueListResult list(QueueListParams params, RequestContext context) {
    String uri = params.uri();
    String file = uri == null ? null : AgentLocation.parse("/uri", uri).toString();
    Predicate<QueueView> isWanted =
        queue ->
            !queue.waiting().isEmpty()
                && (file == null || file.equals(queue.uri()))
                && (params.entry() == null || params.entry().equals(queue.entry()));
    return new QueueListResult(
        store.entriesWithWaiting().stream()
            .map(entry -> entry.isOfSession() ? ofSession(entry) : view(entry, store.entry(entry)))
            .filter(isWanted)
            .toList());
  }

  /** The runs of a session that wait for the end of another one, or for their time. */
  private QueueView ofSession(EntryId queue) {
    List<WaitingRow> waiting = store.entry(queue).waiting();
    if (waiting.isEmpty()) {
      return new QueueView("", "", 1, List.of(), List.of(), null);
    }
    WaitingRun next = WaitingRun.parse(waiting.getFirst());
    JournalId session = waiting.getFirst().session();
    List<QueuedRun> atWork =
        store.findSession(session).stream()
            .flatMap(found -> Stream.ofNullable(found.run()))
            .filter(run -> !run.status().equals(RunStatus.QUEUED.wireName()))
            .filter(run -> backends.views().run(run.run()).endedAt() == null)
            .map(run -> new QueuedRun(run.run(), session.value(), null, null))
            .toList();
    return new QueueView(
        AgentLocation.parse("/uri", next.uri()).toString(),
        next.entry(),
        1,
        atWork,
        waiting.stream().map(QueueMethods::view).toList(),
        session.value());
  }

  private static QueueView view(EntryId entry, EntryRows rows) {
    int max = rows.waiting().isEmpty() ? 0 : WaitingRun.parse(rows.waiting().getLast()).max();
    return new QueueView(
        entry.file(),
        entry.entry(),
        max,
        rows.places().stream().map(QueueMethods::view).toList(),
        rows.waiting().stream().map(QueueMethods::view).toList(),
        null);
  }

  private static QueuedRun view(PlaceRow row) {
    return new QueuedRun(row.run(), row.session().value(), null, null);
  }

  private static QueuedRun view(WaitingRow row) {
    WaitingRun run = WaitingRun.parse(row);
    return new QueuedRun(row.run(), row.session().value(), run.principal(), run.notBefore());
  }

  QueueReorderResult reorder(QueueReorderParams params, RequestContext context) {
    return keyed.once(
        Methods.QUEUE_REORDER,
        params,
        context,
        remember -> {
          WaitingRow row = waiting("/run", params.run());
          String before = params.before();
          refuseIfElsewhere(row, before);
          var result = new QueueReorderResult(moved(row, before), false);
          var move = new StoreChange.MoveWaiting(params.run(), before);
          replies.keep(
              remember.apply(_ -> result),
              move,
              QueueNews.of(row, QueueNews.Change.MOVED, backends.clock().instant()));
          backends.events().wake();
          return result;
        });
  }

  private void refuseIfElsewhere(WaitingRow row, @Nullable String before) {
    if (before != null && !waiting("/before", before).entry().equals(row.entry())) {
      throw RefusedException.invalidParams(
          "/before", "run " + before + " waits at another entry point (expected: at the same)");
    }
  }

  private List<String> moved(WaitingRow row, @Nullable String before) {
    var runs = new ArrayList<String>();
    store.entry(row.entry()).waiting().forEach(each -> runs.add(each.run()));
    runs.remove(row.run());
    runs.add(before == null ? runs.size() : Math.max(0, runs.indexOf(before)), row.run());
    return runs;
  }

  private WaitingRow waiting(String pointer, String run) {
    return store.findWaiting(run).orElseThrow(() -> notWaiting(pointer, run));
  }

  /** A run that is not known is told apart from one that has begun. */
  private RefusedException notWaiting(String pointer, String run) {
    String state = backends.views().run(run).status().wireName();
    return RefusedException.of(
        RpcError.of(
                DaemonErrorCode.INVALID_STATE,
                pointer.substring(1)
                    + ": run "
                    + run
                    + " does not wait for a place, it is "
                    + state)
            .with("state", state));
  }

  RunCancelResult remove(QueueRemoveParams params, RequestContext context) {
    return keyed.once(
        Methods.QUEUE_REMOVE,
        params,
        context,
        remember -> {
          WaitingRow row = waiting("/run", params.run());
          String reason = params.reason() == null ? "taken out of the queue" : params.reason();
          return runs.cancel(
              row.session(),
              new RunId(params.run()),
              reason,
              context.actor(params.key()),
              remember);
        });
  }
}
