package fermata.wire.channel;

import org.jspecify.annotations.Nullable;

/** What becomes of an HTTP request, by its head alone. */
sealed interface WebDecision {

  /**
   * It is a WebSocket from now on.
   *
   * @param accept answers the client's key
   * @param protocol the subprotocol, where the client offered ours
   */
  record Upgrade(Peer peer, String accept, @Nullable String protocol) implements WebDecision {}

  /**
   * It wants a page.
   *
   * @param peer who asks; absent for a page that anybody may read
   */
  record Page(@Nullable Peer peer) implements WebDecision {}

  /**
   * It is refused.
   *
   * @param isFailedProof whether a token or ticket was wrong, or there was none
   */
  record Refusal(int status, String reason, boolean isFailedProof) implements WebDecision {}
}
