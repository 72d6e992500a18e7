package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.function.Consumer;

/** An output of a node that its agent does not give. */
public final class MissingOutput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2176", "agent/missing-output", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A node declares an output that the result of its agent does not have.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentNodes.Use use : AgentNodes.in(context)) {
      List<String> known = List.copyOf(use.agent().output().keySet());
      Entry outputs = use.block().entry("outputs");
      if (!known.isEmpty()
          && outputs != null
          && YamlValues.resolved(outputs.value()) instanceof YamlNode.Mapping mapping) {
        YamlValues.entries(mapping).stream()
            .filter(output -> !known.contains(output.keyText()) && isRequired(use, output))
            .forEach(output -> problems.accept(problem(use, output, known)));
      }
    }
  }

  private static boolean isRequired(AgentNodes.Use use, Entry output) {
    var field = use.node().options().outputs().get(output.keyText());
    return field != null && field.required() && field.defaultValue() == null;
  }

  private Problem problem(AgentNodes.Use use, Entry output, List<String> known) {
    String name = output.keyText();
    Span span = Edits.inner(output.key());
    String message =
        "agent '%s' gives no '%s'%s"
            .formatted(use.agent().name().value(), name, Suggestions.hint(name, known));
    return Edits.withNear(Problem.of(code(), span, message), span, name, known);
  }
}
