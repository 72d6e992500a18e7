package fermata.definition.selector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Evaluation;
import fermata.definition.expression.Evaluator;
import fermata.definition.expression.Expression;
import fermata.definition.expression.ExpressionTree;
import fermata.definition.expression.ExpressionTrees;
import fermata.definition.expression.ValueScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The values of the names that an expression reads besides those of the event.
 *
 * <p>Of {@code nodes.ask.id} only that value is kept, not all nodes; a name that is used as a whole
 * is kept whole. What has no value stays without one. Confined to one thread.
 */
final class GuardNames {

  private final Expression expression;
  private final ValueScope scope;
  private final ObjectNode names = JsonNodeFactory.instance.objectNode();

  private GuardNames(Expression expression, ValueScope scope) {
    this.expression = expression;
    this.scope = scope;
  }

  static ObjectNode of(Expression expression, ValueScope scope) {
    var found = new GuardNames(expression, scope);
    found.walk(expression.root(), Set.of());
    return found.names;
  }

  private void walk(ExpressionTree tree, Set<String> hidden) {
    List<String> path = path(tree);
    if (!path.isEmpty()) {
      if (!hidden.contains(path.getFirst()) && !SelectorGuard.isOfEvent(path.getFirst())) {
        keep(path, tree);
      }
      return;
    }
    if (tree instanceof ExpressionTree.Macro macro) {
      walk(macro.range(), hidden);
      var inside = new HashSet<>(hidden);
      inside.add(macro.variable());
      macro.bodies().forEach(body -> walk(body, inside));
    } else {
      ExpressionTrees.children(tree).forEach(child -> walk(child, hidden));
    }
  }

  /** {@return the names of a chain of members, empty for anything else} */
  private static List<String> path(ExpressionTree tree) {
    var path = new ArrayList<String>();
    ExpressionTree at = tree;
    while (at instanceof ExpressionTree.Member member) {
      path.addFirst(member.member());
      at = member.operand();
    }
    if (!(at instanceof ExpressionTree.Name(_, var root))) {
      return List.of();
    }
    path.addFirst(root);
    return path;
  }

  private void keep(List<String> path, ExpressionTree chain) {
    var read = new Expression(expression.source(), expression.pointer(), chain);
    if (!(Evaluator.evaluate(read, scope) instanceof Evaluation.Value(var value))) {
      return;
    }
    ObjectNode at = names;
    for (String name : path.subList(0, path.size() - 1)) {
      // What a longer chain reads is in the value of a shorter one.
      if (at.has(name) && !at.get(name).isObject()) {
        return;
      }
      at = at.withObjectProperty(name);
    }
    at.set(path.getLast(), value.deepCopy());
  }
}
