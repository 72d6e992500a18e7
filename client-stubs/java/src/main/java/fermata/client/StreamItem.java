package fermata.client;

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
