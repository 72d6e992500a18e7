package fermata.daemon.trigger;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.EntryRows;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.TriggerRow;
import fermata.definition.model.Entry;
import fermata.definition.model.Trigger;
import fermata.wire.method.trigger.MissedView;
import fermata.wire.method.trigger.TriggerView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is shown of armed triggers. Thread-safe. */
public final class TriggerViews {

  private final TriggerRegistry registry;

  public TriggerViews(TriggerRegistry registry) {
    this.registry = registry;
  }

  /** {@return all of them, by file and entry point} */
  public List<TriggerView> all() {
    JournalStore store = registry.parts().store();
    Map<EntryId, TriggerRow> rows = new HashMap<>();
    store.triggers().forEach(row -> rows.put(row.entry(), row));
    var views = new ArrayList<TriggerView>();
    for (Registered known : registry.all()) {
      known
          .triggers()
          .forEach(
              (id, trigger) ->
                  views.add(view(known, id, trigger, new Kept(rows.get(id), store.entry(id)))));
    }
    return views;
  }

  /** {@return the files whose triggers are armed} */
  public List<String> files() {
    return registry.all().stream().map(Registered::file).toList();
  }

  private record Kept(@Nullable TriggerRow row, EntryRows runs) {}

  private static TriggerView view(Registered known, EntryId id, Trigger trigger, Kept kept) {
    Entry entry = known.definition().entries().get(id.entry());
    LastFire last = kept.row() == null ? LastFire.none("") : LastFire.parse(kept.row());
    return new TriggerView(
        known.definition().name().value(),
        id.file(),
        id.entry(),
        TriggerText.kind(trigger),
        TriggerText.detail(trigger),
        kept.row() == null ? null : kept.row().due(),
        last.at(),
        last.run(),
        last.session(),
        last.refusal(),
        entry == null ? null : entry.concurrent(),
        kept.runs().places().size(),
        kept.runs().waiting().size(),
        known.problem(),
        kept.row() == null ? null : kept.row().pausedAt());
  }

  /**
   * {@return times that were not served when they came}
   *
   * @param file only of one definition; of all where absent
   * @param entry only of one entry point; of all where absent
   * @throws RefusedException with {@code NotFound} if nothing like that is armed
   */
  public List<MissedView> missed(@Nullable String file, @Nullable String entry) {
    var views = new ArrayList<MissedView>();
    boolean isFound = file == null && entry == null;
    for (Registered known : registry.all()) {
      for (EntryId id : known.triggers().keySet()) {
        if ((file == null || file.equals(id.file()))
            && (entry == null || entry.equals(id.entry()))) {
          isFound = true;
          registry.missed(id).forEach(gap -> views.add(view(known, id, gap)));
        }
      }
    }
    if (!isFound) {
      throw RefusedException.notFound("armed entry point", entry == null ? file + "" : entry);
    }
    return views;
  }

  private static MissedView view(Registered known, EntryId id, MissedTimes gap) {
    return new MissedView(
        known.definition().name().value(),
        id.file(),
        id.entry(),
        switch (gap.reason()) {
          case PAUSED -> "paused";
          case LATE -> "late";
        },
        gap.first(),
        gap.last(),
        gap.count(),
        gap.runs());
  }
}
