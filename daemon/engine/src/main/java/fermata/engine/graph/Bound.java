package fermata.engine.graph;

import fermata.engine.run.Failure;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One bound on what a run or a step of it may use.
 *
 * @param pointer the place that sets it; absent for what the run was granted
 * @param max inclusive
 * @param used what has been used of it
 * @param reserved what calls and child runs under way may still use of it
 */
record Bound(
    Limit limit,
    Source source,
    @Nullable String pointer,
    BigDecimal max,
    BigDecimal used,
    BigDecimal reserved) {

  /** Who sets a bound. */
  enum Source {
    /** The definition, for the whole run. */
    RUN,
    /** Whoever started the run. */
    GRANT,
    /** The node of a step, for the step. */
    NODE
  }

  /** {@return what may still be set aside} */
  BigDecimal left() {
    return max.subtract(used).subtract(reserved);
  }

  /** Whether as much more fits. */
  boolean admits(BigDecimal more) {
    return more.compareTo(left()) <= 0;
  }

  /** {@return the failure of what needs more than there is} */
  Failure exceededBy(BigDecimal more) {
    return exceededAt(used.add(reserved).add(more));
  }

  /** {@return the failure of what comes to more than there is} */
  Failure exceededAt(BigDecimal needed) {
    String message =
        "%s %s: %s needed (expected: at most %s)"
            .formatted(noun(), limit.key(), limit.show(needed.max(max)), limit.show(max));
    return new Failure("limit." + limit.key(), message, false, null, pointer);
  }

  private String noun() {
    return switch (source) {
      case RUN -> "limit";
      case GRANT -> "limit that the run was started with on";
      case NODE -> "budget";
    };
  }

  /** {@return the name under which a mark of it is told} */
  String markName() {
    return switch (source) {
      case RUN -> limit.key();
      case GRANT -> "granted." + limit.key();
      case NODE -> String.valueOf(pointer);
    };
  }
}
