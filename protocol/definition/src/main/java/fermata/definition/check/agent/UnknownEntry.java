package fermata.definition.check.agent;

import fermata.definition.check.agent.AgentNodes.Use;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.List;
import java.util.function.Consumer;

/** A child run that is to start where its agent has no entry point. */
public final class UnknownEntry implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2178", "agent/unknown-entry", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The agent that the node runs has no entry point of this name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Use use : AgentNodes.in(context)) {
      List<String> known = use.agent().entries();
      String name = use.node().entry();
      Entry written = use.block().entry("entry");
      if (written != null && !known.isEmpty() && !known.contains(name)) {
        Span span = Edits.inner(written.value());
        String message =
            "agent '%s' has no entry point '%s'%s"
                .formatted(use.agent().name().value(), name, Suggestions.hint(name, known));
        problems.accept(Edits.withNear(Problem.of(code(), span, message), span, name, known));
      }
    }
  }
}
