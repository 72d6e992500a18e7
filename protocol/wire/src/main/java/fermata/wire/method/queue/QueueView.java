package fermata.wire.method.queue;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry point at which runs wait, or a session in which they do. */
public record QueueView(
    @Doc("file of the definition; of a session, that of the next run") String uri,
    @Doc("name of the entry point; of a session, that of the next run") String entry,
    @Doc("how many runs may be under way there") int max,
    @Doc("those that are, the oldest first") List<QueuedRun> underWay,
    @Doc("those that wait, the next one first") List<QueuedRun> waiting,
    @Doc("session whose other run they wait for; absent for an entry point")
        @Nullable String session) {

  public QueueView {
    underWay = List.copyOf(underWay);
    waiting = List.copyOf(waiting);
  }
}
