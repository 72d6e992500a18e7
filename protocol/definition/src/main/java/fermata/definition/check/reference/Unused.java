package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.index.Declaration;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import java.util.ArrayList;
import java.util.List;

/** What is declared and never read. */
final class Unused {

  private Unused() {}

  /**
   * {@return the declarations of a kind that nothing reads; none where something reads them all}
   */
  static List<Declaration> of(CheckContext context, SymbolKind kind) {
    if (context.parts().isReadWhole(root(kind)) || isSomethingMisspelt(context, kind)) {
      return List.of();
    }
    var unused = new ArrayList<Declaration>(0);
    for (Declaration found : context.index().declarations()) {
      if (found.symbol().kind() == kind
          && !isRead(context, found.symbol())
          && !isTaken(context, found.symbol())) {
        unused.add(found);
      }
    }
    return unused;
  }

  private static boolean isRead(CheckContext context, Symbol symbol) {
    return context.index().referencesTo(symbol).stream()
        .anyMatch(reference -> reference.place() == ReferencePlace.EXPRESSION);
  }

  /** What is read under a wrong name, or in an expression that cannot be read, is not unused. */
  private static boolean isSomethingMisspelt(CheckContext context, SymbolKind kind) {
    for (TextSite text : context.texts().values()) {
      if (!text.template().isUsable()) {
        return true;
      }
    }
    for (Reference found : context.index().references()) {
      if (found.place() == ReferencePlace.EXPRESSION
          && found.symbol().kind() == kind
          && context.index().findDeclaration(found.symbol()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** A result without {@code from} takes the state's value of its name. */
  private static boolean isTaken(CheckContext context, Symbol symbol) {
    return symbol.kind() == SymbolKind.STATE
        && context.definition().output().containsKey(symbol.name());
  }

  /** {@return the name that the things of a kind are read by, as in {@code input.order}} */
  private static String root(SymbolKind kind) {
    return switch (kind) {
      case INPUT -> "input";
      case STATE -> "state";
      case VARIABLE -> "vars";
      case CONTEXT -> "context";
      case AGENT, OUTPUT, ENTRY, NODE, NODE_OUTPUT, NODE_INPUT, TOOL, STEP, OTHER_AGENT -> "";
    };
  }
}
