package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Sequences;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.model.Node;
import fermata.definition.model.ToolName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A tool of the agent that no node can use. */
public final class UnusedTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4017", "tool/unused", Severity.HINT);
  }

  @Override
  public String summary() {
    return "The agent may use the tool, but no `tool` node calls it and no `llm` node gets it.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().lists()) {
      if (value.pointer().equals("tools")
          && value.node() instanceof YamlNode.Sequence list
          && context.isGraphWhole()
          && context.definition().namedTools().allMatch(context.definition()::allows)) {
        Sequences.texts(list)
            .forEach((item, text) -> checkItem(context, list, item, text, problems));
      }
    }
  }

  private void checkItem(
      CheckContext context,
      YamlNode.Sequence list,
      YamlNode item,
      String text,
      Consumer<Problem> problems) {
    boolean isKnown =
        ToolName.isValid(text) && context.tools().find(new ToolName(text)).isPresent();
    boolean isAllowed = isKnown && context.definition().allows(new ToolName(text));
    if (isAllowed
        && context.definition().nodes().values().stream()
            .noneMatch(node -> uses(node, new ToolName(text)))) {
      Problem problem = Problem.of(code(), item.span(), "no node uses tool '" + text + "'");
      problems.accept(Edits.withItemRemoval(problem, context, list, item));
    }
  }

  private static boolean uses(Node node, ToolName tool) {
    return switch (node) {
      case Node.Llm llm ->
          llm.tools() == null || llm.tools().stream().anyMatch(pattern -> pattern.matches(tool));
      case Node.Tool _,
          Node.Workflow _,
          Node.Code _,
          Node.Human _,
          Node.Router _,
          Node.Transform _,
          Node.Wait _,
          Node.Emit _,
          Node.Agent _,
          Node.Map _ ->
          node.namedTools().contains(tool);
    };
  }
}
