package fermata.definition.assist;

import fermata.definition.model.ToolPattern;
import fermata.definition.tool.ToolKnowledge;
import java.util.stream.Collectors;

/** What there is to say of a pattern of tool names, as Markdown. */
final class PatternText {

  private PatternText() {}

  static String of(String pattern, ToolKnowledge tools) {
    var fits = new ToolPattern(pattern);
    String names =
        tools
            .all()
            .filter(tool -> fits.matches(tool.name()))
            .map(tool -> "`" + tool.name().value() + "`")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "No tool that is known here." : "These tools: " + names;
  }
}
