package fermata.daemon.access;

import fermata.daemon.platform.Hashes;
import fermata.wire.channel.Peer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets that nobody has used yet. Looked up by a digest, so that the time that it takes says
 * nothing of a ticket. Thread-safe.
 */
final class Tickets {

  private final int max;
  private final Map<String, Grant> grants = new HashMap<>();

  Tickets(int max) {
    this.max = max;
  }

  /** What a ticket is good for. */
  record Grant(String origin, Peer peer, Instant expiresAt) {}

  /** Adds a ticket unless there are too many; whether it did. */
  synchronized boolean add(String secret, Grant grant, Instant now) {
    grants.values().removeIf(other -> !other.expiresAt().isAfter(now));
    if (grants.size() >= max) {
      return false;
    }
    grants.put(Hashes.sha256(secret), grant);
    return true;
  }

  /** Uses a ticket up, whether or not it is good for what it is used for. */
  synchronized Optional<Peer> use(String secret, String origin, Instant now) {
    return Optional.ofNullable(grants.remove(Hashes.sha256(secret)))
        .filter(grant -> grant.origin().equals(origin) && grant.expiresAt().isAfter(now))
        .map(Grant::peer);
  }
}
