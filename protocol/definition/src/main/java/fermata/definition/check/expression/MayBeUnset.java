package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.NodeOutputs;
import fermata.definition.check.rule.Read;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.StateKey;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A value that is read as if it were always there, and need not be. */
public final class MayBeUnset implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3105", "expression/may-be-unset", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A field that need not be given, an output that need not be set, or a key of the state"
        + " before its first write is read without asking whether it is there.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Read read : context.parts().reads()) {
      reason(context, read)
          .map(reason -> Problem.of(code(), read.span(), message(read, reason)))
          .ifPresent(problems);
    }
  }

  private static String message(Read read, String reason) {
    int length = read.path().getFirst().equals("nodes") ? 3 : 2;
    String name = String.join(".", read.path().subList(0, length));
    return "'%s' may be unset: %s (expected: has(%s), or coalesce(%s, …))"
        .formatted(name, reason, name, name);
  }

  private static Optional<String> reason(CheckContext context, Read read) {
    if (read.isOf("input", 2)) {
      Field field = context.definition().input().get(read.path().get(1));
      return isOptional(field) ? Optional.of("the input need not be given") : Optional.empty();
    }
    if (read.isOf("nodes", 3)) {
      return ofNode(NotYetAvailable.producer(context, read), read.path().get(2));
    }
    if (read.isOf("output", 2)) {
      var owner = new NodeId(read.site().text().value().owner());
      return ofNode(context.definition().nodes().get(owner), read.path().get(1));
    }
    return read.isOf("state", 2) ? ofState(context, read) : Optional.empty();
  }

  private static Optional<String> ofNode(@Nullable Node node, String output) {
    if (node == null) {
      return Optional.empty();
    }
    if (node.options().when() != null) {
      return Optional.of("the node is skipped where its 'when' does not hold");
    }
    return isOptional(NodeOutputs.of(node).get(output))
        ? Optional.of("the output need not be set")
        : Optional.empty();
  }

  private static boolean isOptional(@Nullable Field field) {
    return field != null && !field.required() && field.defaultValue() == null;
  }

  private static Optional<String> ofState(CheckContext context, Read read) {
    String name = read.path().get(1);
    StateKey key = context.definition().state().get(name);
    if (key == null || key.defaultValue() != null || !context.isGraphWhole()) {
      return Optional.empty();
    }
    List<NodeId> writers = writers(context, name);
    boolean isWritten =
        Reads.holdsAtAll(
            context,
            read.site(),
            at ->
                writers.stream()
                    .anyMatch(node -> Reads.isAvailable(context, read.site(), node, at)));
    return isWritten
        ? Optional.empty()
        : Optional.of("no node that surely ran before has written it, and it has no default");
  }

  private static List<NodeId> writers(CheckContext context, String key) {
    return context.definition().nodes().values().stream()
        .filter(
            node ->
                node instanceof Node.Transform transform
                    && transform.options().when() == null
                    && transform.set().containsKey("state." + key))
        .map(Node::id)
        .toList();
  }
}
