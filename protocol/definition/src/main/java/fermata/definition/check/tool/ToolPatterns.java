package fermata.definition.check.tool;

import fermata.definition.agent.AgentTools;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.tool.ToolKnowledge;
import java.util.List;
import java.util.stream.Stream;

/** What the patterns of an agent let its nodes use. */
final class ToolPatterns {

  private ToolPatterns() {}

  /** {@return the names that somebody may have meant who wrote a text} */
  static List<String> near(CheckContext context, String text) {
    Stream<String> tools = context.tools().all().map(tool -> tool.name().value());
    return text.startsWith(ToolKnowledge.AGENT_TOOL)
        ? Stream.concat(
                tools,
                context.agents().names().stream().map(AgentTools::toolOf).map(ToolName::value))
            .distinct()
            .toList()
        : tools.toList();
  }

  /** Whether the agent's patterns and this one can have a tool in common. */
  static boolean isAllowed(CheckContext context, String text) {
    if (!text.endsWith("*")) {
      return context.definition().allows(new ToolName(text));
    }
    String stem = text.substring(0, text.length() - 1);
    return context.definition().tools().stream().anyMatch(other -> overlaps(stem, other));
  }

  private static boolean overlaps(String stem, ToolPattern other) {
    String text = other.text();
    String otherStem = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
    return otherStem.startsWith(stem) || (text.endsWith("*") && stem.startsWith(otherStem));
  }
}
