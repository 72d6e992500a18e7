package fermata.daemon.source;

import fermata.definition.load.LoadedAgent;
import fermata.definition.tool.ToolKnowledge;

/**
 * A definition, what it was made of, and the tools that there are for it.
 *
 * @param loaded best effort where the texts have problems
 */
public record SourcedAgent(AgentTexts texts, LoadedAgent loaded, ToolKnowledge tools) {}
