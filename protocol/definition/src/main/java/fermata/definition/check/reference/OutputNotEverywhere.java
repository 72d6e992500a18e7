package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.rule.Terminals;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.Node;
import fermata.definition.model.OutputField;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.function.Consumer;

/** A field of the result that some terminal nodes set and others do not. */
public final class OutputNotEverywhere implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2013", "reference/output-not-everywhere", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A required field of `output` is set by some terminal nodes and not by others; a run that"
        + " ends at those fails.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    for (OutputField output : context.definition().output().values()) {
      String name = output.field().name();
      List<Node> without =
          Terminals.reached(context).stream().filter(node -> !Terminals.sets(node, name)).toList();
      boolean isSetSomewhere = without.size() < Terminals.reached(context).size();
      if (Terminals.needsSource(context, output) && isSetSomewhere && !without.isEmpty()) {
        report(context, name, without, problems);
      }
    }
  }

  private void report(
      CheckContext context, String name, List<Node> without, Consumer<Problem> problems) {
    String nodes = String.join(", ", without.stream().map(node -> node.id().value()).toList());
    String message =
        "output '%s' is not set when the run ends at %s (expected: 'from', 'required: false', or this output there)"
            .formatted(name, nodes);
    context
        .index()
        .findDeclaration(Symbol.of(SymbolKind.OUTPUT, name))
        .map(place -> Problem.of(code(), place.name(), message))
        .map(problem -> related(context, problem, without))
        .ifPresent(problems);
  }

  private static Problem related(CheckContext context, Problem problem, List<Node> without) {
    Problem related = problem;
    for (Node node : without) {
      var place = context.index().findDeclaration(Symbol.node(node.id().value()));
      if (place.isPresent()) {
        related = related.withRelated(place.get().name(), "a run may end here");
      }
    }
    return related;
  }
}
