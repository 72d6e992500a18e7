package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.ValueFit;
import fermata.definition.check.trigger.EntryBlocks.InputBlock;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Field;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Consumer;

/** A computed field that the agent will refuse. */
public final class InputMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7108", "trigger/input-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The value does not fit the schema of the input field: a written one is validated, the type of an expression is held against it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (InputBlock input : EntryBlocks.inputs(context)) {
      String pointer = input.pointer();
      input
          .fields()
          .forEach((name, value) -> check(context, new Written(pointer, name), value, problems));
    }
  }

  private record Written(String input, String name) {}

  private void check(
      CheckContext context, Written written, ValueTemplate value, Consumer<Problem> problems) {
    Field field = context.definition().input().get(written.name());
    Optional<YamlNode.Entry> found = EntryInputs.entry(context, written.input(), written.name());
    if (field == null || found.isEmpty()) {
      return;
    }
    String pointer = Pointers.key(written.input(), written.name());
    var place = new ValueFit.Place(found.get().value(), pointer);
    for (ValueFit.Misfit misfit : ValueFit.misfits(context, value, field.schema(), place)) {
      String message = "input '" + written.name() + "' does not fit: " + misfit.message();
      problems.accept(Problem.of(code(), misfit.span(), message));
    }
  }
}
