package fermata.wire.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.wire.jsonrpc.MessageEncoder;
import fermata.wire.jsonrpc.RequestId;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.jsonrpc.RpcMessage;
import fermata.wire.jsonrpc.TraceParent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A request and the duty to answer it, once. Thread-safe.
 *
 * <p>The second answer and an answer after the connection has ended go nowhere.
 */
public final class RpcExchange {

  private final RpcConnection connection;
  private final RpcMessage.Request request;
  private final long number;
  private final BiConsumer<RpcExchange, byte[]> answers;
  private final Object lock = new Object();
  private final List<Runnable> cancelActions = new ArrayList<>();
  private boolean isAnswered;
  private boolean isCancelled;

  RpcExchange(
      RpcConnection connection,
      RpcMessage.Request request,
      long number,
      BiConsumer<RpcExchange, byte[]> answers) {
    this.connection = connection;
    this.request = request;
    this.number = number;
    this.answers = answers;
  }

  /** {@return the connection that it came on} */
  public RpcConnection connection() {
    return connection;
  }

  /** {@return its id, unique among the requests under way on the connection} */
  public RequestId id() {
    return request.id();
  }

  /**
   * {@return a name that is unique in this process, for logs; an error object carries it as {@code
   * data.requestId}}
   */
  public String name() {
    return connection.id() + "-r" + number;
  }

  /** {@return the method as the client named it, which may not exist} */
  public String method() {
    return request.method();
  }

  /** {@return its params; an empty object when it had none} */
  public ObjectNode params() {
    return request.params();
  }

  /** Answers with a wire record or a JSON tree; whether this was the first answer. */
  public boolean reply(Object result) {
    return answer(MessageEncoder.success(id(), result));
  }

  /** Answers with an error; whether this was the first answer. */
  public boolean refuse(RpcError error) {
    RpcError named = error.with("requestId", name());
    String trace = TraceParent.find(params());
    if (trace != null) {
      named = named.with("traceId", TraceParent.traceId(trace));
    }
    return answer(MessageEncoder.refused(new RpcMessage.Response.Refused(id(), named)));
  }

  private boolean answer(byte[] response) {
    synchronized (lock) {
      if (isAnswered) {
        return false;
      }
      isAnswered = true;
      cancelActions.clear();
    }
    answers.accept(this, response);
    return true;
  }

  /**
   * Whether the client has asked to give the request up, or is gone. It is to be answered all the
   * same.
   */
  public boolean isCancelled() {
    synchronized (lock) {
      return isCancelled;
    }
  }

  /**
   * Runs the action when the client gives the request up or is gone; at once when it has; never
   * once it is answered. It runs on a virtual thread of its own, or on the caller's.
   */
  public void onCancel(Runnable action) {
    synchronized (lock) {
      if (!isCancelled) {
        if (!isAnswered) {
          cancelActions.add(action);
        }
        return;
      }
    }
    action.run();
  }

  // The caller is the transport's reader, which runs no action of a handler.
  void cancel() {
    List<Runnable> actions;
    synchronized (lock) {
      if (isCancelled || isAnswered) {
        return;
      }
      isCancelled = true;
      actions = List.copyOf(cancelActions);
      cancelActions.clear();
    }
    actions.forEach(action -> Thread.ofVirtual().name("cancel-" + name()).start(action));
  }
}
