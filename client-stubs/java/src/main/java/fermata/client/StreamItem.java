package fermata.client;

import fermata.wire.event.Cursor;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventEnvelope;
import fermata.wire.method.events.CursorStatus;
import fermata.wire.method.events.SubscriptionSnapshot;

/** What an {@link EventStream} gives. */
public sealed interface StreamItem {

  /** A durable event. */
  record Event(EventEnvelope event) implements StreamItem {}

  /** A piece of an item under way. It fits onto what was given of the item before. */
  record Piece(Ephemeral piece) implements StreamItem {}

  /** The session where the stream begins. Comes first, and only where that is now. */
  record Snapshot(SubscriptionSnapshot snapshot) implements StreamItem {}

  /** This reader is far behind. Nothing is lost; it may open another stream that begins now. */
  record Lag(Cursor position, Cursor head) implements StreamItem {}

  /**
   * Every event that was there when the stream was opened has been given; what follows is live.
   * Comes once.
   */
  record Synced() implements StreamItem {}

  /**
   * Events between the last one and the snapshot are not to be had any more: retention has passed
   * them or the journal was rewritten. The stream goes on after the snapshot.
   */
  record Gap(CursorStatus cause, SubscriptionSnapshot snapshot) implements StreamItem {}
}
