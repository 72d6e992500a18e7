package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code queue/list}. */
public record QueueListResult(
    @Doc("entry points at which runs wait, by file and name") List<QueueView> queues) {

  public QueueListResult {
    queues = List.copyOf(queues);
  }
}
