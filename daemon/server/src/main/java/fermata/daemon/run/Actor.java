package fermata.daemon.run;

import fermata.wire.event.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change.
 *
 * @param principal such as {@code local:ann}
 * @param client the name of the program
 * @param key of the request
 */
public record Actor(String principal, @Nullable String client, @Nullable String key) {

  /** {@return this as events name it} */
  public EventEnvelope.Cause toCause() {
    return EventEnvelope.Cause.of(principal, client, key);
  }
}
