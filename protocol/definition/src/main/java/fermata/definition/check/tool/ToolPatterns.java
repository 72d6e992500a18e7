package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;

/** What the patterns of an agent let its nodes use. */
final class ToolPatterns {

  private ToolPatterns() {}

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
