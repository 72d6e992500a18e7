package fermata.definition.check.graph;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Region;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A node that no way leads to.
 *
 * <p>Of a whole region that cannot be reached only the heads are reported: what can be reached from
 * another unreachable node will be reachable once that one is.
 */
public final class UnreachableNode implements Rule {

  /** More parts of a graph than these that no way leads to are one problem. */
  private static final int REGIONS_MAX = 3;

  private static final int RELATED_MAX = 20;

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2101", "graph/unreachable-node", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "No way leads from an entry point to the node, also not after a failure or a timeout.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    if (!context.isGraphWhole()) {
      return;
    }
    List<Region> regions = context.graph().unreachable();
    if (regions.size() <= REGIONS_MAX) {
      regions.forEach(region -> report(context, region, problems));
    } else {
      reportAll(context, regions.stream().map(Region::head).toList(), problems);
    }
  }

  /** One mistake, such as the first way in a file without any, takes the way to all that follow. */
  private void reportAll(CheckContext context, List<NodeId> heads, Consumer<Problem> problems) {
    NodeId first = heads.getFirst();
    Optional<Declaration> place = context.index().findDeclaration(Symbol.node(first.value()));
    if (place.isEmpty()) {
      return;
    }
    String message =
        "no way leads to node '%s', nor to %d others (nodes follow one another in the order of the file only where no way is written)"
            .formatted(first.value(), heads.size() - 1);
    Problem problem = Problem.of(code(), place.get().name(), message);
    for (NodeId node : heads.subList(1, Math.min(heads.size(), RELATED_MAX))) {
      Optional<Declaration> other = context.index().findDeclaration(Symbol.node(node.value()));
      if (other.isPresent()) {
        problem = problem.withRelated(other.get().name(), "nor to this one");
      }
    }
    problems.accept(problem);
  }

  private void report(CheckContext context, Region region, Consumer<Problem> problems) {
    NodeId head = region.head();
    Optional<Declaration> place = context.index().findDeclaration(Symbol.node(head.value()));
    if (place.isPresent()) {
      String message = "no way leads to node '" + head.value() + "'";
      Problem problem = Problem.of(code(), place.get().name(), message);
      for (NodeId node : region.others()) {
        Optional<Declaration> other = context.index().findDeclaration(Symbol.node(node.value()));
        if (other.isPresent()) {
          problem =
              problem.withRelated(other.get().name(), "this one can be reached from there only");
        }
      }
      problems.accept(problem);
    }
  }
}
