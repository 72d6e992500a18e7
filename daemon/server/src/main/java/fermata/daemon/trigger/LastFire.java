package fermata.daemon.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.TriggerRow;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a trigger's last fire, kept beside it.
 *
 * @param spec the trigger in words; where it is another one, it is armed anew
 * @param at when it fired last; absent where it has not
 * @param session and {@code run}: what it started
 * @param refusal why it started nothing
 * @param missed times that were not served when they came, the latest first; absent for none
 */
record LastFire(
    String spec,
    @Nullable Instant at,
    @Nullable String session,
    @Nullable String run,
    @Nullable String refusal,
    @Nullable List<MissedTimes> missed) {

  /** How many gaps in its service a trigger remembers. */
  private static final int MISSED_MAX = 10;

  LastFire {
    missed = missed == null ? null : List.copyOf(missed);
  }

  static LastFire none(String spec) {
    return new LastFire(spec, null, null, null, null, null);
  }

  LastFire started(Instant now, String newSession, String newRun) {
    return new LastFire(spec, now, newSession, newRun, null, missed);
  }

  LastFire refused(Instant now, String why) {
    return new LastFire(spec, now, null, null, why, missed);
  }

  /** What a trigger that was changed keeps of the one before. */
  LastFire ofSpec(String other) {
    return new LastFire(other, null, null, null, null, missed);
  }

  LastFire missing(@Nullable MissedTimes more) {
    if (more == null) {
      return this;
    }
    var all = new ArrayList<MissedTimes>();
    all.add(more);
    all.addAll(gaps());
    return withMissed(all.subList(0, Math.min(all.size(), MISSED_MAX)));
  }

  /** A run was started by hand for a time that was missed. */
  LastFire madeUp(Instant time) {
    return withMissed(
        gaps().stream().map(gap -> gap.contains(time) ? gap.withRun() : gap).toList());
  }

  private LastFire withMissed(List<MissedTimes> all) {
    return new LastFire(spec, at, session, run, refusal, all);
  }

  /** {@return what was missed, the latest first} */
  List<MissedTimes> gaps() {
    return missed == null ? List.of() : missed;
  }

  String toJson() {
    return Json.toText(this);
  }

  static LastFire parse(TriggerRow row) {
    try {
      return Json.read(Json.mapper().readTree(row.body()), LastFire.class);
    } catch (JsonProcessingException | BindingException damage) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "store: a trigger cannot be read", damage);
    }
  }
}
