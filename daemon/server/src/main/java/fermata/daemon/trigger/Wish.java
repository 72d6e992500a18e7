package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a trigger to fire now.
 *
 * @param event one such as the trigger makes itself where absent
 * @param key by which the same wish is known when it comes again
 * @param missed the time that it is to make up for; absent where it is for now
 */
public record Wish(@Nullable JsonNode event, String key, @Nullable Instant missed) {

  /** A missed time is made up for once, whoever wishes it. */
  String dedupe() {
    return missed == null ? "wish " + key : "missed " + missed;
  }
}
