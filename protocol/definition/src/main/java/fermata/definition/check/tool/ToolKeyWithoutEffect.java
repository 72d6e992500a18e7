package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** Keys of programs at a tool that is a request. */
public final class ToolKeyWithoutEffect implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4123", "tool/key-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`env` and `events` are for tools that are programs.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.TOOL_DECLARATION)) {
      if (block.entry("http") != null) {
        check(context, block, "env", problems);
        check(context, block, "events", problems);
      }
    }
  }

  private void check(CheckContext context, Block block, String key, Consumer<Problem> problems) {
    YamlNode.Entry found = block.entry(key);
    if (found != null) {
      String message = "'" + key + "' has no effect beside 'http'";
      Problem problem = Problem.of(code(), found.key().span(), message);
      problems.accept(Edits.withRemoval(problem, context, found));
    }
  }
}
