package fermata.definition.model;

import java.time.Duration;
import java.util.List;

/**
 * When and how often a failed attempt of a node is repeated.
 *
 * @param attempts how many attempts a step has at most; 1 means no retry
 * @param backoff the wait before the second attempt; doubled for each further one, up to {@link
 *     #BACKOFF_MAX}
 * @param on the failure kinds that are repeated, such as {@code model.overloaded} or {@code
 *     tool.*}; empty means every kind that says it can be repeated
 */
public record Retry(int attempts, Duration backoff, List<String> on) {

  /** One attempt. */
  public static final Retry NONE = new Retry(1, Duration.ofSeconds(1), List.of());

  /** The longest wait between two attempts. */
  public static final Duration BACKOFF_MAX = Duration.ofMinutes(5);

  public Retry {
    on = List.copyOf(on);
  }
}
