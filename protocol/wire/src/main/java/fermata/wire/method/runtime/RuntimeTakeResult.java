package fermata.wire.method.runtime;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code runtime/take}. */
public record RuntimeTakeResult(
    @Doc("work; absent where none came in time") @Nullable RuntimeWork work,
    @Doc("sessions whose state may be forgotten") List<String> ended,
    @Doc("work that nobody waits for any more") List<String> cancelled) {

  public RuntimeTakeResult {
    ended = List.copyOf(ended);
    cancelled = List.copyOf(cancelled);
  }
}
