package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.Declaration;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is declared and never read. */
final class Unused {

  private Unused() {}

  /**
   * {@return the declarations of a kind that nothing reads; none where something reads them all}
   */
  static List<Declaration> of(CheckContext context, SymbolKind kind) {
    if (context.index().expressions().stream().anyMatch(site -> readsWhole(site, kind))
        || isSomethingMisspelt(context, kind)) {
      return List.of();
    }
    Set<Symbol> read = new HashSet<>();
    context.index().references().stream()
        .filter(reference -> reference.place() == ReferencePlace.EXPRESSION)
        .forEach(reference -> read.add(reference.symbol()));
    return context.index().declarations().stream()
        .filter(found -> found.symbol().kind() == kind)
        .filter(found -> !read.contains(found.symbol()))
        .filter(found -> !isTaken(context, found.symbol()))
        .toList();
  }

  /** What is read under a wrong name, or in an expression that cannot be read, is not unused. */
  private static boolean isSomethingMisspelt(CheckContext context, SymbolKind kind) {
    Set<Symbol> declared = new HashSet<>();
    context.index().declarations().forEach(found -> declared.add(found.symbol()));
    return context.texts().values().stream().anyMatch(text -> !text.template().isUsable())
        || context.index().references().stream()
            .filter(found -> found.place() == ReferencePlace.EXPRESSION)
            .filter(found -> found.symbol().kind() == kind)
            .anyMatch(found -> !declared.contains(found.symbol()));
  }

  /** A result without {@code from} takes the state's value of its name. */
  private static boolean isTaken(CheckContext context, Symbol symbol) {
    return symbol.kind() == SymbolKind.STATE
        && context.definition().output().containsKey(symbol.name());
  }

  /** Whether an expression uses the name itself, as in {@code json(input)}. */
  private static boolean readsWhole(ExpressionSite site, SymbolKind kind) {
    String root =
        switch (kind) {
          case INPUT -> "input";
          case STATE -> "state";
          case VARIABLE -> "vars";
          case AGENT, OUTPUT, ENTRY, NODE, NODE_OUTPUT, NODE_INPUT, TOOL -> "";
        };
    var names = new int[1];
    var members = new int[1];
    ExpressionTrees.walk(
        site.expression().root(),
        tree -> {
          names[0] += isName(tree, root) ? 1 : 0;
          members[0] +=
              tree instanceof ExpressionTree.Member member && isName(member.operand(), root)
                  ? 1
                  : 0;
        });
    return names[0] > members[0];
  }

  private static boolean isName(ExpressionTree tree, String name) {
    return tree instanceof ExpressionTree.Name(_, var found) && found.equals(name);
  }
}
