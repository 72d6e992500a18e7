package fermata.daemon.journal;

import fermata.definition.selector.SelectableEvent;
import fermata.definition.selector.Selector;
import fermata.wire.event.EventEnvelope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants: those of some types that a selector fits.
 *
 * @param selector any event where absent
 */
public record EventFilter(TypeFilter types, @Nullable Selector selector) {

  /** {@return a filter of types and, where there is one, a selector} */
  public static EventFilter of(TypeFilter types, @Nullable Selector selector) {
    return new EventFilter(types, selector);
  }

  boolean takes(EventEnvelope event) {
    return types.takes(event.type())
        && (selector == null
            || selector.matches(
                new SelectableEvent(
                    event.schema(),
                    Objects.requireNonNullElse(event.tags(), List.of()),
                    event.data())));
  }
}
