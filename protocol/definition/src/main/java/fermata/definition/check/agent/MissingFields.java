package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.model.Field;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Fields that another agent must have and is not given. */
public final class MissingFields implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2171", "agent/missing-input", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The agent that a node runs needs fields that the node does not give it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentNodes.Use use : AgentNodes.in(context)) {
      List<String> given = use.given().stream().map(Entry::keyText).toList();
      String missing =
          use.agent().input().sequencedValues().stream()
              .filter(field -> field.required() && field.defaultValue() == null)
              .map(Field::name)
              .filter(name -> !given.contains(name) && !UnknownFields.isMisspelt(use, name))
              .map(name -> "'" + name + "'")
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        Entry input = use.inputEntry();
        String message = "agent '%s' needs %s".formatted(use.agent().name().value(), missing);
        problems.accept(
            Problem.of(code(), input == null ? use.name() : input.key().span(), message));
      }
    }
  }
}
