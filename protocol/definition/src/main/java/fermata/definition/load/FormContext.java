package fermata.definition.load;

import fermata.definition.agent.AgentKnowledge;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionParts;
import fermata.definition.check.rule.Graph;
import fermata.definition.check.rule.NodeBlocks;
import fermata.definition.check.rule.Placements;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.Places;
import fermata.definition.keys.PlacedTree;
import fermata.definition.model.AgentDefinition;
import fermata.definition.project.Project;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.UnreadableFiles;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/** What rules see of a file that is no definition. */
final class FormContext {

  private FormContext() {}

  /** {@return what the rules of form look at; there is no definition here} */
  static CheckContext of(SourceText text, YamlNode root, PlacedTree tree, Project project) {
    return new CheckContext(
        text,
        root,
        Placements.of(tree),
        NodeBlocks.of(tree, nothing()),
        nothing(),
        index(tree),
        Map.of(),
        Map.of(),
        ToolKnowledge.NONE,
        Graph.of(nothing()),
        ExpressionParts.NONE,
        true,
        AgentKnowledge.UNKNOWN,
        project,
        UnreadableFiles.NONE);
  }

  static AgentDefinition nothing() {
    var nothing = new Spot(new YamlNode.Absent(Span.at(0), null, null), "");
    return new DefinitionReader(new Texts(List.of()), AgentKnowledge.UNKNOWN).read(nothing);
  }

  private static DefinitionIndex index(PlacedTree tree) {
    return new DefinitionIndex(List.of(), List.of(), List.of(), Places.of(tree.values()));
  }
}
