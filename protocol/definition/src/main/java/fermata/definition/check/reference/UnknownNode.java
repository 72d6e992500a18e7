package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.function.Consumer;

/** A way or an entry point to a node that is not there. */
public final class UnknownNode implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2001", "reference/unknown-node", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "No node has this id.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    List<String> ids = null;
    for (Reference reference : context.index().references()) {
      boolean isNode = reference.symbol().kind() == SymbolKind.NODE;
      boolean isHere = reference.place() != ReferencePlace.EXPRESSION;
      if (isNode && isHere && context.index().findDeclaration(reference.symbol()).isEmpty()) {
        ids = ids == null ? ids(context) : ids;
        problems.accept(problem(reference, ids));
      }
    }
  }

  private static List<String> ids(CheckContext context) {
    return context.index().declarations().stream()
        .map(Declaration::symbol)
        .filter(symbol -> symbol.kind() == SymbolKind.NODE)
        .map(Symbol::name)
        .toList();
  }

  private Problem problem(Reference reference, List<String> ids) {
    String id = reference.symbol().name();
    String message = "'" + id + "' is not a node" + Suggestions.hint(id, ids);
    return Edits.withNear(Problem.of(code(), reference.span(), message), reference.span(), id, ids);
  }
}
