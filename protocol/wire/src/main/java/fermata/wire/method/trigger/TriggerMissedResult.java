package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code trigger/missed}. */
public record TriggerMissedResult(
    @Doc("by file and entry point, the latest first; of each trigger at most the last ten")
        List<MissedView> missed) {

  public TriggerMissedResult {
    missed = List.copyOf(missed);
  }
}
