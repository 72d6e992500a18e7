package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Read;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** An output that is read where its node can never have run. */
public final class NeverAvailable implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3104", "expression/never-available", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An output is read where its node can never have run, because no way leads from there to"
        + " here.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (Read read : context.parts().reads()) {
      Node producer = read.isOf("nodes", 3) ? NotYetAvailable.producer(context, read) : null;
      if (producer != null
          && !Reads.holdsAtSome(
              context,
              read.site(),
              at -> Reads.isPossible(context, read.site(), producer.id(), at))) {
        String message =
            "'%s' can never be set here: no way leads from node '%s' to this place"
                .formatted(String.join(".", read.path().subList(0, 3)), producer.id().value());
        problems.accept(Problem.of(code(), read.span(), message));
      }
    }
  }
}
