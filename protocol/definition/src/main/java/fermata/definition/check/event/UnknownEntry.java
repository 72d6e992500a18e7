package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.Set;
import java.util.function.Consumer;

/** A subscription that starts runs at an entry point that is not there. */
public final class UnknownEntry implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7010", "event/unknown-entry", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A subscription names an entry point that the agent does not have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Set<String> known = context.definition().entries().keySet();
    for (Reference reference : context.index().references()) {
      String name = reference.symbol().name();
      if (reference.place() == ReferencePlace.SUBSCRIPTION && !known.contains(name)) {
        Problem problem =
            Problem.of(
                code(),
                reference.span(),
                "entry '" + name + "' is not declared" + Suggestions.hint(name, known));
        problems.accept(Edits.withNear(problem, reference.span(), name, known));
      }
    }
  }
}
