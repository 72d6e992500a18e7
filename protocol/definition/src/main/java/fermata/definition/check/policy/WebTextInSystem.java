package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValuePaths;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.ExpressionSite;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** What the web says, where a model takes it for its orders. */
public final class WebTextInSystem implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5018", "policy/web-text-in-system", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "What was fetched from the web stands in a `system` message, where the model takes it for"
        + " what it is to do. In the `prompt` it is what it is about.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionSite site : context.index().expressions()) {
      String pointer = site.text().value().pointer();
      if (pointer.endsWith(".system") || pointer.endsWith(".system.file")) {
        checkSite(context, site, problems);
      }
    }
  }

  private void checkSite(CheckContext context, ExpressionSite site, Consumer<Problem> problems) {
    ExpressionTrees.walk(
        site.expression().root(),
        tree -> {
          List<String> path = ValuePaths.of(tree);
          if (path.size() == 3 && path.getFirst().equals("nodes") && isWeb(context, path.get(1))) {
            String message =
                "node '%s' fetched this from the web; here the model takes it for its orders (expected: in 'prompt')"
                    .formatted(path.get(1));
            problems.accept(Problem.of(code(), site.span(tree.span()), message));
          }
        });
  }

  private static boolean isWeb(CheckContext context, String id) {
    return context.definition().nodes().get(new NodeId(id)) instanceof Node.Tool tool
        && tool.tool().value().equals("web.fetch");
  }
}
