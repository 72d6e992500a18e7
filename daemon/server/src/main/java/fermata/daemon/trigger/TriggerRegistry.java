package fermata.daemon.trigger;

import fermata.daemon.platform.Hashes;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.AgentPin;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.run.RunOptions;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.AgentTexts;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalStore;
import fermata.daemon.store.RegistrationRow;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TriggerRow;
import fermata.definition.model.Trigger;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions whose triggers are armed.
 *
 * <p>They stand in the store with the texts that runs are made of: a definition that was broken or
 * lost since then still starts runs of its last good version. What is in memory follows the store,
 * for another daemon may have changed it. Thread-safe.
 */
public final class TriggerRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(TriggerRegistry.class);

  private final Parts parts;
  private final Map<String, Registered> registered = new TreeMap<>();
  private List<TriggerSource> sources = List.of();
  private RegistryListener listener = RegistryListener.NOBODY;
  private Runnable wake = () -> {};

  /** What it needs of the daemon. */
  public record Parts(
      JournalStore store, RunRegistry runs, AgentSource agents, UuidV7 ids, InstantSource clock) {

    Instant now() {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** Who is told what happens to armed definitions. */
  public interface RegistryListener {

    RegistryListener NOBODY =
        new RegistryListener() {
          @Override
          public void changed(SourcedAgent before, SourcedAgent now) {}

          @Override
          public void invalid(SourcedAgent kept, String why) {}
        };

    /** New runs are made of a changed definition. */
    void changed(SourcedAgent before, SourcedAgent now);

    /** The file as it is now cannot be used: new runs are made of the definition of before. */
    void invalid(SourcedAgent kept, String why);
  }

  TriggerRegistry(Parts parts) {
    this.parts = parts;
  }

  /**
   * Begins to watch for all that is armed.
   *
   * @param woken is told when there is something new to look for
   */
  synchronized void begin(List<TriggerSource> all, RegistryListener told, Runnable woken) {
    List.copyOf(registered.values()).forEach(this::forget);
    sources = List.copyOf(all);
    listener = told;
    wake = woken;
    refresh();
  }

  /** Follows the store: what another daemon has armed, changed or disarmed. */
  public synchronized void refresh() {
    Map<String, RegistrationRow> rows = new HashMap<>();
    parts.store().registrations().forEach(row -> rows.put(row.file(), row));
    for (Registered known : List.copyOf(registered.values())) {
      RegistrationRow row = rows.get(known.file());
      if (row == null) {
        forget(known);
      } else if (!row.source().equals(known.source())) {
        forget(known);
        adopt(row);
      } else if (!known.paused().equals(PausedTriggers.among(rowsOf(known.file())))) {
        watch(known);
      }
    }
    rows.values().stream().filter(row -> !registered.containsKey(row.file())).forEach(this::adopt);
  }

  /** A definition as it was kept, then as its file is now. */
  private void adopt(RegistrationRow row) {
    Optional<SourcedAgent> kept =
        parts.store().findSource(row.source()).map(AgentPin::parse).map(this::load);
    if (kept.isEmpty() || !kept.get().loaded().isUsable()) {
      LOG.warn("agent={} its kept definition cannot be used: {}", row.agent(), row.file());
      return;
    }
    var known =
        new Registered(kept.get(), workspaceOf(row), row.source(), row.armedAt(), null, Set.of());
    registered.put(known.file(), known);
    watch(known);
    reload(known.file());
  }

  private SourcedAgent load(AgentPin pin) {
    return parts.agents().load(pin.texts());
  }

  private static Path workspaceOf(RegistrationRow row) {
    return Path.of(row.body());
  }

  private void watch(Registered known) {
    Map<EntryId, TriggerRow> rows = rowsOf(known.file());
    Set<EntryId> paused = PausedTriggers.among(rows);
    registered.put(known.file(), known.withPaused(paused));
    known
        .triggers()
        .forEach(
            (id, trigger) -> {
              TriggerRow row = rows.get(id);
              Instant due = row == null ? null : row.due();
              var armed =
                  new ArmedTrigger(
                      id, trigger, known.definition(), known.workspace(), due, paused.contains(id));
              sources.forEach(source -> source.arm(armed));
            });
    wake.run();
  }

  /** Reads from the store when the triggers of a definition are due. */
  synchronized void rearm(String file) {
    Registered known = registered.get(file);
    if (known != null) {
      watch(known);
    }
  }

  private void forget(Registered known) {
    known.triggers().keySet().forEach(id -> sources.forEach(source -> source.disarm(id)));
    registered.remove(known.file());
  }

  Map<EntryId, TriggerRow> rowsOf(String file) {
    Map<EntryId, TriggerRow> rows = new HashMap<>();
    parts.store().triggers().stream()
        .filter(row -> row.entry().file().equals(file))
        .forEach(row -> rows.put(row.entry(), row));
    return rows;
  }

  /**
   * Arms the triggers of a definition.
   *
   * @param agent usable
   * @throws RefusedException with {@code InvalidParams} if it has none, with {@code AlreadyExists}
   *     if another armed definition has the path of one of its webhooks
   */
  public synchronized void arm(SourcedAgent agent, Path workspace, @Nullable KeyedReply key) {
    refresh();
    var next =
        new Registered(agent, workspace, sourceOf(agent, workspace), parts.now(), null, Set.of());
    if (next.triggers().isEmpty()) {
      throw RefusedException.invalidParams(
          "/uri", "no entry point of the agent has a trigger to arm");
    }
    Optional<RpcError> taken = takenPath(next);
    if (taken.isPresent()) {
      throw RefusedException.of(taken.get());
    }
    replace(next, key);
  }

  private static String sourceOf(SourcedAgent agent, Path workspace) {
    return Hashes.sha256(pinOf(agent, workspace).toJson());
  }

  private static AgentPin pinOf(SourcedAgent agent, Path workspace) {
    return new AgentPin(agent.texts(), optionsOf(workspace));
  }

  static RunOptions optionsOf(Path workspace) {
    return new RunOptions(workspace.toString(), null, null, List.of());
  }

  private Optional<RpcError> takenPath(Registered next) {
    return registered.values().stream()
        .filter(other -> !other.file().equals(next.file()))
        .flatMap(
            other ->
                paths(other)
                    .filter(path -> paths(next).anyMatch(path::equals))
                    .map(path -> taken(path, other)))
        .findFirst();
  }

  private static Stream<String> paths(Registered of) {
    return of.triggers().values().stream()
        .filter(Trigger.Webhook.class::isInstance)
        .map(trigger -> ((Trigger.Webhook) trigger).path());
  }

  private static RpcError taken(String path, Registered other) {
    return RpcError.of(
            DaemonErrorCode.ALREADY_EXISTS,
            "webhook path '"
                + path
                + "' belongs to agent '"
                + other.definition().name().value()
                + "' in "
                + other.file())
        .with("id", path);
  }

  /** Stores a definition in place of what is there of its file, then watches for its triggers. */
  private void replace(Registered next, @Nullable KeyedReply key) {
    Instant now = parts.now();
    Map<EntryId, TriggerRow> before = rowsOf(next.file());
    var changes = new ArrayList<StoreChange>();
    changes.add(
        new StoreChange.PutSource(next.source(), pinOf(next.agent(), next.workspace()).toJson()));
    changes.add(
        new StoreChange.PutRegistration(
            new RegistrationRow(
                next.file(),
                next.definition().name().value(),
                next.source(),
                next.armedAt(),
                next.workspace().toString())));
    Map<EntryId, Trigger> triggers = next.triggers();
    before.keySet().stream()
        .filter(id -> !triggers.containsKey(id))
        .forEach(id -> changes.add(new StoreChange.DropTrigger(id)));
    triggers.forEach(
        (id, trigger) -> {
          String spec = TriggerText.spec(trigger);
          TriggerRow row = before.get(id);
          if (row == null || !LastFire.parse(row).spec().equals(spec)) {
            // What was learned of files is of no use to other patterns.
            changes.add(new StoreChange.DropAllWatched(id));
            changes.add(new StoreChange.PutTrigger(rowOf(id, trigger, row, now)));
          }
        });
    if (key != null) {
      changes.add(new StoreChange.RememberResult(RegistryReply.of(key, now)));
    }
    parts.store().commit(changes);
    Registered known = registered.get(next.file());
    if (known != null) {
      forget(known);
    }
    registered.put(next.file(), next);
    watch(next);
  }

  /** A trigger that is paused stays so when it is changed. */
  private static TriggerRow rowOf(
      EntryId id, Trigger trigger, @Nullable TriggerRow before, Instant now) {
    String spec = TriggerText.spec(trigger);
    LastFire last = before == null ? LastFire.none(spec) : LastFire.parse(before).ofSpec(spec);
    return new TriggerRow(
        id, firstDue(trigger, now), last.toJson(), before == null ? null : before.pausedAt());
  }

  private static @Nullable Instant firstDue(Trigger trigger, Instant now) {
    return switch (trigger) {
      case Trigger.Cron cron -> Times.of(cron).next(now);
      case Trigger.Every(var interval, _) -> now.plus(interval);
      case Trigger.Webhook _, Trigger.Files _, Trigger.Published _ -> null;
    };
  }

  /**
   * Disarms the triggers of a definition; runs that they have started go on.
   *
   * @throws RefusedException with {@code NotFound} if it has none that are armed
   */
  public synchronized void disarm(String file, @Nullable KeyedReply key) {
    boolean isThere =
        parts.store().registrations().stream().anyMatch(row -> row.file().equals(file));
    if (!isThere) {
      throw RefusedException.notFound("armed agent file", file);
    }
    var changes = new ArrayList<StoreChange>();
    changes.add(new StoreChange.DropRegistration(file));
    if (key != null) {
      changes.add(new StoreChange.RememberResult(RegistryReply.of(key, parts.now())));
    }
    parts.store().commit(changes);
    Registered known = registered.get(file);
    if (known != null) {
      forget(known);
    }
    wake.run();
  }

  /** Looks at the file of an armed definition: it may have changed. */
  synchronized void reload(String file) {
    Registered known = registered.get(file);
    if (known == null) {
      return;
    }
    SourcedAgent now = parts.agents().find(Path.of(file)).orElse(null);
    if (now == null) {
      keep(known, "the file cannot be read");
    } else if (!now.loaded().isUsable()) {
      keep(known, "the file has errors: " + FirstProblem.of(now.loaded()));
    } else if (!sourceOf(now, known.workspace()).equals(known.source())) {
      swap(known, now);
    } else if (known.problem() != null) {
      registered.put(file, known.withProblem(null));
    }
  }

  private void keep(Registered known, String why) {
    if (!why.equals(known.problem())) {
      registered.put(known.file(), known.withProblem(why));
      LOG.warn("agent={} goes on as it was: {}", known.definition().name().value(), why);
      listener.invalid(known.agent(), why);
    }
  }

  private void swap(Registered known, SourcedAgent now) {
    var next =
        new Registered(
            now,
            known.workspace(),
            sourceOf(now, known.workspace()),
            known.armedAt(),
            null,
            Set.of());
    Optional<RpcError> taken = takenPath(next);
    if (taken.isPresent()) {
      keep(known, taken.get().message());
      return;
    }
    try {
      replace(next, null);
      LOG.info("agent={} new runs are made of its changed definition", now.usable().name().value());
      listener.changed(known.agent(), now);
    } catch (StorageException failure) {
      LOG.warn("{} is read again later: {}", known.file(), failure.getMessage());
    }
  }

  synchronized Optional<AgentTexts> textsOf(String file) {
    return find(file).map(known -> known.agent().texts());
  }

  synchronized Optional<Registered> find(String file) {
    return Optional.ofNullable(registered.get(file));
  }

  synchronized List<Registered> all() {
    return List.copyOf(registered.values());
  }

  /** Whether a trigger may fire by itself. */
  synchronized boolean isWaiting() {
    return registered.values().stream()
        .anyMatch(known -> !known.paused().containsAll(known.triggers().keySet()));
  }

  /**
   * Looks whether a time is among those that a trigger was not served at.
   *
   * @throws RefusedException with {@code NotFound} if it is not
   */
  void requireMissed(EntryId id, Instant time) {
    boolean isMissed =
        missed(id).stream()
            .anyMatch(gap -> gap.contains(time) && TriggerGaps.comes(triggerOf(id), gap, time));
    if (!isMissed) {
      throw RefusedException.notFound("missed time", time.toString());
    }
  }

  /** {@return the times that a trigger was not served at, the latest first} */
  List<MissedTimes> missed(EntryId id) {
    TriggerRow row = rowsOf(id.file()).get(id);
    return row == null ? List.of() : TriggerGaps.of(triggerOf(id), row, parts.now());
  }

  @Nullable Trigger triggerOf(EntryId id) {
    return find(id.file()).map(known -> known.triggers().get(id)).orElse(null);
  }

  Parts parts() {
    return parts;
  }
}
