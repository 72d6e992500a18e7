package fermata.definition.check.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValueFit;
import fermata.definition.keys.Pointers;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.function.Consumer;

/** An argument that the tool will refuse: a value or an expression of another type. */
public final class ArgumentMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4005", "tool/argument-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The argument does not fit the tool's schema: a written value is validated, the type of an"
        + " expression is held against it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      String args = Pointers.key(call.block().pointer(), "args");
      for (Entry argument : call.args()) {
        JsonNode schema = call.tool().input().path("properties").path(argument.keyText());
        ValueTemplate value = call.given().get(argument.keyText());
        if (!schema.isMissingNode() && value != null) {
          var place = new ValueFit.Place(argument.value(), Pointers.key(args, argument.keyText()));
          ValueFit.misfits(context, value, schema, place)
              .forEach(misfit -> problems.accept(problem(argument.keyText(), misfit)));
        }
      }
    }
  }

  private Problem problem(String name, ValueFit.Misfit misfit) {
    return Problem.of(
        code(), misfit.span(), "argument '" + name + "' does not fit: " + misfit.message());
  }
}
