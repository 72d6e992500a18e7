package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code queue/reorder}. */
public record QueueReorderResult(
    @Doc("ids of the runs that wait there, the next one first") List<String> waiting,
    @Doc("whether the key had been used for the same params before") boolean replayed) {

  public QueueReorderResult {
    waiting = List.copyOf(waiting);
  }
}
