package fermata.wire.method.run;

import fermata.wire.json.Doc;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/start} and {@code run/resume}: admitted durably, not completed. */
public record RunStartResult(
    @Doc("session of the run") String session,
    @Doc("id of the run") String run,
    @Doc("position of its first event") AsOf asOf,
    @Doc("whether the key had been used for the same params before") boolean replayed,
    @Doc("what came of it; absent means started") @Nullable StartOutcome outcome,
    @Doc("what it would be, where nothing was done") @Nullable RunPlan plan) {

  /** A run that has begun. */
  public RunStartResult(String session, String run, AsOf asOf, boolean replayed) {
    this(session, run, asOf, replayed, null, null);
  }
}
