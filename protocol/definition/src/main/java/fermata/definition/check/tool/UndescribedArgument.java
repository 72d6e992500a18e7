package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An argument of a tool that nobody says anything about. */
public final class UndescribedArgument implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4023", "tool/undescribed-argument", Severity.HINT);
  }

  @Override
  public String summary() {
    return "An argument of a tool has no `description`. Models choose arguments by what is said of"
        + " them.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.TOOL_FIELD)) {
      boolean isArgument =
          block.context() == KeyContext.TOOL_FIELD && block.pointer().contains(".input");
      if (isArgument
          && block.entry("description") == null
          && block.entry("enum") == null
          && block.entry("const") == null) {
        problems.accept(
            Problem.of(
                code(), block.owner(), "the argument has no description for models to go by"));
      }
    }
  }
}
