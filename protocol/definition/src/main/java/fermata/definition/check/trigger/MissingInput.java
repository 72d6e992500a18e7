package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.check.trigger.EntryBlocks.InputBlock;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Field;
import fermata.definition.model.Trigger;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A trigger that starts runs without the input that they need. */
public final class MissingInput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7106", "trigger/missing-input", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A run that a trigger starts needs the required input too: the entry computes it under `input`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      // A subscription fires an entry point that has no trigger of its own.
      Block trigger = entry.trigger() == null ? entry.block() : entry.trigger();
      if (isNeeded(entry)) {
        String what = "entry '" + entry.name() + "'";
        report(context, new InputBlock(trigger, what, entry.entry().input()), problems);
      }
    }
    EntryBlocks.subscriptionInputs(context).forEach(each -> report(context, each, problems));
  }

  /** Whether something fires an entry point that does not compute the input itself. */
  private static boolean isNeeded(EntryBlock entry) {
    return entry.entry().trigger() instanceof Trigger.Published(var events)
        ? events.stream().anyMatch(each -> each.input() == null)
        : entry.trigger() != null || entry.entry().trigger() != null;
  }

  private void report(CheckContext context, InputBlock input, Consumer<Problem> problems) {
    List<String> missing = missing(context, input);
    if (!missing.isEmpty()) {
      String message =
          "runs of %s would lack the input %s (expected: computed under 'input')"
              .formatted(input.what(), listed(missing));
      problems.accept(Problem.of(code(), input.block().owner(), message));
    }
  }

  private static List<String> missing(CheckContext context, InputBlock input) {
    List<String> unknown = UnknownInput.unknown(context, input.fields());
    return context.definition().input().values().stream()
        .filter(field -> field.required() && field.defaultValue() == null)
        .map(Field::name)
        .filter(name -> !input.fields().containsKey(name))
        .filter(name -> unknown.stream().noneMatch(other -> isMeant(other, name)))
        .toList();
  }

  private static boolean isMeant(String written, String name) {
    return Suggestions.near(written, List.of(name)).contains(name);
  }

  private static String listed(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
