package fermata.wire.method.history;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code checkpoint/list}. */
public record CheckpointListResult(
    @Doc("the run") String run,
    @Doc("where it can be forked or looked at, in order") List<CheckpointView> checkpoints) {

  public CheckpointListResult {
    checkpoints = List.copyOf(checkpoints);
  }
}
