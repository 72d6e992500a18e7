package fermata.daemon.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.event.DaemonNews;
import fermata.daemon.store.EntryId;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.WaitingRow;
import java.time.Instant;
import java.util.Locale;

/** What is published of queues: {@code queue.changed.v1}, in the commit that changes one. */
public final class QueueNews {

  static final String CHANGED = "queue.changed.v1";

  /** What a run does in a queue. */
  public enum Change {
    /** It waits from now on. */
    ADDED,
    /** It has another place. */
    MOVED,
    /** It waits no more: it begins, or waits elsewhere. */
    BEGUN,
    /** It will not begin. */
    ENDED
  }

  private QueueNews() {}

  /** {@return what is published of a change} */
  public static StoreChange of(WaitingRow row, Change change, Instant now) {
    ObjectNode data =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", row.run())
            .put("session", row.session().value())
            .put("change", change.name().toLowerCase(Locale.ROOT));
    EntryId entry = row.entry();
    if (!entry.isOfSession()) {
      data.put("uri", entry.file()).put("entry", entry.entry());
    }
    return new StoreChange.Publish(DaemonNews.of(CHANGED, data, now));
  }
}
