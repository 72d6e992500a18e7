package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Optional;
import java.util.function.Consumer;

/** An output of a transform node that nothing sets. */
public final class OutputNeverSet implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2006", "reference/output-never-set", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A `transform` node declares an output that its `set` does not set.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Transform transform) {
        for (Field output : transform.options().outputs().values()) {
          if (output.required() && !transform.set().containsKey(output.name())) {
            report(context, transform, output, problems);
          }
        }
      }
    }
  }

  private void report(
      CheckContext context, Node.Transform node, Field output, Consumer<Problem> problems) {
    Optional<Declaration> declared =
        context.index().findDeclaration(Symbol.nodeOutput(node.id().value(), output.name()));
    declared.ifPresent(
        place ->
            problems.accept(
                Problem.of(
                    code(),
                    place.name(),
                    "output '%s' is never set (expected: '%s' under 'set')"
                        .formatted(output.name(), output.name()))));
  }
}
