package fermata.daemon.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.TriggerRow;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a trigger's last fire, kept beside it.
 *
 * @param spec the trigger in words; where it is another one, it is armed anew
 * @param at when it fired last; absent where it has not
 * @param session and {@code run}: what it started
 * @param refusal why it started nothing
 */
record LastFire(
    String spec,
    @Nullable Instant at,
    @Nullable String session,
    @Nullable String run,
    @Nullable String refusal) {

  static LastFire none(String spec) {
    return new LastFire(spec, null, null, null, null);
  }

  LastFire started(Instant now, String newSession, String newRun) {
    return new LastFire(spec, now, newSession, newRun, null);
  }

  LastFire refused(Instant now, String why) {
    return new LastFire(spec, now, null, null, why);
  }

  String toJson() {
    return Json.toTree(this).toString();
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
