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
      unknown(call).forEach(argument -> problems.accept(problem(context, call, argument)));
    }
  }

  /** Whether an unknown argument was probably meant to be another that is not given. */
  static boolean isMisspelt(ToolNodes.Call call, String meant) {
    List<String> free = free(call);
    return unknown(call).stream()
        .anyMatch(argument -> Suggestions.near(argument.keyText(), free).contains(meant));
  }

  private static List<Entry> unknown(ToolNodes.Call call) {
    JsonNode schema = call.tool().input();
    boolean isClosed =
        schema.path("additionalProperties").isBoolean()
            && !schema.path("additionalProperties").booleanValue()
            && !schema.has("patternProperties");
    return call.args().stream()
        .filter(argument -> isClosed && !schema.path("properties").has(argument.keyText()))
        .toList();
  }

  /** The arguments that the tool takes and is not given. */
  private static List<String> free(ToolNodes.Call call) {
    List<String> free = new ArrayList<>();
    call.tool().input().path("properties").fieldNames().forEachRemaining(free::add);
    call.args().forEach(argument -> free.remove(argument.keyText()));
    return free;
  }

  private Problem problem(CheckContext context, ToolNodes.Call call, Entry argument) {
    String name = argument.keyText();
    List<String> free = free(call);
    Span span = Edits.inner(argument.key());
    String message =
        "tool '%s' has no argument '%s'%s"
            .formatted(call.tool().name().value(), name, Suggestions.hint(name, free));
    Problem problem = Edits.withNear(Problem.of(code(), span, message), span, name, free);
    return call.args().size() > 1 ? Edits.withRemoval(problem, context, argument) : problem;
  }
}
