package fermata.definition.check.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.Type;
import fermata.definition.index.Declaration;
import fermata.definition.index.Symbol;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An output of a tool node that the tool's result does not have, or has with another type. */
public final class UnknownToolOutput implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4006", "tool/unknown-output", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The node declares an output that the tool's result does not promise, or with another"
        + " type.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      JsonNode result = call.tool().output();
      Node.Tool node = call.node();
      if (node != null && result != null && result.path("properties").isObject()) {
        for (Field output : node.options().outputs().values()) {
          Symbol symbol = Symbol.nodeOutput(node.id().value(), output.name());
          context
              .index()
              .findDeclaration(symbol)
              .ifPresent(
                  place -> checkOutput(call, result.path("properties"), output, place, problems));
        }
      }
    }
  }

  private void checkOutput(
      ToolNodes.Call call,
      JsonNode properties,
      Field output,
      Declaration place,
      Consumer<Problem> problems) {
    if (!properties.has(output.name())) {
      problems.accept(unknown(call, properties, output, place));
      return;
    }
    Type promised = Type.ofSchema(properties.path(output.name()));
    Type declared = Type.ofSchema(output.schema());
    if (!declared.accepts(promised)) {
      String message =
          "output '%s' is declared as %s, but tool '%s' gives %s"
              .formatted(output.name(), declared, call.tool().name().value(), promised);
      problems.accept(Problem.of(code(), place.name(), message));
    }
  }

  private Problem unknown(
      ToolNodes.Call call, JsonNode properties, Field output, Declaration place) {
    List<String> known = new ArrayList<>();
    properties.fieldNames().forEachRemaining(known::add);
    String message =
        "the result of tool '%s' has no '%s'%s"
            .formatted(
                call.tool().name().value(), output.name(), Suggestions.hint(output.name(), known));
    Problem problem = Problem.of(code(), place.name(), message);
    return Edits.withNear(problem, place.name(), output.name(), known);
  }
}
