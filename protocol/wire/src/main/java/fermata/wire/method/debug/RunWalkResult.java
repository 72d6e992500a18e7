package fermata.wire.method.debug;

import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/walk}. */
public record RunWalkResult(
    @Doc("number of the event that was come to") long seq,
    @Doc("step, breakpoint, failure, question, budget, begin or end") String reason,
    @Doc("owner and id of the breakpoint, parted by a slash") @Nullable String breakpoint,
    @Doc("step that is there") @Nullable String step,
    @Doc("its node") @Nullable String node,
    @Doc("for people") @Untrusted @Nullable String text,
    @Doc("what was to be told on the way") List<String> log) {

  public RunWalkResult {
    log = List.copyOf(log);
  }
}
