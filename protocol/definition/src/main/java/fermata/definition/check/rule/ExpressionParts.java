package fermata.definition.check.rule;

import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.index.DefinitionIndex;
import fermata.definition.index.ExpressionSite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of the expressions of a definition that rules look at, found in one walk for all rules.
 *
 * <p>Expressions of texts that cannot be read are left out. In the order of the file. Immutable.
 */
public final class ExpressionParts {

  /** Of a definition without expressions. */
  public static final ExpressionParts NONE = new ExpressionParts(List.of());

  private final Map<String, List<ExpressionPart>> calls = new HashMap<>();
  private final List<ExpressionPart> questions = new ArrayList<>();
  private final List<ExpressionPart> macros = new ArrayList<>();

  private final List<Read> reads = new ArrayList<>();
  private final Set<String> wholes = new HashSet<>();

  private ExpressionParts(List<ExpressionSite> sites) {
    for (ExpressionSite site : sites) {
      if (site.text().template().isUsable()) {
        walk(site);
      }
      for (Uses.Use use : Uses.of(site.expression().root())) {
        reads.add(new Read(site, use.path(), site.span(use.member().memberSpan())));
      }
    }
  }

  /** {@return what the expressions read for sure, also those that cannot be read as a whole} */
  public List<Read> reads() {
    return Collections.unmodifiableList(reads);
  }

  /** Whether some expression uses a name itself and not a member of it, as in {@code json(x)}. */
  public boolean isReadWhole(String name) {
    return wholes.contains(name);
  }

  /** {@return the parts of all expressions of an index} */
  public static ExpressionParts of(DefinitionIndex index) {
    return new ExpressionParts(index.expressions());
  }

  /** {@return the calls of some functions and operators, by CEL's names for them} */
  public List<ExpressionPart> calls(String... functions) {
    var found = new ArrayList<ExpressionPart>();
    for (String function : functions) {
      found.addAll(calls.getOrDefault(function, List.of()));
    }
    return found;
  }

  /** {@return what {@code has} asks for} */
  public List<ExpressionPart> questions() {
    return List.copyOf(questions);
  }

  /** {@return the macros over lists and maps} */
  public List<ExpressionPart> macros() {
    return List.copyOf(macros);
  }

  private void walk(ExpressionSite site) {
    var open = new ArrayDeque<ExpressionPart>();
    open.push(new ExpressionPart(site, site.expression().root(), false));
    if (site.expression().root() instanceof ExpressionTree.Name(_, var name)) {
      wholes.add(name);
    }
    while (!open.isEmpty()) {
      ExpressionPart part = open.pop();
      keep(part);
      boolean isBelow = part.isBelowMacro() || part.tree() instanceof ExpressionTree.Macro;
      List<ExpressionTree> children = ExpressionTrees.children(part.tree());
      for (int i = children.size() - 1; i >= 0; i--) {
        ExpressionTree child = children.get(i);
        open.push(new ExpressionPart(site, child, isBelow));
        if (child instanceof ExpressionTree.Name(_, var name)
            && !(part.tree() instanceof ExpressionTree.Member)) {
          wholes.add(name);
        }
      }
    }
  }

  private void keep(ExpressionPart part) {
    switch (part.tree()) {
      case ExpressionTree.Call call ->
          calls.computeIfAbsent(call.function(), _ -> new ArrayList<>()).add(part);
      case ExpressionTree.Has _ -> questions.add(part);
      case ExpressionTree.Macro _ -> macros.add(part);
      case ExpressionTree.Literal _,
          ExpressionTree.Name _,
          ExpressionTree.Member _,
          ExpressionTree.ListLiteral _,
          ExpressionTree.MapLiteral _,
          ExpressionTree.Missing _ -> {}
    }
  }
}
