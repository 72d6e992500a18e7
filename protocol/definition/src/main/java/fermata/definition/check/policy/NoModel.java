package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Symbol;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Edge;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.Optional;
import java.util.function.Consumer;

/** A model node without a model. */
public final class NoModel implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5003", "policy/no-model", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An `llm` node names no model and the agent has no default.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (context.definition().model() != null || !context.definition().models().isEmpty()) {
      return;
    }
    for (Node node : context.definition().nodes().values()) {
      if (node instanceof Node.Llm llm && llm.model() == null) {
        context
            .index()
            .findDeclaration(Symbol.node(node.id().value()))
            .ifPresent(
                place ->
                    problems.accept(
                        Problem.of(
                            code(),
                            place.name(),
                            "node '%s' has no model (expected: 'model' here or at the top level)"
                                .formatted(node.id().value()))));
      }
    }
    for (Edge edge : context.definition().edges()) {
      boolean isAsked =
          edge.decide() != null && !(context.definition().node(edge.from()) instanceof Node.Llm);
      Optional<Span> place = isAsked ? place(context, edge) : Optional.empty();
      place.ifPresent(span -> problems.accept(Problem.of(code(), span, UNASKED)));
    }
  }

  private static final String UNASKED =
      "no model can be asked (expected: 'model' at the top level)";

  /** Of the routes of a router the first stands for all. */
  private static Optional<Span> place(CheckContext context, Edge edge) {
    String router = Pointers.key("nodes", edge.from().value()) + ".decide";
    String own = edge.pointer() + ".decide";
    boolean isFirst = edge.pointer().endsWith(".routes[0]");
    return Optional.ofNullable(context.index().places().find(isFirst ? router : own));
  }
}
