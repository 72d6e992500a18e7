package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValueFit;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Field;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** A value that another agent will refuse. */
public final class FieldMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2173", "agent/input-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "What a node gives another agent does not fit the schema of the field: a written value is"
        + " validated, the type of an expression is held against it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentNodes.Use use : AgentNodes.in(context)) {
      String input = Pointers.key(use.block().pointer(), "input");
      for (Entry given : use.given()) {
        Field field = use.agent().input().get(given.keyText());
        ValueTemplate value = use.node().input().get(given.keyText());
        if (field != null && value != null) {
          var place = new ValueFit.Place(given.value(), Pointers.key(input, given.keyText()));
          ValueFit.misfits(context, value, field.schema(), place)
              .forEach(misfit -> problems.accept(problem(field, misfit)));
        }
      }
    }
  }

  private Problem problem(Field field, ValueFit.Misfit misfit) {
    return Problem.of(
        code(),
        misfit.span(),
        "input field '" + field.name() + "' does not fit: " + misfit.message());
  }
}
