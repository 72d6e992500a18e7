package fermata.wire.jsonrpc;

/**
 * Params of a method that changes something. The same key with the same params has one effect and
 * one result, however often it is sent, also across crashes; the same key with other params is
 * refused.
 */
public interface KeyedParams {

  /** {@return the idempotency key; 1 to 128 characters} */
  String key();
}
