package fermata.wire.method.agent;

import fermata.wire.json.Doc;
import fermata.wire.json.Ordered;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Result of {@code agent/get}. */
public record AgentGetResult(
    @Doc("name of the agent") String name,
    @Doc("its version") @Nullable String version,
    @Doc("for people") @Nullable String description,
    @Doc("SHA-256 of the canonical definition") String digest,
    @Doc("fields by name, in file order") SequencedMap<String, AgentInputField> input,
    @Doc("names of the entry points, in file order") List<String> entries,
    @Doc("nodes that may ask: its own and those of the agents that it runs") List<String> nodes) {

  public AgentGetResult {
    input = Ordered.copyOf(input);
    entries = List.copyOf(entries);
    nodes = List.copyOf(nodes);
  }
}
