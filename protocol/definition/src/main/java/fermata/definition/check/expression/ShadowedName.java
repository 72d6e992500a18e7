package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.ExpressionPart;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** The variable of a macro that hides a name of the definition. */
public final class ShadowedName implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3108", "expression/shadowed-name", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The variable of a macro has the name of something that expressions read, which cannot be"
        + " read within the macro.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ExpressionPart part : context.parts().macros()) {
      if (part.tree() instanceof ExpressionTree.Macro macro
          && part.site().scope().names().containsKey(macro.variable())) {
        String message =
            "within '%s', '%s' is the element and hides what else has this name"
                .formatted(macro.name(), macro.variable());
        problems.accept(part.problem(code(), macro, message));
      }
    }
  }
}
