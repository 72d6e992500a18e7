package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.index.Reference;
import fermata.definition.index.ReferencePlace;
import fermata.definition.model.ToolName;
import fermata.definition.model.ToolPattern;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A tool that a node calls and the agent may not use. */
public final class ToolNotAllowed implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4002", "tool/not-allowed", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node calls a tool that the agent's `tools` do not have, or that `deny` forbids.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Reference reference : context.index().references()) {
      String name = reference.symbol().name();
      if (reference.place() == ReferencePlace.TOOL_CALL
          && ToolName.isValid(name)
          && mayExist(context, name)
          && !context.definition().allows(new ToolName(name))) {
        problems.accept(problem(context, reference, new ToolName(name)));
      }
    }
  }

  /** A tool that surely does not exist has a problem of its own. */
  private static boolean mayExist(CheckContext context, String name) {
    return context.tools().certainty(name) == Certainty.INCOMPLETE
        || context.tools().find(new ToolName(name)).isPresent();
  }

  private Problem problem(CheckContext context, Reference reference, ToolName tool) {
    Optional<ToolPattern> deny =
        context.definition().deny().stream().filter(pattern -> pattern.matches(tool)).findFirst();
    if (deny.isPresent()) {
      String message = "tool '%s' is denied by '%s'".formatted(tool.value(), deny.get().text());
      return Problem.of(code(), reference.span(), message)
          .withRelated(context.keyPlace("deny"), "'deny' is here");
    }
    String message =
        "tool '%s' is not among the agent's tools (expected: '%s' under 'tools')"
            .formatted(tool.value(), tool.value());
    Problem problem =
        Problem.of(code(), reference.span(), message)
            .withRelated(context.keyPlace("tools"), "'tools' is here");
    return withAddition(problem, context, tool);
  }

  private static Problem withAddition(Problem problem, CheckContext context, ToolName tool) {
    Optional<Entry> tools =
        context.tree().blocksWith("tools").stream()
            .filter(block -> block.pointer().isEmpty())
            .flatMap(block -> Stream.ofNullable(block.entry("tools")))
            .findFirst();
    if (tools.isPresent()
        && tools.get().value() instanceof YamlNode.Sequence list
        && list.isFlow()
        && !list.items().isEmpty()) {
      int end = list.items().getLast().span().end();
      var edit = new TextEdit(Span.at(end), ", " + tool.value());
      return problem.withFix("Add '" + tool.value() + "' to 'tools'", List.of(edit));
    }
    return problem;
  }
}
