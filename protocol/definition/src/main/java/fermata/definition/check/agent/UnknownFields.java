package fermata.definition.check.agent;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A field that another agent does not take. */
public final class UnknownFields implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2172", "agent/unknown-input", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The agent that a node runs has no input field of this name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (AgentNodes.Use use : AgentNodes.in(context)) {
      unknown(use).forEach(field -> problems.accept(problem(use, field)));
    }
  }

  /** Whether an unknown field was probably meant to be another that is not given. */
  static boolean isMisspelt(AgentNodes.Use use, String meant) {
    List<String> free = free(use);
    return unknown(use).stream()
        .anyMatch(field -> Suggestions.near(field.keyText(), free).contains(meant));
  }

  private static List<Entry> unknown(AgentNodes.Use use) {
    return use.agent().digest().isEmpty()
        ? List.of()
        : use.given().stream()
            .filter(field -> !use.agent().input().containsKey(field.keyText()))
            .toList();
  }

  private static List<String> free(AgentNodes.Use use) {
    var free = new ArrayList<>(use.agent().input().keySet());
    use.given().forEach(field -> free.remove(field.keyText()));
    return free;
  }

  private Problem problem(AgentNodes.Use use, Entry field) {
    String name = field.keyText();
    List<String> free = free(use);
    Span span = Edits.inner(field.key());
    String message =
        "agent '%s' has no input field '%s'%s"
            .formatted(use.agent().name().value(), name, Suggestions.hint(name, free));
    return Edits.withNear(Problem.of(code(), span, message), span, name, free);
  }
}
