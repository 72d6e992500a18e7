package fermata.definition.assist;

import fermata.definition.tool.ToolSchema;
import fermata.definition.tool.ToolTraits;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a tool, as Markdown. */
final class ToolText {

  private ToolText() {}

  static String of(ToolSchema tool) {
    var parts = new ArrayList<String>();
    parts.add("**" + tool.name().value() + "** · tool, " + traits(tool));
    parts.add(tool.description());
    add(parts, "Arguments", SchemaText.table(tool.input()));
    if (tool.output() != null) {
      add(parts, "Result", SchemaText.table(tool.output()));
    }
    return String.join("\n\n", parts);
  }

  private static void add(List<String> parts, String title, String table) {
    if (!table.isEmpty()) {
      parts.add(title + "\n\n" + table);
    }
  }

  /** {@return in a few words what a call does to the world} */
  static String traits(ToolSchema tool) {
    ToolTraits traits = tool.traits();
    if (traits.readOnly()) {
      return "only reads";
    }
    String change = traits.destructive() ? "may overwrite or remove" : "changes things";
    return traits.idempotent() ? change + ", repeatable" : change;
  }
}
