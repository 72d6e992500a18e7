package fermata.definition.check.join;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.Node;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Optional;
import java.util.function.Consumer;

/** A key of the state that each element of a map writes and that does not say how writes meet. */
public final class ElementWrite implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2158", "graph/element-write", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The body of a map writes a key of the state, which says by `reduce` how the writes of the"
        + " elements meet; without it the map fails from the second element on.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (StateKey key : context.definition().state().values()) {
      Optional<Node> writer =
          context.definition().nodes().values().stream()
              .filter(node -> context.graph().isInBody(node.id()))
              .filter(node -> node.writtenKeys().contains(key.name()))
              .findFirst();
      if (key.reduce() == Reducer.ERROR && writer.isPresent()) {
        report(context, key, writer.get(), problems);
      }
    }
  }

  private void report(CheckContext context, StateKey key, Node writer, Consumer<Problem> problems) {
    String message =
        "each element writes state key '%s' at node '%s' (expected: 'reduce', which says how they meet)"
            .formatted(key.name(), writer.id().value());
    context
        .index()
        .findDeclaration(Symbol.of(SymbolKind.STATE, key.name()))
        .map(declared -> Problem.of(code(), declared.name(), message))
        .map(problem -> Edits.withKey(problem, context, "state." + key.name(), "reduce", "last"))
        .ifPresent(problems);
  }
}
