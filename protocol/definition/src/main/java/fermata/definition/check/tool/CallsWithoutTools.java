package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A limit of tool calls for a model that gets no tools. */
public final class CallsWithoutTools implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4022", "tool/calls-without-tools", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`max_tool_calls` limits nothing, because the model gets no tools.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("max_tool_calls")) {
      Entry calls = block.context() == KeyContext.NODE_LLM ? block.entry("max_tool_calls") : null;
      if (calls != null
          && context.nodeOf(block) instanceof Node.Llm llm
          && hasNoTools(context, llm)) {
        Problem problem = Problem.of(code(), calls.key().span(), "the model gets no tools to call");
        problems.accept(Edits.withRemoval(problem, context, calls));
      }
    }
  }

  private static boolean hasNoTools(CheckContext context, Node.Llm node) {
    return node.tools() != null ? node.tools().isEmpty() : context.definition().tools().isEmpty();
  }
}
