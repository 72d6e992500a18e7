package fermata.wire.method.session;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code session/list}, in the order that was asked for. */
public record SessionListResult(
    @Doc("page of sessions") List<SessionSummary> sessions,
    @Doc("where to go on; absent on the last page") @Nullable String cursor) {

  public SessionListResult {
    sessions = List.copyOf(sessions);
  }
}
