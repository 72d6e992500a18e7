package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.InputBlock;
import fermata.definition.model.ValueTemplate;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A field that an entry computes and the agent does not have. */
public final class UnknownInput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7107", "trigger/unknown-input", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The agent has no input field of this name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (InputBlock input : EntryBlocks.inputs(context)) {
      for (String name : unknown(context, input.fields())) {
        problem(context, input, name).ifPresent(problems);
      }
    }
  }

  /** {@return the fields that the agent does not have} */
  static List<String> unknown(CheckContext context, SequencedMap<String, ValueTemplate> fields) {
    return fields.keySet().stream()
        .filter(name -> !context.definition().input().containsKey(name))
        .toList();
  }

  private Optional<Problem> problem(CheckContext context, InputBlock input, String name) {
    List<String> free =
        context.definition().input().keySet().stream()
            .filter(field -> !input.fields().containsKey(field))
            .toList();
    return EntryInputs.entry(context, input.pointer(), name)
        .map(
            written -> {
              Span span = Edits.inner(written.key());
              String message =
                  "the agent has no input field '%s'%s"
                      .formatted(
                          name, Suggestions.hint(name, context.definition().input().keySet()));
              return Edits.withNear(Problem.of(code(), span, message), span, name, free);
            });
  }
}
