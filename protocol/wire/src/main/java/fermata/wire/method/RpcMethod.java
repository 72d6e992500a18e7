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
 * @param scope what a client must be allowed to do
 */
public record RpcMethod<P, R>(
    String name,
    Class<P> params,
    Class<R> result,
    String meaning,
    List<DaemonErrorCode> errors,
    Scope scope) {

  public RpcMethod {
    errors = List.copyOf(errors);
  }

  /** {@return the same for clients that are allowed more} */
  RpcMethod<P, R> needing(Scope wider) {
    return new RpcMethod<>(name, params, result, meaning, errors, wider);
  }

  /** Whether it changes something and so carries an idempotency key. */
  public boolean isMutating() {
    return KeyedParams.class.isAssignableFrom(params);
  }
}
