package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code agent/list}. */
public record AgentListResult(
    @Doc("by file") List<AgentView> agents,
    @Doc("where to go on; absent on the last page") @Nullable String cursor) {

  public AgentListResult {
    agents = List.copyOf(agents);
  }
}
