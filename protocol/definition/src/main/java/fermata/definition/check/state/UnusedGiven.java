package fermata.definition.check.state;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.Declaration;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A value that a node is given and no expression of it reads. */
public final class UnusedGiven implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2253", "state/unused-input", Severity.HINT);
  }

  @Override
  public String summary() {
    return "No expression of the node and of its ways reads the value under `inputs`.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    boolean isReadable =
        context.texts().values().stream().allMatch(text -> text.template().isUsable());
    for (Declaration given : context.index().declarations()) {
      if (isReadable
          && given.symbol().kind() == SymbolKind.NODE_INPUT
          && context.index().referencesTo(given.symbol()).isEmpty()
          && !isTakenWhole(context, given.symbol().owner())) {
        String message =
            "input '%s' of node '%s' is never read"
                .formatted(given.symbol().name(), given.symbol().owner());
        problems.accept(Problem.of(code(), given.name(), message));
      }
    }
  }

  /** Whether an expression uses the name itself, as in {@code json(inputs)}. */
  private static boolean isTakenWhole(CheckContext context, String node) {
    return context.index().expressions().stream()
        .filter(site -> site.text().value().owner().equals(node))
        .anyMatch(UnusedGiven::takesWhole);
  }

  private static boolean takesWhole(ExpressionSite site) {
    var uses = new AtomicInteger();
    ExpressionTrees.walk(
        site.expression().root(),
        tree -> {
          if (isInputs(tree)) {
            uses.incrementAndGet();
          } else if (tree instanceof ExpressionTree.Member member && isInputs(member.operand())) {
            uses.decrementAndGet();
          }
        });
    return uses.get() > 0;
  }

  private static boolean isInputs(ExpressionTree tree) {
    return tree instanceof ExpressionTree.Name(_, var name) && name.equals("inputs");
  }
}
