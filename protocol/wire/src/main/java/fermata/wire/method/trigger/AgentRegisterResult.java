package fermata.wire.method.trigger;

import fermata.wire.json.Doc;
import java.util.List;

/** Result of {@code agent/register}. */
public record AgentRegisterResult(
    @Doc("name of the agent") String agent,
    @Doc("its file") String uri,
    @Doc("SHA-256 of the canonical definition") String digest,
    @Doc("entry points that are armed now") List<String> entries,
    @Doc("whether the key had been used for the same params before") boolean replayed) {

  public AgentRegisterResult {
    entries = List.copyOf(entries);
  }
}
