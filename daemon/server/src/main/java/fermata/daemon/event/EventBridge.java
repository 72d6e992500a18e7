package fermata.daemon.event;

import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.JournalRecords;
import fermata.daemon.journal.Publication;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.PublishedRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolEvents;
import fermata.definition.selector.Selector;
import fermata.engine.run.PublishedEvent;
import fermata.wire.event.EventEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lets running tools publish and wait.
 *
 * <p>A tool that asks others by an event listens before it asks, so a reply that comes at once is
 * its reply. What a tool publishes counts as published by the agent of its run. Thread-safe.
 */
public final class EventBridge implements ToolEvents.Source {

  private final JournalStore store;
  private final EventLog log;
  private final EventRouter router;
  private final InstantSource clock;

  public EventBridge(JournalStore store, EventLog log, EventRouter router, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.router = router;
    this.clock = clock;
  }

  @Override
  public ToolEvents of(ToolCall call) {
    return new CallEvents(call);
  }

  private final class CallEvents implements ToolEvents {

    private final ToolCall call;

    CallEvents(ToolCall call) {
      this.call = call;
    }

    @Override
    public Optional<String> fault(Message message) {
      var faults = new ArrayList<String>();
      PublicationFaults.find(
          message.schema(),
          message.tags(),
          message.data(),
          message.dedupeKey(),
          (pointer, fault) -> faults.add(pointer + ": " + fault));
      return faults.stream().findFirst();
    }

    @Override
    public Sent publish(Message message) throws EventsFailure {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      var cause =
          new EventEnvelope.Cause(
              null, null, call.idempotencyKey(), call.requester(), call.trace());
      var publication =
          new Publication(
              message.schema(),
              message.tags(),
              message.data(),
              call.run().value(),
              null,
              null,
              cause);
      var row =
          new PublishedRow(
              JournalRecords.encode(publication), message.schema(), now, message.dedupeKey());
      try {
        JournalStore.Published published = store.publish(row);
        router.wake();
        return new Sent(published.seq(), published.isDuplicate());
      } catch (StorageException failure) {
        throw new EventsFailure("the event cannot be stored: " + failure.getMessage());
      }
    }

    @Override
    public long newest() {
      return log.head(JournalId.WORKSPACE).seq();
    }

    @Override
    public Listening listen(Selector selector, long after) {
      var queue = new EventQueue(selector, after);
      router.add(queue.listener);
      return queue;
    }
  }

  /** Events that one who listens has not taken yet. */
  private final class EventQueue implements ToolEvents.Listening {

    private final BlockingQueue<PublishedEvent> events =
        new ArrayBlockingQueue<>(ToolEvents.UNTAKEN_MAX);
    private final Listener listener;
    private volatile boolean isOverrun;

    EventQueue(Selector selector, long after) {
      this.listener = new Listener(selector, null, after, this::take);
    }

    /**
     * It is the call's to lose: after a crash it begins anew, so the event needs not come again.
     */
    private void take(Arrival event, Runnable done) {
      isOverrun |= !events.offer(event.event());
      done.run();
    }

    @Override
    public Optional<PublishedEvent> next(Duration time)
        throws ToolEvents.EventsFailure, InterruptedException {
      PublishedEvent event = events.poll(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
      if (event == null && isOverrun) {
        throw new ToolEvents.EventsFailure(
            "more than " + ToolEvents.UNTAKEN_MAX + " events were not taken: some are lost");
      }
      return Optional.ofNullable(event);
    }

    @Override
    public void close() {
      router.remove(listener);
    }
  }
}
