package fermata.wire.method.tool;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code tool/take}. */
public record ToolTakeResult(
    @Doc("calls that the client does not know") List<HostedCall> calls,
    @Doc("of the calls that it knows those that nobody waits for any more") List<String> gone,
    @Doc("of the calls that it knows what it asked for by tool/report, and has not heard")
        @Nullable List<HostedMessage> told) {

  public ToolTakeResult {
    calls = List.copyOf(calls);
    gone = List.copyOf(gone);
    told = told == null ? null : List.copyOf(told);
  }
}
