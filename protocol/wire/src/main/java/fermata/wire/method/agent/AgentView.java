package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent, as a list shows it. */
public record AgentView(
    @Doc("its name") String agent,
    @Doc("its file") String uri,
    @Doc("its version") @Nullable String version,
    @Doc("what it is for") @Nullable String description,
    @Doc("SHA-256 of its canonical definition; absent where it cannot run") @Nullable String digest,
    @Doc("its first error; absent where it can run") @Nullable String problem,
    @Doc("its entry points") List<String> entries,
    @Doc("whether its triggers are armed") boolean armed,
    @Doc("how many sessions it has") int sessions) {

  public AgentView {
    entries = List.copyOf(entries);
  }
}
