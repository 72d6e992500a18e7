package fermata.engine.state;

import fermata.engine.run.Usage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, of what.
 *
 * @param usage without the time since {@code runningSince}
 * @param marked the limits of which a good part is known to be used up
 * @param runningSince when it last began to run; absent while it does not
 */
public record Spending(Usage usage, Set<String> marked, @Nullable Instant runningSince) {

  /** Nothing. */
  public static final Spending NONE = new Spending(Usage.NONE, Set.of(), null);

  public Spending {
    marked = Set.copyOf(marked);
  }
}
