package fermata.daemon.trigger;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TriggerRow;
import fermata.definition.model.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets triggers fire nothing by themselves, and again.
 *
 * <p>That one is paused stands in the store: it stays so after a restart, and when its definition
 * changes. What comes meanwhile is let go; the times among it are remembered. Thread-safe.
 */
public final class PausedTriggers {

  /** How often a trigger is paused or resumed that fires meanwhile. */
  private static final int TRIES_MAX = 5;

  private final TriggerRegistry registry;

  PausedTriggers(TriggerRegistry registry) {
    this.registry = registry;
  }

  /** {@return those of some triggers that are paused} */
  static Set<EntryId> among(Map<EntryId, TriggerRow> rows) {
    return rows.values().stream()
        .filter(row -> row.pausedAt() != null)
        .map(TriggerRow::entry)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Pauses triggers of an armed definition.
   *
   * @param entry of one entry point; of all where absent
   * @param reply what is kept under the request's key, from the entry points that are paused now
   * @return these entry points
   * @throws RefusedException with {@code NotFound} if there are no such triggers
   */
  public List<String> pause(
      String file, @Nullable String entry, Function<List<String>, KeyedReply> reply) {
    return change(file, entry, true, reply);
  }

  /** Lets paused triggers fire again, see {@link #pause}. */
  public List<String> resume(
      String file, @Nullable String entry, Function<List<String>, KeyedReply> reply) {
    return change(file, entry, false, reply);
  }

  private List<String> change(
      String file,
      @Nullable String entry,
      boolean toPaused,
      Function<List<String>, KeyedReply> reply) {
    registry.refresh();
    for (int tries = 1; ; tries++) {
      List<TriggerRow> rows =
          meant(file, entry).stream().filter(row -> (row.pausedAt() == null) == toPaused).toList();
      List<String> entries = rows.stream().map(row -> row.entry().entry()).sorted().toList();
      try {
        commit(rows, toPaused, reply.apply(entries));
        registry.rearm(file);
        return entries;
      } catch (StorageException moved) {
        // A trigger that fired meanwhile is due at another time now.
        if (moved.kind() != StorageException.Kind.CONFLICT || tries == TRIES_MAX) {
          throw moved;
        }
      }
    }
  }

  private List<TriggerRow> meant(String file, @Nullable String entry) {
    Map<EntryId, TriggerRow> rows = registry.rowsOf(file);
    if (rows.isEmpty()) {
      throw RefusedException.notFound("armed agent file", file);
    }
    if (entry == null) {
      return List.copyOf(rows.values());
    }
    TriggerRow row = rows.get(new EntryId(file, entry));
    if (row == null) {
      throw RefusedException.notFound("armed entry point", entry);
    }
    return List.of(row);
  }

  private void commit(List<TriggerRow> rows, boolean toPaused, KeyedReply key) {
    Instant now = registry.parts().now();
    var changes = new ArrayList<StoreChange>();
    for (TriggerRow row : rows) {
      changes.add(new StoreChange.PauseTrigger(row.entry(), toPaused ? now : null));
      if (!toPaused) {
        changes.add(resumed(row, now));
        // Files that change while nobody wants to know are let go, too.
        changes.add(new StoreChange.DropAllWatched(row.entry()));
      }
    }
    changes.add(new StoreChange.RememberResult(RegistryReply.of(key, now)));
    registry.parts().store().commit(changes);
  }

  private StoreChange resumed(TriggerRow row, Instant now) {
    Trigger trigger = registry.triggerOf(row.entry());
    LastFire last = LastFire.parse(row).missing(TriggerGaps.sinceDue(trigger, row, now));
    return new StoreChange.MoveTrigger(
        row.due(),
        new TriggerRow(row.entry(), nextDue(trigger, row.due(), now), last.toJson(), null));
  }

  private static @Nullable Instant nextDue(
      @Nullable Trigger trigger, @Nullable Instant due, Instant now) {
    Times times = due == null ? null : TriggerGaps.timesOf(trigger, due);
    return times == null || due == null || due.isAfter(now) ? due : times.next(now);
  }
}
