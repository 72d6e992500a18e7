package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import java.util.List;

/** An entry point at which runs wait. */
public record QueueView(
    @Doc("file of the definition") String uri,
    @Doc("name of the entry point") String entry,
    @Doc("how many runs may be under way there") int max,
    @Doc("those that are, the oldest first") List<QueuedRun> underWay,
    @Doc("those that wait, the next one first") List<QueuedRun> waiting) {

  public QueueView {
    underWay = List.copyOf(underWay);
    waiting = List.copyOf(waiting);
  }
}
