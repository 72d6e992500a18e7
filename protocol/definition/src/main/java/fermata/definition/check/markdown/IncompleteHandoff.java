package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A handoff that VS Code cannot show. */
public final class IncompleteHandoff implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8014", "markdown/incomplete-handoff", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "VS Code needs `label`, `agent` and `prompt` of a handoff.";
  }

  private static final List<String> NEEDED = List.of("label", "agent", "prompt");

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.COPILOT_HANDOFF)) {
      if (block.context() == KeyContext.COPILOT_HANDOFF) {
        String missing =
            NEEDED.stream()
                .filter(key -> block.entry(key) == null)
                .map(key -> "'" + key + "'")
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
          problems.accept(
              Problem.of(code(), block.owner(), "VS Code needs " + missing + " of a handoff"));
        }
      }
    }
  }
}
