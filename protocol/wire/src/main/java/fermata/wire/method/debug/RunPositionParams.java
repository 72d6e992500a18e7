package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Params of {@code run/position}. */
public record RunPositionParams(
    @Doc("session of the run") String session,
    @Doc("run; absent means the newest") @Nullable String run,
    @Doc("number of the last event that counts; absent means all") @Nullable Long at,
    @Doc("whether the text of the definition comes too; absent means no") @Nullable Boolean text) {

  /** A position without the text of the definition. */
  public RunPositionParams(String session, @Nullable String run, @Nullable Long at) {
    this(session, run, at, null);
  }
}
