package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.index.SymbolKind;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Node;
import fermata.definition.model.NodeId;
import fermata.definition.model.WorkflowPart;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A result that a step reads although the other step need not have ended. */
public final class StepNotNeeded implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4063", "workflow/step-not-needed", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "An argument reads the result of a step that is not among the `needs`, so it may not have"
        + " ended.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    Map<NodeId, List<WorkflowPart>> written = new HashMap<>();
    for (Reference reference : context.index().references()) {
      if (reference.symbol().kind() == SymbolKind.STEP
          && reference.place() == ReferencePlace.EXPRESSION
          && context.definition().nodes().get(new NodeId(reference.symbol().owner()))
              instanceof Node.Workflow workflow) {
        List<WorkflowPart> parts =
            written.computeIfAbsent(workflow.id(), _ -> List.copyOf(workflow.parts().values()));
        WorkflowPart.at(parts, reference.pointer())
            .filter(part -> isMissing(workflow, part, reference.symbol().name()))
            .ifPresent(part -> problems.accept(problem(context, reference, part)));
      }
    }
  }

  private static boolean isMissing(Node.Workflow workflow, WorkflowPart part, String read) {
    return workflow.parts().containsKey(read)
        && !read.equals(part.id())
        && !part.needs().contains(read)
        && !WorkflowPart.neededBy(part.id(), workflow.parts()).contains(read);
  }

  private Problem problem(CheckContext context, Reference reference, WorkflowPart part) {
    String read = reference.symbol().name();
    String message =
        "step '%s' may not have ended (expected: '%s' among the needs of '%s')"
            .formatted(read, read, part.id());
    Problem problem = Problem.of(code(), reference.span(), message);
    return needs(context, part)
        .filter(list -> list.isFlow() && !list.items().isEmpty())
        .map(
            list -> {
              var edit = new TextEdit(Span.at(list.items().getLast().span().end()), ", " + read);
              return problem.withFix("Add '" + read + "' to 'needs'", List.of(edit));
            })
        .orElse(problem);
  }

  private static Optional<YamlNode.Sequence> needs(CheckContext context, WorkflowPart part) {
    for (Block block : context.tree().blocksWith("needs")) {
      Entry needs = block.entry("needs");
      if (needs != null
          && WorkflowSteps.partOf(context, block).filter(part::equals).isPresent()
          && YamlValues.resolved(needs.value()) instanceof YamlNode.Sequence list) {
        return Optional.of(list);
      }
    }
    return Optional.empty();
  }
}
