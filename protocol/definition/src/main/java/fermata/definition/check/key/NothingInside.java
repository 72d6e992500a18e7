package fermata.definition.check.key;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A list or form of which something is to be chosen or filled in, with nothing in it. */
public final class NothingInside implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1116", "key/nothing-inside", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A question without choices or fields cannot be answered, and a command without a program"
        + " cannot be started.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      switch (block.context()) {
        case NODE_HUMAN -> {
          checkEntry(block.entry("choices"), "a list of texts", problems);
          checkEntry(block.entry("answer"), "fields", problems);
        }
        case TOOL_DECLARATION ->
            checkEntry(block.entry("command"), "a program and its arguments", problems);
        case KeyContext _ -> {}
      }
    }
  }

  private void checkEntry(@Nullable Entry entry, String expected, Consumer<Problem> problems) {
    if (entry != null && isEmpty(YamlValues.resolved(entry.value()))) {
      String message = "nothing is in '%s' (expected: %s)".formatted(entry.keyText(), expected);
      problems.accept(Problem.of(code(), entry.key().span(), message));
    }
  }

  private static boolean isEmpty(YamlNode node) {
    return switch (node) {
      case YamlNode.Sequence sequence -> sequence.items().isEmpty();
      case YamlNode.Mapping mapping -> YamlValues.entries(mapping).isEmpty();
      case YamlNode.Scalar _, YamlNode.Alias _, YamlNode.Absent _ -> false;
    };
  }
}
