package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code trigger/list}. */
public record TriggerListResult(
    @Doc("armed triggers, by file and entry point") List<TriggerView> triggers,
    @Doc("where webhooks are taken, while one is armed") @Nullable String webhooks,
    @Doc("whether this daemon serves them, and not another one of the same store")
        boolean isServing) {

  public TriggerListResult {
    triggers = List.copyOf(triggers);
  }
}
