package fermata.daemon.source;

import fermata.definition.load.LoadedAgent;
import fermata.definition.model.AgentDefinition;
import fermata.definition.tool.ToolKnowledge;
import org.jspecify.annotations.Nullable;

/**
 * A definition, what it was made of, and the tools that there are for it.
 *
 * @param loaded best effort where the texts have problems
 * @param definition of {@code loaded}, with its digest, which takes as long as reading it; absent
 *     where the text is no mapping at all
 */
public record SourcedAgent(
    AgentTexts texts,
    LoadedAgent loaded,
    ToolKnowledge tools,
    @Nullable AgentDefinition definition) {

  /** {@return what was loaded, with its digest} */
  static SourcedAgent of(AgentTexts texts, LoadedAgent loaded, ToolKnowledge tools) {
    return new SourcedAgent(texts, loaded, tools, loaded.definition());
  }

  /** {@return the tools that there are for it, with the agents that it names as tools} */
  public ToolKnowledge knownTools() {
    return loaded.reading().tools();
  }

  /**
   * {@return the definition of usable texts}
   *
   * @throws IllegalStateException where they are not usable
   */
  public AgentDefinition usable() {
    AgentDefinition found = loaded.isUsable() ? definition : null;
    if (found == null) {
      throw new IllegalStateException("definition with errors: " + loaded.source().name());
    }
    return found;
  }
}
