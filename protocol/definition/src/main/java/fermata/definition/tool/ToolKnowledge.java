package fermata.definition.tool;

import fermata.definition.model.ToolName;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tools that are known where a definition is checked, three-valued: found, surely absent, or
 * unknown.
 *
 * <p>Implementations are immutable and answer without waiting.
 */
public interface ToolKnowledge {

  /** What the names of tools of servers begin with. */
  String SERVER_TOOL = "mcp:";

  /** What the names of tools begin with that clients of the daemon perform. */
  String CLIENT_TOOL = "client:";

  /** What the names of tools begin with that are agents. */
  String AGENT_TOOL = "agent:";

  /** Nothing is known and nothing may be concluded. */
  ToolKnowledge NONE = new KnownTools(Certainty.INCOMPLETE, java.util.List.of());

  /** {@return whether a tool that is not found is surely absent} */
  Certainty certainty();

  /**
   * {@return whether a tool of a name that is not found is surely absent}
   *
   * <p>A tool of a server that was not asked may be there, whatever is known of the others.
   */
  Certainty certainty(String name);

  /** {@return the tool of a name, where it is known} */
  Optional<ToolSchema> find(ToolName name);

  /** {@return all known tools, sorted by name} */
  Stream<ToolSchema> all();
}
