package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionPrinter;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.index.TextPlace;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A list to look in that has the same element twice. */
public final class RepeatedElement implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3119", "expression/repeated-element", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The list after `in` names the same value twice; perhaps another one was meant.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().calls("@in")) {
      if (part.call().arguments().getLast() instanceof ExpressionTree.ListLiteral(_, var items)) {
        checkItems(part, items, problems);
      }
    }
  }

  private void checkItems(
      ExpressionPart part, List<ExpressionTree> items, Consumer<Problem> problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      ExpressionTree item = items.get(i);
      if (item instanceof ExpressionTree.Literal && !seen.add(ExpressionPrinter.print(item))) {
        String message = ExpressionPrinter.print(item) + " is in the list already";
        Problem problem = part.problem(code(), item, message);
        problems.accept(withRemoval(problem, part, items.get(i - 1).span(), item.span()));
      }
    }
  }

  private static Problem withRemoval(Problem problem, ExpressionPart part, Span before, Span item) {
    if (!(part.site().text().place() instanceof TextPlace.InDefinition)) {
      return problem;
    }
    Span rest = part.site().span(new Span(before.end(), item.end()));
    return problem.withFix("Remove it", List.of(new TextEdit(rest, "")));
  }
}
