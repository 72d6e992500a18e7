package fermata.definition.check.state;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Isolation;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A key that several runs share, of an agent none of whose runs shares anything. */
public final class NothingShared implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2254", "state/nothing-shared", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A key of the state outlives a run, and every entry point is `isolated`, so that no run"
        + " ever writes it for another.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean isAnythingShared =
        context.definition().entries().values().stream()
            .anyMatch(entry -> entry.isolation() != Isolation.ISOLATED);
    for (Block block : context.tree().blocksWith("scope")) {
      YamlNode.Entry scope = block.context() == KeyContext.STATE_KEY ? block.entry("scope") : null;
      if (scope != null && !isAnythingShared && outlives(scope)) {
        String message =
            "no run shares the key: every entry point is isolated (expected: 'shared' or"
                + " 'synchronized' at one)";
        problems.accept(Problem.of(code(), scope.value().span(), message));
      }
    }
  }

  private static boolean outlives(YamlNode.Entry scope) {
    String word = YamlValues.toJson(scope.value()).asText();
    return word.equals("session") || word.equals("agent");
  }
}
