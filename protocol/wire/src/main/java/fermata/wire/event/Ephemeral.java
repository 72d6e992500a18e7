package fermata.wire.event;

import fermata.wire.json.Case;
import fermata.wire.json.Doc;
import fermata.wire.json.Union;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work under way: never stored, never numbered, and made superfluous by the event that
 * ends its item.
 */
@Union(tag = "kind")
public sealed interface Ephemeral {

  /** {@return the durable event after which the piece came, 0 before the first} */
  long after();

  /**
   * Text to put at an offset of an item. A piece that is there already changes nothing; {@code off}
   * beyond what is there means that a piece was lost. An attempt that starts again uses a new item.
   */
  @Case("delta")
  record Delta(
      @Doc("session of the item") String session,
      @Doc("run of the item") String run,
      @Doc("item that grows") String item,
      @Doc("text, reasoning or output") String field,
      @Doc("where the text goes, in UTF-16 units") long off,
      @Doc("the text") @Untrusted String text,
      @Doc("number of the durable event that it came after, 0 before the first") long after)
      implements Ephemeral {}

  /** How far a call has come. */
  @Case("progress")
  record Progress(
      @Doc("session of the call") String session,
      @Doc("run of the call") String run,
      @Doc("id of the call") String call,
      @Doc("for people") @Untrusted String message,
      @Doc("how much is done") @Nullable Double value,
      @Doc("how much there is") @Nullable Double total,
      @Doc("number of the durable event that it came after, 0 before the first") long after,
      @Doc("all that the call shows now; absent where it shows nothing") @Untrusted
          @Nullable List<DisplayView> displays)
      implements Ephemeral {

    public Progress {
      displays = displays == null ? null : List.copyOf(displays);
    }

    /** Of a call that shows nothing. */
    public Progress(
        String session,
        String run,
        String call,
        String message,
        @Nullable Double value,
        @Nullable Double total,
        long after) {
      this(session, run, call, message, value, total, after, null);
    }
  }
}
