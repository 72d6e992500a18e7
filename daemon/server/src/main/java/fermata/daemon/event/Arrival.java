package fermata.daemon.event;

import fermata.engine.run.PublishedEvent;
import fermata.wire.event.EventEnvelope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A published event on its way to who waits for it.
 *
 * @param agent whose run published it; absent where a client did
 */
public record Arrival(PublishedEvent event, @Nullable String agent, EventEnvelope envelope) {

  static Arrival of(EventEnvelope envelope) {
    EventEnvelope.Cause cause = envelope.cause();
    return new Arrival(
        new PublishedEvent(
            envelope.seq(),
            envelope.at(),
            envelope.schema(),
            Objects.requireNonNullElse(envelope.tags(), List.of()),
            envelope.data()),
        cause == null ? null : cause.agent(),
        envelope);
  }
}
