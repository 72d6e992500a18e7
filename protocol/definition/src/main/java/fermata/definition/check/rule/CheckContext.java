package fermata.definition.check.rule;

import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.TextSite;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import java.util.Map;

/**
 * All that rules see of one definition.
 *
 * @param root the tree's root
 * @param tree the table of keys laid over the tree
 * @param definition the model as far as it could be made
 * @param texts the texts that may hold expressions, by pointer
 */
public record CheckContext(
    SourceText source,
    YamlNode root,
    PlacedTree tree,
    AgentDefinition definition,
    DefinitionIndex index,
    Map<String, TextSite> texts,
    ToolKnowledge tools,
    Graph graph) {

  public CheckContext {
    texts = Map.copyOf(texts);
  }

  /** {@return the place that a pointer names, or the nearest around it} */
  public Span place(String pointer) {
    return index.findPlace(pointer).orElse(Span.at(0));
  }
}
