package fermata.daemon.trigger;

import fermata.daemon.event.Arrival;
import fermata.daemon.event.ContextSource;
import fermata.daemon.event.EventRouter;
import fermata.daemon.event.Listener;
import fermata.daemon.platform.Threads;
import fermata.daemon.platform.Wakeup;
import fermata.daemon.store.EntryId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.EventSelector;
import fermata.definition.model.Trigger;
import fermata.engine.run.PublishedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires when an event is published that a trigger or a subscription of an armed agent selects.
 *
 * <p>An event fires an entry point once, however often it is brought: its number is the key under
 * which the start of the run is stored. Thread-safe.
 */
public final class EventSource implements TriggerSource {

  private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);

  /** How many events wait to start a run; what does not fit is brought after the next start. */
  private static final int WAITING_MAX = 10_000;

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final EventRouter router;
  private final Map<EntryId, List<Listener>> listeners = new HashMap<>();
  private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Wakeup pump = new Wakeup("event-triggers", this::fireAll);
  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private volatile boolean isClosed;

  private record Waiting(EntryId id, Arrival event, Trigger.Events of, Runnable done) {

    Fire fire() {
      PublishedEvent published = event.event();
      return Fire.of(published.data(), "event " + published.seq())
          .with(of.input() == null ? null : new EventInput(of.input(), published));
    }
  }

  public EventSource(EventRouter router) {
    this.router = router;
  }

  @Override
  public void attach(TriggerSink to) {
    sink = to;
  }

  @Override
  public synchronized void arm(ArmedTrigger trigger) {
    disarm(trigger.id());
    if (!trigger.isPaused() && trigger.trigger() instanceof Trigger.Published(var events)) {
      var added = new ArrayList<Listener>();
      for (Trigger.Events each : events) {
        added.add(listener(trigger.id(), each, trigger.definition()));
      }
      listeners.put(trigger.id(), added);
      added.forEach(router::add);
      // Who arms at this moment does not mean what was published before.
      router.heartbeat();
    }
  }

  private Listener listener(EntryId id, Trigger.Events events, AgentDefinition definition) {
    EventSelector written = events.on();
    return new Listener(
        ContextSource.resolve(written, definition),
        written.allowSelf() ? null : definition.name().value(),
        router.position(),
        (event, done) -> take(new Waiting(id, event, events, done)));
  }

  private void take(Waiting event) {
    if (waiting.offer(event)) {
      pump.call();
    } else {
      LOG.warn("entry={} more than {} events wait to start runs", event.id(), WAITING_MAX);
    }
  }

  private void fireAll() {
    for (Waiting next = waiting.peek(); next != null && !isClosed; next = waiting.peek()) {
      if (isArmed(next.id()) && sink.fire(next.id(), next.fire()) instanceof Fired.Later) {
        Threads.startAfter(RETRY, "event-triggers-retry", pump::call);
        return;
      }
      waiting.remove();
      next.done().run();
    }
  }

  private synchronized boolean isArmed(EntryId id) {
    return listeners.containsKey(id);
  }

  @Override
  public synchronized void disarm(EntryId id) {
    List<Listener> before = listeners.remove(id);
    if (before != null) {
      before.forEach(router::remove);
    }
  }

  @Override
  public void look(Instant now) {
    // Events are brought, not looked for.
  }

  @Override
  public Optional<Instant> nextLook() {
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    listeners.clear();
  }
}
