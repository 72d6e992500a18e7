package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.function.Consumer;

/** A write to a key that the state does not have. */
public final class UnknownStateKey implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2004", "reference/unknown-state-key", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`set`, `reads` or `writes` of a node names a key that `state` does not declare.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    List<String> keys = List.copyOf(context.definition().state().keySet());
    for (Reference reference : context.index().references()) {
      String key = reference.symbol().name();
      if (reference.place() != ReferencePlace.EXPRESSION
          && reference.symbol().kind() == SymbolKind.STATE
          && !context.definition().state().containsKey(key)) {
        Span span = new Span(reference.span().end() - key.length(), reference.span().end());
        String message = "the state has no key '" + key + "'" + Suggestions.hint(key, keys);
        problems.accept(Edits.withNear(Problem.of(code(), span, message), span, key, keys));
      }
    }
  }
}
