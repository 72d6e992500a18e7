package fermata.wire.jsonrpc;

import java.util.List;

/** What one frame holds. */
public sealed interface Incoming {

  /** A message, or the reply to one that is none. */
  record Single(Item item) implements Incoming {}

  /**
   * Messages that are answered together, in their order; at least one. Source: JSON-RPC 2.0,
   * section 6.
   */
  record Batch(List<Item> items) implements Incoming {

    public Batch {
      items = List.copyOf(items);
    }
  }

  /** One message of a frame. */
  sealed interface Item {

    /** A message that can be served. */
    record Accepted(RpcMessage message) implements Item {}

    /**
     * A notification that cannot be served; nobody is told, because nobody answers notifications.
     */
    record Dropped() implements Item {}

    /** Not a message; the reply says why. */
    record Rejected(RpcMessage.Response.Refused reply) implements Item {}
  }
}
