package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A selector that says nothing. */
public final class EmptySelector implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7001", "event/empty-selector", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A selector without any part matches nothing, unless it says `match_all: true`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (SelectorBlock selector : SelectorBlock.in(context)) {
      boolean hasPart =
          SelectorBlock.PARTS.stream().anyMatch(part -> selector.block().entry(part) != null);
      if (!hasPart && !selector.form().path("match_all").asBoolean()) {
        problems.accept(
            Problem.of(
                code(),
                selector.block().owner(),
                "the selector matches nothing (expected: one of %s, or 'match_all: true')"
                    .formatted(String.join(", ", SelectorBlock.PARTS))));
      }
    }
  }
}
