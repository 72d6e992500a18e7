package fermata.daemon.model.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of several keys of a provider a request goes out with.
 *
 * <p>They take turns. One that the provider limits or refuses rests for a while; where all rest,
 * the one whose rest ends first is taken. Thread-safe.
 */
final class KeyPool {

  /** The rest of a key that the provider refuses. */
  static final Duration REFUSED = Duration.ofMinutes(10);

  /** The rest of a key that is limited, where the provider does not say how long. */
  static final Duration LIMITED = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<String, Instant> restUntil = new HashMap<>();
  private int next;

  KeyPool(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return the key whose turn it is} */
  synchronized String take(List<String> keys) {
    int first = next;
    next = (next + 1) % keys.size();
    String best = keys.get(first % keys.size());
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get((first + i) % keys.size());
      if (isRested(key)) {
        return key;
      }
      if (until(key).isBefore(until(best))) {
        best = key;
      }
    }
    return best;
  }

  /** Lets a key rest. */
  synchronized void rest(String key, Duration time) {
    restUntil.put(key, clock.instant().plus(time));
  }

  /** Whether another key could be taken at once. */
  synchronized boolean hasOther(List<String> keys, String key) {
    return keys.stream().anyMatch(other -> !other.equals(key) && isRested(other));
  }

  private boolean isRested(String key) {
    return !until(key).isAfter(clock.instant());
  }

  private Instant until(String key) {
    return restUntil.getOrDefault(key, Instant.MIN);
  }
}
