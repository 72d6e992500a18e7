package fermata.daemon.run;

import fermata.wire.event.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change.
 *
 * @param principal such as {@code local:ann}
 * @param client the name of the program
 * @param key of the request
 * @param trace the traceparent of the request
 */
public record Actor(
    String principal, @Nullable String client, @Nullable String key, @Nullable String trace) {

  /** Somebody who is not traced. */
  public Actor(String principal, @Nullable String client, @Nullable String key) {
    this(principal, client, key, null);
  }

  /**
   * {@return this as events name it}
   *
   * @param other trace that they belong to, where the request has none
   */
  public EventEnvelope.Cause toCause(@Nullable String other) {
    return new EventEnvelope.Cause(principal, client, key, null, trace == null ? other : trace);
  }

  /** {@return this as events name it} */
  public EventEnvelope.Cause toCause() {
    return toCause(null);
  }
}
