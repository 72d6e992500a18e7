package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.StateKey;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A key of the state that nothing writes. */
public final class NeverWritten implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2014", "reference/never-written", Severity.HINT);
  }

  @Override
  public String summary() {
    return "No node writes the key of the state, so it keeps its default; a constant belongs to"
        + " `variables`.";
  }

  @Override
  public boolean isOfUse() {
    return true;
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Set<String> written = new HashSet<>();
    context.definition().nodes().values().forEach(node -> written.addAll(node.writtenKeys()));
    Set<String> known = context.definition().state().keySet();
    boolean isSomethingMisspelt =
        context.index().references().stream()
            .filter(found -> found.place() == ReferencePlace.SET_TARGET)
            .filter(found -> found.symbol().kind() == SymbolKind.STATE)
            .anyMatch(found -> !known.contains(found.symbol().name()));
    for (Declaration key : context.index().declarations()) {
      if (key.symbol().kind() == SymbolKind.STATE
          && !isSomethingMisspelt
          && !written.contains(key.symbol().name())
          && hasDefault(context, key.symbol().name())) {
        String message = "no node writes state key '" + key.symbol().name() + "'";
        problems.accept(Problem.of(code(), key.name(), message));
      }
    }
  }

  /** Without a default a read of it is a problem of its own. */
  private static boolean hasDefault(CheckContext context, String name) {
    StateKey key = context.definition().state().get(name);
    return key != null && key.defaultValue() != null;
  }
}
