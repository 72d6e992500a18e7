package fermata.wire.channel;

import fermata.wire.jsonrpc.Incoming;
import fermata.wire.jsonrpc.MessageEncoder;
import fermata.wire.jsonrpc.RpcMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch under way: its messages are served one after another, each request once the one before it
 * is answered, and the answers leave together in the same order. Confined to the connection's
 * thread.
 */
final class BatchRun {

  private final RpcConnection connection;
  private final List<Incoming.Item> items;
  private final long frameNumber;
  private final List<byte[]> responses = new ArrayList<>();
  private int next;

  BatchRun(RpcConnection connection, Incoming.Batch batch, long frameNumber) {
    this.connection = connection;
    this.items = batch.items();
    this.frameNumber = frameNumber;
  }

  /** Serves messages until one has to wait for its answer, or all are served. */
  void advance() {
    while (next < items.size()) {
      switch (items.get(next++)) {
        case Incoming.Item.Dropped _ -> {}
        case Incoming.Item.Rejected(RpcMessage.Response.Refused reply) ->
            responses.add(connection.encoded(reply));
        case Incoming.Item.Accepted(RpcMessage.Notification notification) ->
            connection.notified(notification);
        case Incoming.Item.Accepted(RpcMessage.Response _) -> {}
        case Incoming.Item.Accepted(RpcMessage.Request request) -> {
          connection.admit(request, frameNumber, this::answered);
          return;
        }
      }
    }
    if (!responses.isEmpty()) {
      connection.respond(MessageEncoder.batch(responses));
    }
  }

  // Goes on through the inbox even when the answer came at once, so that a long batch does not
  // become a deep stack.
  private void answered(byte[] response) {
    connection.goOn(
        () -> {
          responses.add(response);
          advance();
        });
  }
}
