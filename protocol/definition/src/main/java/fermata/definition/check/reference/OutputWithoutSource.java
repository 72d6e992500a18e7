package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Terminals;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.OutputField;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.Optional;
import java.util.function.Consumer;

/** A field of the result that no terminal node sets and the state does not have. */
public final class OutputWithoutSource implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2012", "reference/output-without-source", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A field of `output` has no `from`, no terminal node sets it, and the state has no key"
        + " of its name: no run could ever complete.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.definition().nodes().isEmpty() || !context.isGraphWhole()) {
      return;
    }
    for (OutputField output : context.definition().output().values()) {
      String name = output.field().name();
      if (Terminals.needsSource(context, output)
          && Terminals.reached(context).stream().noneMatch(node -> Terminals.sets(node, name))) {
        Optional<Declaration> place =
            context.index().findDeclaration(Symbol.of(SymbolKind.OUTPUT, name));
        place.ifPresent(
            found ->
                problems.accept(
                    Problem.of(
                        code(),
                        found.name(),
                        "output '%s' has no source (expected: 'from', a terminal node with this output, or a state key of this name)"
                            .formatted(name))));
      }
    }
  }
}
