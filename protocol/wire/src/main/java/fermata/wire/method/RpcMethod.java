package fermata.wire.method;

import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.KeyedParams;
import java.util.List;

/**
 * A method that a client calls.
 *
 * @param name {@code area/verb}
 * @param params record of its params
 * @param result record of its result
 * @param meaning what it does, in a sentence without a full stop
 * @param errors codes beyond those that every method has, for the author of a client
 */
public record RpcMethod<P, R>(
    String name, Class<P> params, Class<R> result, String meaning, List<DaemonErrorCode> errors) {

  public RpcMethod {
    errors = List.copyOf(errors);
  }

  /** Whether it changes something and so carries an idempotency key. */
  public boolean isMutating() {
    return KeyedParams.class.isAssignableFrom(params);
  }
}
