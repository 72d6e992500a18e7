package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Field;
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
      boolean isFired = entry.trigger() != null || entry.entry().trigger() != null;
      List<String> missing = isFired ? missing(context, entry) : List.of();
      if (!missing.isEmpty()) {
        String message =
            "runs of entry '%s' would lack the input %s (expected: computed under 'input')"
                .formatted(entry.name(), listed(missing));
        problems.accept(Problem.of(code(), trigger.owner(), message));
      }
    }
  }

  private static List<String> missing(CheckContext context, EntryBlock entry) {
    List<String> unknown = UnknownInput.unknown(context, entry);
    return context.definition().input().values().stream()
        .filter(field -> field.required() && field.defaultValue() == null)
        .map(Field::name)
        .filter(name -> !entry.entry().input().containsKey(name))
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
