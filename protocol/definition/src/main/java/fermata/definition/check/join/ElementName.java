package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.List;
import java.util.function.Consumer;

/** A name for elements that hides one of the language. */
public final class ElementName implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2157", "graph/element-name", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A map calls its elements by a name that means something else in every expression.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Map map && TAKEN.contains(map.as())) {
        Span place = context.place(Pointers.key("nodes", map.id().value()) + ".as");
        String message =
            "'%s' has a meaning of its own (expected: a name other than %s)"
                .formatted(map.as(), String.join(", ", TAKEN));
        problems.accept(
            Edits.withReplacement(Problem.of(code(), place, message), place, Node.Map.ITEM));
      }
    }
  }

  private static final List<String> TAKEN =
      List.of(
          "context", "error", "event", "index", "input", "inputs", "nodes", "output", "run",
          "secrets", "session", "state", "usage", "vars");
}
