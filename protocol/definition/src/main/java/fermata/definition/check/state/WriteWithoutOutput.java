package fermata.definition.check.state;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.NodeOutputs;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A key that a node may write and never sets. */
public final class WriteWithoutOutput implements Rule {

  private static final String NODES = "nodes.";

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2252", "state/write-without-output", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node writes those of its outputs that `writes` names; this one has no such output.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      if (reference.place() == ReferencePlace.WRITES
          && reference.symbol().kind() == SymbolKind.STATE) {
        check(context, reference, problems);
      }
    }
  }

  private void check(CheckContext context, Reference reference, Consumer<Problem> problems) {
    Node node = nodeOf(context, reference.pointer());
    String key = reference.symbol().name();
    if (node == null || !context.definition().state().containsKey(key)) {
      return;
    }
    Set<String> set = set(node);
    // Without declared outputs a tool node puts out whatever its result has.
    boolean isOpen = node instanceof Node.Tool && set.isEmpty();
    if (!isOpen && !set.contains(key)) {
      String message =
          node instanceof Node.Transform
              ? "node '%s' never sets 'state.%s'".formatted(node.id().value(), key)
              : "node '%s' has no output '%s' that it could write%s"
                  .formatted(node.id().value(), key, Suggestions.hint(key, set));
      Problem problem = Problem.of(code(), reference.span(), message);
      problems.accept(Edits.withNear(problem, reference.span(), key, set));
    }
  }

  private static Set<String> set(Node node) {
    return node instanceof Node.Transform
        ? Set.copyOf(node.writtenKeys())
        : NodeOutputs.of(node).keySet();
  }

  private static @Nullable Node nodeOf(CheckContext context, String pointer) {
    int end = pointer.lastIndexOf(".writes");
    String id = end < NODES.length() ? "" : pointer.substring(NODES.length(), end);
    return NodeId.isValid(id) ? context.definition().nodes().get(new NodeId(id)) : null;
  }
}
