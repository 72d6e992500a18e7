package fermata.definition.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Ways to look at a whole tree. */
public final class ExpressionTrees {

  private ExpressionTrees() {}

  /** {@return the parts that a tree is directly made of, in the order of the text} */
  public static List<ExpressionTree> children(ExpressionTree tree) {
    return switch (tree) {
      case ExpressionTree.Literal _, ExpressionTree.Name _, ExpressionTree.Missing _ -> List.of();
      case ExpressionTree.Member member -> List.of(member.operand());
      case ExpressionTree.Call call -> call.arguments();
      case ExpressionTree.Has has -> List.of(has.member());
      case ExpressionTree.Macro macro -> childrenOf(macro);
      case ExpressionTree.ListLiteral list -> list.items();
      case ExpressionTree.MapLiteral map -> childrenOf(map);
    };
  }

  /** Hands every node of a tree to {@code visitor}, a node before its children. */
  public static void walk(ExpressionTree tree, Consumer<ExpressionTree> visitor) {
    var open = new ArrayDeque<ExpressionTree>();
    open.push(tree);
    while (!open.isEmpty()) {
      ExpressionTree node = open.pop();
      visitor.accept(node);
      children(node).reversed().forEach(open::push);
    }
  }

  private static List<ExpressionTree> childrenOf(ExpressionTree.Macro macro) {
    var children = new ArrayList<ExpressionTree>();
    children.add(macro.range());
    children.addAll(macro.bodies());
    return children;
  }

  private static List<ExpressionTree> childrenOf(ExpressionTree.MapLiteral map) {
    var children = new ArrayList<ExpressionTree>();
    for (int i = 0; i < map.keys().size(); i++) {
      children.add(map.keys().get(i));
      children.add(map.values().get(i));
    }
    return children;
  }

  /** Whether some way from the root down has more nodes than {@code levels}. Does not recurse. */
  static boolean isHigherThan(ExpressionTree tree, int levels) {
    var row = List.of(tree);
    for (int level = 0; level < levels && !row.isEmpty(); level++) {
      var below = new ArrayList<ExpressionTree>();
      row.forEach(node -> below.addAll(children(node)));
      row = below;
    }
    return !row.isEmpty();
  }
}
