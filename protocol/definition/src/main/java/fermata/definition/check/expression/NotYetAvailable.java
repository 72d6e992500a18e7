package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Read;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An output that is read where its node need not have run. */
public final class NotYetAvailable implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3103", "expression/not-yet-available", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "An output is read where its node need not have run; the step fails when it has not."
        + " `has(…)` asks, `coalesce(…, …)` has something else to say.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Read read : context.parts().reads()) {
      Node producer = read.isOf("nodes", 3) ? producer(context, read) : null;
      if (producer != null && isOpen(context, read, producer.id())) {
        String name = String.join(".", read.path().subList(0, 3));
        String message =
            "'%s' is unset where node '%s' has not run (expected: has(%s), or coalesce(%s, …))"
                .formatted(name, producer.id().value(), name, name);
        problems.accept(Problem.of(code(), read.span(), message));
      }
    }
  }

  private static boolean isOpen(CheckContext context, Read read, NodeId producer) {
    return !Reads.holdsAtAll(
            context, read.site(), at -> Reads.isAvailable(context, read.site(), producer, at))
        && Reads.holdsAtSome(
            context, read.site(), at -> Reads.isPossible(context, read.site(), producer, at));
  }

  static @Nullable Node producer(CheckContext context, Read read) {
    return context.definition().nodes().get(new NodeId(read.path().get(1)));
  }
}
