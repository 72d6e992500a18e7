package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Circles;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.WorkflowPart;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Steps that need each other. */
public final class StepCycle implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4062", "workflow/cycle", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A step needs itself, directly or by way of others, so it can never start.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    WorkflowSteps.in(context)
        .forEach(
            workflow -> {
              Map<String, WorkflowPart> parts = WorkflowPart.neverReady(workflow.node().parts());
              if (parts.isEmpty()) {
                return;
              }
              Set<String> circles = inCircles(parts);
              for (Block step : workflow.steps()) {
                WorkflowSteps.partOf(context, step)
                    .filter(part -> circles.contains(part.id()))
                    .ifPresent(part -> problems.accept(problem(step, part)));
              }
            });
  }

  private static Set<String> inCircles(Map<String, WorkflowPart> parts) {
    List<String> ids = List.copyOf(parts.keySet());
    Map<String, Integer> numbers = new HashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    int[][] needs = new int[ids.size()][];
    for (WorkflowPart part : parts.values()) {
      needs[Objects.requireNonNull(numbers.get(part.id()))] =
          part.needs().stream()
              .map(numbers::get)
              .filter(Objects::nonNull)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return Circles.of(needs).stream().mapToObj(ids::get).collect(Collectors.toSet());
  }

  private Problem problem(Block step, WorkflowPart part) {
    Entry needs = step.entry("needs");
    Span span = needs == null ? step.owner() : needs.value().span();
    String how = part.needs().contains(part.id()) ? "" : ", by way of others";
    return Problem.of(
        code(), span, "step '" + part.id() + "' needs itself" + how + ", so it never starts");
  }
}
