package fermata.definition.check.rule;

import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths of names that an expression surely reads when it is evaluated.
 *
 * <p>What {@code has} asks about, what {@code coalesce} may skip, and what stands behind a test for
 * it are not read for sure.
 */
final class Uses {

  private final List<Use> found = new ArrayList<>();

  private Uses() {}

  /**
   * A read of a member of a member of a name, such as {@code nodes.triage.amount}.
   *
   * @param path the names, from the outermost
   */
  record Use(List<String> path, ExpressionTree.Member member) {}

  static List<Use> of(ExpressionTree root) {
    var uses = new Uses();
    uses.walk(root, Set.of());
    return uses.found;
  }

  private void walk(ExpressionTree tree, Set<List<String>> proven) {
    if (tree instanceof ExpressionTree.Member member) {
      List<String> path = ValuePaths.of(member);
      if (!path.isEmpty()) {
        use(path, member, proven);
        return;
      }
    }
    switch (tree) {
      case ExpressionTree.Has has -> walk(has.member().operand(), withPath(proven, has.member()));
      case ExpressionTree.Call call when call.function().equals("coalesce") -> {}
      case ExpressionTree.Call call when call.function().equals("_&&_") -> {
        walk(call.arguments().getFirst(), proven);
        walk(call.arguments().getLast(), with(proven, call.arguments().getFirst()));
      }
      case ExpressionTree.Call call when isChoice(call) -> {
        walk(call.arguments().getFirst(), proven);
        walk(call.arguments().get(1), with(proven, call.arguments().getFirst()));
        walk(call.arguments().get(2), withNegated(proven, call.arguments().getFirst()));
      }
      case ExpressionTree.Call call when call.function().equals("_||_") -> {
        walk(call.arguments().getFirst(), proven);
        walk(call.arguments().getLast(), withNegated(proven, call.arguments().getFirst()));
      }
      case ExpressionTree.Member _,
          ExpressionTree.Call _,
          ExpressionTree.Literal _,
          ExpressionTree.Name _,
          ExpressionTree.Macro _,
          ExpressionTree.ListLiteral _,
          ExpressionTree.MapLiteral _,
          ExpressionTree.Missing _ ->
          ExpressionTrees.children(tree).forEach(child -> walk(child, proven));
    }
  }

  private static boolean isChoice(ExpressionTree.Call call) {
    return call.function().equals("_?_:_") && call.arguments().size() == 3;
  }

  private void use(List<String> path, ExpressionTree.Member member, Set<List<String>> proven) {
    for (List<String> known : proven) {
      int shorter = Math.min(known.size(), path.size());
      if (known.subList(0, shorter).equals(path.subList(0, shorter))) {
        return;
      }
    }
    found.add(new Use(path, member));
  }

  /** What holds where a condition is true: everything that it asks for with {@code has}. */
  private static Set<List<String>> with(Set<List<String>> proven, ExpressionTree condition) {
    Set<List<String>> more = new HashSet<>(proven);
    collect(condition, more);
    return more;
  }

  private static void collect(ExpressionTree condition, Set<List<String>> proven) {
    if (condition instanceof ExpressionTree.Has has) {
      proven.add(ValuePaths.of(has.member()));
    } else if (condition instanceof ExpressionTree.Call call && call.function().equals("_&&_")) {
      call.arguments().forEach(argument -> collect(argument, proven));
    }
  }

  private static Set<List<String>> withNegated(Set<List<String>> proven, ExpressionTree condition) {
    return condition instanceof ExpressionTree.Call call && call.function().equals("!_")
        ? with(proven, call.arguments().getFirst())
        : proven;
  }

  private static Set<List<String>> withPath(
      Set<List<String>> proven, ExpressionTree.Member member) {
    Set<List<String>> more = new HashSet<>(proven);
    more.add(ValuePaths.of(member));
    return more;
  }
}
