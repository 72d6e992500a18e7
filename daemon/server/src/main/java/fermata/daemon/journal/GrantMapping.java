package fermata.daemon.journal;

import fermata.engine.run.Grant;
import fermata.wire.event.RunGrant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a run is granted, both ways; one that nothing bounds is not written. */
public final class GrantMapping {

  private GrantMapping() {}

  /** {@return a grant as it is stored and sent} */
  public static @Nullable RunGrant toWire(Grant grant) {
    Duration duration = grant.duration();
    return grant.equals(Grant.UNBOUNDED)
        ? null
        : new RunGrant(
            grant.costUsd(),
            grant.tokens(),
            duration == null ? null : duration.toMillis(),
            grant.steps(),
            grant.toolCalls(),
            grant.deadline());
  }

  /** {@return a grant that was stored or sent} */
  public static Grant fromWire(@Nullable RunGrant grant) {
    if (grant == null) {
      return Grant.UNBOUNDED;
    }
    Long millis = grant.durationMs();
    return new Grant(
        grant.costUsd(),
        grant.tokens(),
        millis == null ? null : Duration.ofMillis(millis),
        grant.steps(),
        grant.toolCalls(),
        grant.deadline());
  }
}
