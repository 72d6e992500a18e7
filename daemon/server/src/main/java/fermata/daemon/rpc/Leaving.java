package fermata.daemon.rpc;

import fermata.daemon.refusal.RefusedException;
import fermata.wire.jsonrpc.DaemonErrorCode;

/**
 * What becomes of {@code shutdown} and {@code exit}, by which the one client on stdio ends its
 * daemon.
 */
public interface Leaving {

  /** The client is going to send {@code exit}. */
  void announce();

  /** The client is done. */
  void exit();

  /** Where others use the daemon too, none of them ends it by leaving. */
  Leaving SHARED =
      new Leaving() {
        @Override
        public void announce() {
          throw RefusedException.of(
              DaemonErrorCode.INVALID_STATE,
              "'shutdown' ends a daemon that serves one client over stdio (use daemon/shutdown)");
        }

        @Override
        public void exit() {
          // A notification has no answer, and this one has no meaning here.
        }
      };
}
