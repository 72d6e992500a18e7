package fermata.daemon.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.store.StorageException;
import fermata.daemon.store.WaitingRow;
import fermata.definition.model.Overflow;
import fermata.wire.json.BindingException;
import fermata.wire.json.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to start a run that waits for a place.
 *
 * @param source under which its definition is kept
 * @param uri of the definition, as the client named it
 * @param max how many may be under way at its entry point
 * @param overflow what made it wait
 * @param principal who asked for it
 * @param client the name of that one's program
 * @param notBefore when it begins at the earliest
 * @param trace that it belongs to
 */
public record WaitingRun(
    String source,
    String entry,
    JsonNode input,
    String uri,
    int max,
    String overflow,
    String principal,
    @Nullable String client,
    @Nullable Instant notBefore,
    @Nullable String trace) {

  static WaitingRun of(RunBeginning beginning, EntryRoom room, Actor actor, String source) {
    return new WaitingRun(
        source,
        beginning.entry(),
        beginning.input(),
        beginning.uri(),
        room.max(),
        room.overflow().name().toLowerCase(Locale.ROOT),
        actor.principal(),
        actor.client(),
        beginning.terms().notBefore(),
        actor.trace());
  }

  /** {@return this as it is kept} */
  String toJson() {
    return Json.toText(this);
  }

  /**
   * {@return what was kept}
   *
   * @throws StorageException with {@code CORRUPT} if it cannot be read
   */
  public static WaitingRun parse(WaitingRow row) {
    try {
      return Json.read(Json.mapper().readTree(row.body()), WaitingRun.class);
    } catch (JsonProcessingException | BindingException damage) {
      throw new StorageException(
          StorageException.Kind.CORRUPT, "store: a waiting run cannot be read", damage);
    }
  }

  boolean isReplacing() {
    return overflow.equals(Overflow.REPLACE.name().toLowerCase(Locale.ROOT));
  }

  boolean isTooEarly(Instant now) {
    return notBefore != null && notBefore.isAfter(now);
  }

  Actor actor() {
    return new Actor(principal, client, null, trace);
  }
}
