package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.store.EntryId;
import fermata.definition.model.MissedFires;
import fermata.definition.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fires at times: by the calendar, and at intervals.
 *
 * <p>A clock that is put back fires nothing twice, for what is due next comes after what was due
 * last; one that is put forward is as if no daemon had been there. Thread-safe.
 */
final class ScheduleSource implements TriggerSource {

  /** How long a time waits that could not start its run, such as while the disk is full. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private volatile TriggerSink sink = TriggerSink.NOWHERE;
  private final Map<EntryId, Scheduled> scheduled = new HashMap<>();

  /**
   * A trigger and its next time.
   *
   * @param lookAt when to look at it; later than {@code due} after a failure
   */
  private record Scheduled(
      Times times, MissedFires missed, String kind, Instant due, Instant lookAt) {

    Scheduled dueAt(Instant next) {
      return new Scheduled(times, missed, kind, next, next);
    }

    Scheduled lookedAtAgain(Instant at) {
      return new Scheduled(times, missed, kind, due, at);
    }
  }

  @Override
  public void attach(TriggerSink to) {
    sink = to;
  }

  @Override
  public synchronized void arm(ArmedTrigger trigger) {
    Instant due = trigger.due();
    if (due == null || trigger.isPaused()) {
      scheduled.remove(trigger.id());
      return;
    }
    switch (trigger.trigger()) {
      case Trigger.Cron cron ->
          scheduled.put(
              trigger.id(), new Scheduled(Times.of(cron), cron.missed(), "cron", due, due));
      case Trigger.Every every ->
          scheduled.put(
              trigger.id(), new Scheduled(Times.of(every, due), every.missed(), "every", due, due));
      case Trigger.Webhook _, Trigger.Files _, Trigger.Published _ -> {}
    }
  }

  @Override
  public synchronized void disarm(EntryId id) {
    scheduled.remove(id);
  }

  @Override
  public synchronized Optional<Instant> nextLook() {
    return scheduled.values().stream().map(Scheduled::lookAt).min(Comparator.naturalOrder());
  }

  @Override
  public void look(Instant now) {
    for (EntryId id : due(now)) {
      Scheduled one = find(id);
      if (one != null) {
        replace(id, one, fire(id, one, now));
      }
    }
  }

  private synchronized List<EntryId> due(Instant now) {
    return scheduled.entrySet().stream()
        .filter(entry -> !entry.getValue().lookAt().isAfter(now))
        .sorted(Comparator.comparing(entry -> entry.getValue().due()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized @org.jspecify.annotations.Nullable Scheduled find(EntryId id) {
    return scheduled.get(id);
  }

  /** It may have been armed anew meanwhile. */
  private synchronized void replace(EntryId id, Scheduled before, Scheduled after) {
    scheduled.replace(id, before, after);
  }

  /** {@return the trigger as it stands after its fires} */
  private Scheduled fire(EntryId id, Scheduled one, Instant now) {
    DueTimes plan = DueTimes.of(one.times(), one.due(), now, one.missed());
    Scheduled left = one;
    MissedTimes untold = plan.missed();
    for (DueTimes.Planned planned : plan.fires()) {
      JsonNode event = event(one, planned, now);
      Fired fired = sink.fire(id, Fire.at(event, left.due(), planned.next(), untold));
      untold = null;
      if (fired instanceof Fired.Later) {
        return left.lookedAtAgain(now.plus(RETRY));
      }
      left = left.dueAt(planned.next());
    }
    if (plan.fires().isEmpty()) {
      JsonNode nothing = JsonNodeFactory.instance.objectNode();
      sink.pass(id, Fire.at(nothing, left.due(), plan.next(), untold));
      left = left.dueAt(plan.next());
    }
    return left;
  }

  private static JsonNode event(Scheduled one, DueTimes.Planned planned, Instant now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", one.kind())
        .put("due_at", planned.at().toString())
        .put("fired_at", now.toString())
        .put("missed", planned.missed());
  }

  @Override
  public synchronized void close() {
    scheduled.clear();
  }
}
