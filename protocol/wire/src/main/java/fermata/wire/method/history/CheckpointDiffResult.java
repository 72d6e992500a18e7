package fermata.wire.method.history;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code checkpoint/diff}. */
public record CheckpointDiffResult(
    @Doc("position of a, complete") RunPosition a,
    @Doc("position of b, complete") RunPosition b,
    @Doc("values that differ, in the order of state/get") List<ValueChange> changes,
    @Doc("where the runs part; absent where one is the beginning of the other or they are the same")
        @Nullable EventDifference firstDifference) {

  public CheckpointDiffResult {
    changes = List.copyOf(changes);
  }
}
