package fermata.wire.method.events;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Params of {@code hint}. */
public record HintParams(
    @Doc("id of the subscription") String sub,
    @Doc("true where sessions may have changed that are not named: list them again")
        @Nullable Boolean sweep,
    @Doc("sessions that have changed, each once") List<SessionHead> changed) {

  public HintParams {
    changed = List.copyOf(changed);
  }
}
