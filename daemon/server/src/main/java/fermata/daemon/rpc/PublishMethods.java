package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.event.Arrival;
import fermata.daemon.event.EventRouter;
import fermata.daemon.event.Listener;
import fermata.daemon.event.PublicationFaults;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.refusal.Issues;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.JournalStore.Published;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.StorageException;
import fermata.definition.selector.Selector;
import fermata.definition.selector.SelectorForm;
import fermata.engine.run.RunId;
import fermata.wire.event.EventEnvelope;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.events.EventsPublishResult;
import fermata.wire.method.events.EventsWaitParams;
import fermata.wire.method.events.EventsWaitResult;
import fermata.wire.method.run.AsOf;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code events/publish} and {@code events/wait}. */
final class PublishMethods {

  private static final long WAIT_MILLIS_MAX = 30_000;

  /** How many clients wait for events at once. */
  private static final int WAITING_MAX = 1_024;

  private final JournalStore store;
  private final EventLog log;
  private final EventRouter router;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final InstantSource clock;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);

  PublishMethods(Backends backends, KeyedRequests keyed, DaemonControl daemon) {
    this.store = backends.store();
    this.log = backends.log();
    this.router = backends.events();
    this.clock = backends.clock();
    this.keyed = keyed;
    this.daemon = daemon;
  }

  EventsPublishResult publish(EventsPublishParams params, RequestContext context) {
    RunMethods.refuseIfDraining(daemon);
    refuseIfWrong(params);
    return keyed.once(
        Methods.EVENTS_PUBLISH,
        params,
        context,
        remember -> publish(params, context.actor(params.key()), remember.apply(this::result)));
  }

  private EventsPublishResult publish(
      EventsPublishParams params, Actor actor, KeyedReply remember) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      Published published =
          store.publish(row(params, actor, now), done -> remember.toResult(admission(done), now));
      router.wake();
      return result(admission(published));
    } catch (StorageException failure) {
      throw RefusedException.of(failure);
    }
  }

  private static PublishedRow row(EventsPublishParams params, Actor actor, Instant now) {
    ObjectNode data =
        Objects.requireNonNullElseGet(params.data(), JsonNodeFactory.instance::objectNode);
    var publication =
        new Publication(params.schema(), tags(params), data, null, null, null, actor.toCause());
    return new PublishedRow(
        JournalRecords.encode(publication), params.schema(), now, params.dedupeKey());
  }

  private static List<String> tags(EventsPublishParams params) {
    return Objects.requireNonNullElse(params.tags(), List.of());
  }

  /** An event that was there before has no effect, and is where it is. */
  private static Admission admission(Published published) {
    return new Admission(
        JournalId.WORKSPACE, new RunId(""), published.seq(), !published.isDuplicate());
  }

  private EventsPublishResult result(Admission admission) {
    return new EventsPublishResult(
        new AsOf(admission.session().value(), log.cursor(admission.asOf())),
        false,
        admission.asOf(),
        !admission.hasEffect());
  }

  private static void refuseIfWrong(EventsPublishParams params) {
    var issues = new Issues();
    PublicationFaults.find(
        params.schema(), tags(params), params.data(), params.dedupeKey(), issues::add);
    issues.refuseIfAny();
  }

  /**
   * {@return the selector that a client gives}
   *
   * @param pointer where it stands in the params
   */
  static Selector selector(JsonNode form, String pointer) {
    return switch (SelectorForm.read(form)) {
      case SelectorForm.Reading.Fine(var selector) -> selector;
      case SelectorForm.Reading.Broken(var found) -> {
        var issues = new Issues();
        found.forEach(issue -> issues.add(pointer + issue.pointer(), issue.message()));
        issues.refuseIfAny();
        throw new IllegalStateException("a broken selector has an issue");
      }
    };
  }

  /** The one who waits is there before anything is looked at, so nothing falls between. */
  EventsWaitResult await(EventsWaitParams params, RequestContext context) {
    if (params.timeoutMs() < 0 || params.timeoutMs() > WAIT_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/timeoutMs", params.timeoutMs() + " (expected: 0 to " + WAIT_MILLIS_MAX + ")");
    }
    Selector selector = selector(params.selector(), "/selector");
    long after = after(params.after());
    if (!waiting.tryAcquire()) {
      throw RefusedException.of(
          DaemonErrorCode.OVERLOADED, WAITING_MAX + " clients wait for events already");
    }
    try {
      return await(selector, after, params.timeoutMs(), context);
    } finally {
      waiting.release();
    }
  }

  private long after(@Nullable String cursor) {
    return cursor == null
        ? log.head(JournalId.WORKSPACE).seq()
        : EventMethods.position(cursor, JournalId.WORKSPACE, log);
  }

  private EventsWaitResult await(
      Selector selector, long after, long millis, RequestContext context) {
    BlockingQueue<Optional<Arrival>> first = new ArrayBlockingQueue<>(1);
    var listener =
        new Listener(
            selector,
            null,
            after,
            (event, done) -> {
              done.run();
              boolean isFirst = first.offer(Optional.of(event));
              assert isFirst || !first.isEmpty();
            });
    context.onCancel(() -> first.offer(Optional.empty()));
    router.add(listener);
    try {
      // What is there already is looked at even by one who does not want to wait.
      Optional<Arrival> found = first.poll(Math.max(millis, LOOK_MILLIS), TimeUnit.MILLISECONDS);
      context.refuseIfCancelled();
      return result(found == null ? null : found.orElse(null), after);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return result(null, after);
    } finally {
      router.remove(listener);
    }
  }

  private static final long LOOK_MILLIS = 100;

  private EventsWaitResult result(@Nullable Arrival found, long after) {
    EventEnvelope event = found == null ? null : found.envelope();
    return new EventsWaitResult(event, log.cursor(event == null ? after : event.seq()));
  }
}
