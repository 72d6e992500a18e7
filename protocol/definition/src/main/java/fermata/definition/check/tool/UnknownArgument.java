package fermata.definition.check.tool;

import com.fasterxml.jackson.databind.JsonNode;
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

/** An argument that the tool does not take. */
public final class UnknownArgument implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4003", "tool/unknown-argument", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The tool takes no argument of this name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      JsonNode schema = call.tool().input();
      boolean isClosed =
          schema.path("additionalProperties").isBoolean()
              && !schema.path("additionalProperties").booleanValue()
              && !schema.has("patternProperties");
      if (isClosed) {
        List<String> known = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        call.args().stream()
            .filter(argument -> !known.contains(argument.keyText()))
            .forEach(argument -> problems.accept(problem(context, call, argument, known)));
      }
    }
  }

  private Problem problem(
      CheckContext context, ToolNodes.Call call, Entry argument, List<String> known) {
    String name = argument.keyText();
    List<String> free =
        known.stream()
            .filter(other -> call.args().stream().noneMatch(a -> a.keyText().equals(other)))
            .toList();
    Span span = Edits.inner(argument.key());
    String message =
        "tool '%s' has no argument '%s'%s"
            .formatted(call.tool().name().value(), name, Suggestions.hint(name, free));
    Problem problem = Edits.withNear(Problem.of(code(), span, message), span, name, free);
    return Edits.withRemoval(problem, context, argument);
  }
}
