package fermata.definition.check.reference;

import fermata.definition.check.rule.Branches;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.index.SymbolKind;
import fermata.definition.keys.Pointers;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.Reducer;
import fermata.definition.model.StateKey;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A key of the state that parallel branches write and that does not say how the writes meet. */
public final class ParallelWrite implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2015", "reference/parallel-write", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Two branches that run at the same time write the same key of the state, which says by"
        + " `reduce` how they meet; without it the run fails where they join.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    Map<String, List<NodeId>> all = writers(context);
    Branches branches = context.graph().branches();
    for (StateKey key : context.definition().state().values()) {
      List<NodeId> writers = all.getOrDefault(key.name(), List.of());
      if (key.reduce() == Reducer.ERROR && writers.size() > 1) {
        branches
            .firstParallel(writers)
            .ifPresent(pair -> report(context, key, pair.first(), pair.second(), problems));
      }
    }
  }

  /** {@return the nodes that can be reached and write a key, by key} */
  private static Map<String, List<NodeId>> writers(CheckContext context) {
    Map<String, List<NodeId>> writers = new HashMap<>();
    for (Node node : context.definition().nodes().values()) {
      for (String key : Set.copyOf(node.writtenKeys())) {
        if (context.graph().isReachable(node.id())) {
          writers.computeIfAbsent(key, _ -> new ArrayList<>()).add(node.id());
        }
      }
    }
    return writers;
  }

  private void report(
      CheckContext context, StateKey key, NodeId first, NodeId second, Consumer<Problem> problems) {
    String node = Pointers.key("nodes", second.value());
    String target =
        context.definition().node(second) instanceof Node.Transform
            ? node + ".set[\"state." + key.name() + "\"]"
            : node + ".writes";
    Optional<Declaration> declared =
        context.index().findDeclaration(Symbol.of(SymbolKind.STATE, key.name()));
    if (declared.isEmpty()) {
      return;
    }
    String message =
        "nodes '%s' and '%s' write state key '%s' at the same time (expected: 'reduce', which says how they meet)"
            .formatted(first.value(), second.value(), key.name());
    Problem problem =
        Problem.of(code(), declared.get().name(), message)
            .withRelated(context.place(target), "the second write is here");
    problems.accept(Edits.withKey(problem, context, "state." + key.name(), "reduce", "last"));
  }
}
