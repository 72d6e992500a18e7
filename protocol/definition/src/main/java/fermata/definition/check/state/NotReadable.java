package fermata.definition.check.state;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.index.TextSite;
import fermata.definition.keys.Pointers;
import fermata.definition.keys.ScopeKind;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An expression of a node that reads a key of the state that the node may not read. */
public final class NotReadable implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2250", "state/not-readable", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An expression of a node reads a key of the state that is not among its `reads`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      String key = reference.symbol().name();
      Node node =
          reference.place() == ReferencePlace.EXPRESSION
                  && reference.symbol().kind() == SymbolKind.STATE
              ? nodeOf(context, reference)
              : null;
      if (node != null
          && !node.options().access().mayRead(key)
          && context.definition().state().containsKey(key)) {
        problems.accept(problem(context, node, reference, key));
      }
    }
  }

  /** The ways that leave a node belong to the graph, which sees all of the state. */
  private static @Nullable Node nodeOf(CheckContext context, Reference reference) {
    TextSite text = context.texts().get(reference.pointer());
    if (text == null) {
      return null;
    }
    ScopeKind scope = text.value().scope();
    String owner = text.value().owner();
    boolean isOfNode = scope == ScopeKind.NODE || scope == ScopeKind.GIVEN;
    return isOfNode && NodeId.isValid(owner)
        ? context.definition().nodes().get(new NodeId(owner))
        : null;
  }

  private Problem problem(CheckContext context, Node node, Reference reference, String key) {
    String message =
        "node '%s' may not read state key '%s' (expected: '%s' among its 'reads')"
            .formatted(node.id().value(), key, key);
    return Edits.withItem(
        Problem.of(code(), reference.span(), message),
        context,
        Pointers.key("nodes", node.id().value()) + ".reads",
        key);
  }
}
