package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of a definition or a catalogue: programs with their arguments. */
final class Commands {

  private Commands() {}

  static List<YamlNode.Sequence> in(CheckContext context) {
    var found = new ArrayList<YamlNode.Sequence>();
    for (Block block :
        context
            .tree()
            .blocks(KeyContext.TOOL_DECLARATION, KeyContext.NODE_TOOL, KeyContext.WORKFLOW_STEP)) {
      boolean isDeclared = block.context() == KeyContext.TOOL_DECLARATION;
      Entry command = isDeclared ? block.entry("command") : ofShell(block);
      if (command != null
          && YamlValues.resolved(command.value()) instanceof YamlNode.Sequence sequence) {
        found.add(sequence);
      }
    }
    return found;
  }

  private static @Nullable Entry ofShell(Block block) {
    Entry tool = block.entry("tool");
    Entry args = block.entry("args");
    boolean isShell =
        tool != null
            && YamlValues.resolved(tool.value()) instanceof YamlNode.Scalar name
            && name.text().equals("shell.run");
    return isShell
            && args != null
            && YamlValues.resolved(args.value()) instanceof YamlNode.Mapping mapping
        ? mapping.findEntry("command").orElse(null)
        : null;
  }
}
