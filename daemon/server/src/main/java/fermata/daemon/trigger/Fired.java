package fermata.daemon.trigger;

import fermata.wire.jsonrpc.RpcError;

/** What became of a trigger that fired. */
public sealed interface Fired {

  /** A run was started, or waits for a place. */
  record Started(String session, String run) implements Fired {}

  /** It had fired before, and started this run then. */
  record Repeated(String session, String run) implements Fired {}

  /** No run was started, and none will be. */
  record Refused(RpcError error) implements Fired {}

  /** No run could be started; the same may succeed later. */
  record Later(RpcError error) implements Fired {}
}
