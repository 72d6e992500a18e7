package fermata.wire.method.history;

import fermata.wire.json.Doc;
import fermata.wire.method.run.AsOf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code session/revert}. */
public record SessionRevertResult(
    @Doc("the session") String session,
    @Doc("the run that goes on in it; absent where it was only staged") @Nullable String run,
    @Doc("where that run begins; absent where it was only staged") @Nullable AsOf asOf,
    @Doc("whether this is the answer of an earlier call with the same key") boolean replayed,
    @Doc("the run that was taken back, and the last event of it that counts") RunPosition to,
    @Doc("how many steps of it do not count") int steps,
    @Doc("calls among them that may have changed something outside, which stays as it is")
        List<RevertedCall> calls) {

  public SessionRevertResult {
    calls = List.copyOf(calls);
  }
}
