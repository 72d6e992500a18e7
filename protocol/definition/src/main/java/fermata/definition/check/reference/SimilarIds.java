package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.SymbolKind;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Two nodes whose ids differ in case only. */
public final class SimilarIds implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2002", "reference/similar-ids", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Two nodes have ids that differ in case only, which nobody can tell apart in speech.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<String, Declaration> seen = new HashMap<>();
    for (Declaration node : context.index().declarations()) {
      if (node.symbol().kind() == SymbolKind.NODE) {
        Declaration first = seen.putIfAbsent(node.symbol().name().toLowerCase(Locale.ROOT), node);
        if (first != null && !first.symbol().equals(node.symbol())) {
          String message =
              "node '%s' differs from node '%s' in case only"
                  .formatted(node.symbol().name(), first.symbol().name());
          problems.accept(
              Problem.of(code(), node.name(), message)
                  .withRelated(first.name(), "the first is here"));
        }
      }
    }
  }
}
