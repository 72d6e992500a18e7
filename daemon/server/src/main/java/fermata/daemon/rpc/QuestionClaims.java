package fermata.daemon.rpc;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is answering which question just now.
 *
 * <p>Said so that two people do not answer one question; nobody is kept from it. In memory only:
 * after a restart nobody is. Thread-safe.
 */
final class QuestionClaims {

  /** How many questions are claimed at once; of more, one is forgotten. */
  private static final int CLAIMS_MAX = 10_000;

  private final InstantSource clock;
  private final Map<String, Claim> claims = new HashMap<>();

  /**
   * A claim.
   *
   * @param connection that has it
   * @param by whose that is, for people
   */
  record Claim(String connection, String by, Instant until) {}

  QuestionClaims(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return the claim of a question, which is the wanted one unless somebody else has one} */
  synchronized Claim claim(String question, Claim wanted) {
    Optional<Claim> before = find(question);
    if (before.isPresent() && !before.get().connection().equals(wanted.connection())) {
      return before.get();
    }
    if (claims.size() >= CLAIMS_MAX) {
      forgetOld();
    }
    claims.put(question, wanted);
    return wanted;
  }

  /** Gives a claim back, if the connection has it. */
  synchronized void release(String question, String connection) {
    if (find(question).filter(claim -> claim.connection().equals(connection)).isPresent()) {
      claims.remove(question);
    }
  }

  /** {@return the claim of a question, while it lasts} */
  synchronized Optional<Claim> find(String question) {
    return Optional.ofNullable(claims.get(question))
        .filter(claim -> claim.until().isAfter(clock.instant()));
  }

  private void forgetOld() {
    Instant now = clock.instant();
    claims.values().removeIf(claim -> !claim.until().isAfter(now));
    if (claims.size() >= CLAIMS_MAX) {
      claims.remove(claims.keySet().iterator().next());
    }
  }
}
