package fermata.wire.method.history;

import fermata.wire.event.Usage;
import fermata.wire.json.Doc;
import fermata.wire.method.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A position in a run at which no step is in the middle of ending. */
public record CheckpointView(
    @Doc("number of the last event that counts") long seq,
    @Doc("when that was stored") Instant at,
    @Doc("type of that event") String type,
    @Doc("state of the run then") RunStatus status,
    @Doc("step that ended there") @Nullable String step,
    @Doc("node of that step") @Nullable String node,
    @Doc("how that step ended") @Nullable String outcome,
    @Doc("nodes at which the run goes on from there") List<String> next,
    @Doc("what the run had used") Usage usage) {

  public CheckpointView {
    next = List.copyOf(next);
  }
}
