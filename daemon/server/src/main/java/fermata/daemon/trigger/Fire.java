package fermata.daemon.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a trigger fires.
 *
 * @param event what expressions call {@code event}
 * @param dedupe by which the same fire is known when it comes again
 * @param due when the trigger was due; absent where that is not a matter of time
 * @param next when it is due after this
 */
public record Fire(
    JsonNode event, @Nullable String dedupe, @Nullable Instant due, @Nullable Instant next) {

  /** {@return a fire that is not a matter of time} */
  public static Fire of(JsonNode event, @Nullable String dedupe) {
    return new Fire(event, dedupe, null, null);
  }
}
