package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code agent/impact}. */
public record AgentImpactResult(
    @Doc("name of the agent") String agent,
    @Doc("SHA-256 of the canonical definition") String digest,
    @Doc("runs that wait, of this agent or file, last changed first") List<RunImpact> runs,
    @Doc("whether there are more than are listed") boolean isTruncated) {

  public AgentImpactResult {
    runs = List.copyOf(runs);
  }
}
