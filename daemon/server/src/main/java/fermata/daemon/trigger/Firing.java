package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.InputCheck;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.run.RunBeginning;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.KeyedRequest;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TriggerRow;
import fermata.definition.model.Entry;
import fermata.engine.run.RunId;
import fermata.wire.json.Json;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes runs of triggers that fire.
 *
 * <p>That a trigger has fired, by its time or by the key of its request, is stored in the commit
 * that starts the run: after a crash either both are there or neither. Thread-safe.
 */
final class Firing implements TriggerSink {

  private static final Logger LOG = LoggerFactory.getLogger(Firing.class);

  /** The method under which the keys of fires are kept. */
  private static final String METHOD = "trigger";

  /** Refusals that say nothing of this fire. */
  private static final Set<DaemonErrorCode> PASSING =
      Set.of(
          DaemonErrorCode.OVERLOADED,
          DaemonErrorCode.DRAINING,
          DaemonErrorCode.STORAGE_ERROR,
          DaemonErrorCode.LEASE_HELD);

  /** How often a trigger is fired by hand that fires by itself meanwhile. */
  private static final int WISHES_MAX = 5;

  private final TriggerRegistry registry;
  private final TriggerRegistry.Parts parts;
  private final Runnable wake;

  Firing(TriggerRegistry registry, Runnable wake) {
    this.registry = registry;
    this.parts = registry.parts();
    this.wake = wake;
  }

  /** What a repeated fire is told. */
  record Begun(String session, String run) {}

  @Override
  public void wake() {
    wake.run();
  }

  @Override
  public Fired fire(EntryId id, Fire fire) {
    try {
      return begin(id, fire);
    } catch (RefusedException refusal) {
      return refused(id, fire, refusal.error());
    } catch (StorageException failure) {
      return refused(id, fire, RefusedException.of(failure).error());
    }
  }

  private Fired begin(EntryId id, Fire fire) {
    Registered known =
        registry
            .find(id.file())
            .orElseThrow(() -> RefusedException.notFound("armed agent file", id.file()));
    Entry entry = known.definition().entries().get(id.entry());
    if (entry == null || entry.trigger() == null) {
      throw RefusedException.notFound("armed entry point", id.entry());
    }
    if (isPaused(id, fire)) {
      // Another daemon paused it: its source has not heard of it yet.
      registry.rearm(id.file());
      return new Fired.Later(RpcError.of(DaemonErrorCode.INVALID_STATE, "the trigger is paused"));
    }
    var ids = new Begun(parts.ids().next(), parts.ids().next());
    KeyedReply key = key(id, fire.dedupe() == null ? ids.run() : fire.dedupe());
    Optional<Fired> before = repeated(key);
    if (before.isPresent()) {
      return before.get();
    }
    JsonNode input = input(known, entry, fire);
    InputCheck.check(known.definition(), input);
    RunBeginning beginning = beginning(known, id, ids, input, moved(id, fire, ids));
    try {
      parts.runs().begin(new JournalId(ids.session()), true, beginning, actor(id), key);
    } catch (RefusedException refusal) {
      // Of two that come at the same time with one key, the slower learns here that it is late.
      return repeated(key).orElseThrow(() -> refusal);
    }
    LOG.info("entry={} fired: run={}", id, ids.run());
    return new Fired.Started(ids.session(), ids.run());
  }

  private static RunBeginning beginning(
      Registered known, EntryId id, Begun ids, JsonNode input, List<StoreChange> alongside) {
    return new RunBeginning(
        new RunId(ids.run()),
        known.agent(),
        TriggerRegistry.optionsOf(known.workspace()),
        id.entry(),
        input,
        known.file(),
        null,
        alongside);
  }

  private static Actor actor(EntryId id) {
    return new Actor("trigger:" + id.entry(), null, null);
  }

  private KeyedReply key(EntryId id, String key) {
    return new KeyedReply(
        new KeyedRequest(id.toString(), METHOD, key), "", admission -> result(admission));
  }

  private static String result(Admission admission) {
    return Json.toTree(new Begun(admission.session().value(), admission.run().value())).toString();
  }

  private Optional<Fired> repeated(KeyedReply key) {
    return parts
        .store()
        .findResult(key.request())
        .map(found -> Json.read(parse(found.result()), Begun.class))
        .map(begun -> new Fired.Repeated(begun.session(), begun.run()));
  }

  private static JsonNode parse(String json) {
    return fermata.daemon.journal.JournalRecords.parse(json);
  }

  private static JsonNode input(Registered known, Entry entry, Fire fire) {
    EventInput computed = fire.input();
    if (computed != null) {
      return TriggerInput.of(known.definition(), computed.event()).input(computed.fields());
    }
    var fields = fire.wished() == null ? entry.input() : entry.inputByHand();
    return TriggerInput.of(known.definition(), fire.event()).input(fields);
  }

  private boolean isPaused(EntryId id, Fire fire) {
    return fire.wished() == null && findRow(id).map(row -> row.pausedAt() != null).orElse(false);
  }

  private List<StoreChange> moved(EntryId id, Fire fire, Begun ids) {
    LastFire last = lastOf(id).started(parts.now(), ids.session(), ids.run());
    Wish wish = fire.wished();
    Instant madeUp = wish == null ? null : wish.missed();
    return move(id, fire, madeUp == null ? last : last.madeUp(madeUp));
  }

  private static List<StoreChange> move(EntryId id, Fire fire, LastFire last) {
    var changes = new ArrayList<StoreChange>(fire.alongside());
    String body = last.missing(fire.missed()).toJson();
    changes.add(
        new StoreChange.MoveTrigger(fire.due(), new TriggerRow(id, fire.next(), body, null)));
    return changes;
  }

  private LastFire lastOf(EntryId id) {
    return findRow(id).map(LastFire::parse).orElseGet(() -> LastFire.none(""));
  }

  private Optional<TriggerRow> findRow(EntryId id) {
    return parts.store().triggers().stream().filter(row -> row.entry().equals(id)).findFirst();
  }

  private Fired refused(EntryId id, Fire fire, RpcError error) {
    LOG.warn("entry={} fired and started nothing: {}", id, error.message());
    boolean isPassing = PASSING.stream().anyMatch(code -> code.code() == error.code());
    if (isPassing) {
      return new Fired.Later(error);
    }
    if (DaemonErrorCode.CONFLICT.code() == error.code()) {
      // Another daemon fired it: the store knows when it is due now.
      registry.rearm(id.file());
      return new Fired.Refused(error);
    }
    remember(id, fire, lastOf(id).refused(parts.now(), error.message()));
    return new Fired.Refused(error);
  }

  @Override
  public void pass(EntryId id, Fire fire) {
    remember(id, fire, lastOf(id));
  }

  /** A trigger that another daemon has moved meanwhile is left as it is. */
  private void remember(EntryId id, Fire fire, LastFire last) {
    try {
      parts.store().commit(move(id, fire, last));
    } catch (StorageException failure) {
      LOG.warn("entry={} is left as it is: {}", id, failure.getMessage());
    }
  }

  /**
   * Fires a trigger because somebody wants it; when it is due next stays as it is.
   *
   * @throws RefusedException with {@code NotFound} if the time to make up for was not missed
   */
  Fired fireNow(EntryId id, Wish wish) {
    Fired fired = wish(id, wish);
    // Its own time may come between looking when it is due and firing it.
    for (int tries = 1; tries < WISHES_MAX && isConflict(fired); tries++) {
      fired = wish(id, wish);
    }
    return fired;
  }

  private static boolean isConflict(Fired fired) {
    return fired instanceof Fired.Refused(var error)
        && error.code() == DaemonErrorCode.CONFLICT.code();
  }

  private Fired wish(EntryId id, Wish wish) {
    Instant due = findRow(id).map(TriggerRow::due).orElse(null);
    if (wish.missed() != null) {
      registry.requireMissed(id, wish.missed());
    }
    JsonNode event = wish.event() == null ? eventOf(id, wish) : wish.event();
    return fire(id, new Fire(event, wish.dedupe(), due, due, null, wish, List.of(), null));
  }

  private JsonNode eventOf(EntryId id, Wish wish) {
    Instant now = parts.now();
    Instant missed = wish.missed();
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kindOf(id))
        .put("due_at", (missed == null ? now : missed).toString())
        .put("fired_at", now.toString())
        .put("missed", missed == null ? 0 : 1);
  }

  private String kindOf(EntryId id) {
    return registry
        .find(id.file())
        .map(known -> known.triggers().get(id))
        .map(TriggerText::kind)
        .orElse("");
  }
}
