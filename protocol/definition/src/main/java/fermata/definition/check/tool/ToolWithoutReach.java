package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A tool of which nobody can tell how it does its work. */
public final class ToolWithoutReach implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4120", "tool/without-reach", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A tool of a catalogue is a program, `command`, or a request over HTTP, `http`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.TOOL_DECLARATION)) {
      if (block.entry("command") == null && block.entry("http") == null) {
        problems.accept(
            Problem.of(
                code(),
                block.owner(),
                "nothing says how the tool does its work (expected: 'command' or 'http')"));
      }
    }
  }
}
