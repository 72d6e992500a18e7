package fermata.wire.channel;

import fermata.wire.jsonrpc.RpcMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A handler that keeps what comes for the test to look at, and does with requests what the test
 * says.
 */
final class ScriptedHandler implements ConnectionHandler {

  final BlockingQueue<RpcConnection> opened = new LinkedBlockingQueue<>();
  final BlockingQueue<RpcExchange> requests = new LinkedBlockingQueue<>();
  final BlockingQueue<CloseReason> closed = new LinkedBlockingQueue<>();
  private final Consumer<RpcExchange> onRequest;

  ScriptedHandler(Consumer<RpcExchange> onRequest) {
    this.onRequest = onRequest;
  }

  /** {@return a handler that leaves every request to the test} */
  static ScriptedHandler keeping() {
    return new ScriptedHandler(_ -> {});
  }

  static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within 20 s");
    }
    return next;
  }

  @Override
  public void onOpen(RpcConnection connection) {
    opened.add(connection);
  }

  @Override
  public void onRequest(RpcExchange exchange) {
    requests.add(exchange);
    onRequest.accept(exchange);
  }

  @Override
  public void onNotification(RpcConnection connection, RpcMessage.Notification notification) {}

  @Override
  public void onClose(RpcConnection connection, CloseReason reason) {
    closed.add(reason);
  }
}
