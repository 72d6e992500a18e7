package fermata.wire.method.run;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/list}, newest first. */
public record RunListResult(
    @Doc("page of runs") List<RunSummary> runs,
    @Doc("where to go on; absent on the last page") @Nullable String cursor) {

  public RunListResult {
    runs = List.copyOf(runs);
  }
}
