package fermata.definition.check.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Arguments that the tool must have and is not given. */
public final class MissingArguments implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4004", "tool/missing-arguments", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The tool needs arguments that the node does not give it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      List<String> given = call.args().stream().map(Entry::keyText).toList();
      List<String> missing = new ArrayList<>();
      for (JsonNode name : call.tool().input().path("required")) {
        if (!given.contains(name.asText()) && !UnknownArgument.isMisspelt(call, name.asText())) {
          missing.add(name.asText());
        }
      }
      if (!missing.isEmpty()) {
        problems.accept(problem(call, missing));
      }
    }
  }

  private Problem problem(ToolNodes.Call call, List<String> missing) {
    JsonNode properties = call.tool().input().path("properties");
    String list =
        missing.stream()
            .map(name -> "'" + name + "'" + described(properties.path(name)))
            .collect(Collectors.joining(", "));
    String message = "tool '%s' needs %s".formatted(call.tool().name().value(), list);
    return Problem.of(code(), place(call), message);
  }

  private static String described(JsonNode schema) {
    String text = schema.path("description").asText();
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static Span place(ToolNodes.Call call) {
    Entry args = call.argsEntry();
    Entry tool = call.block().entry("tool");
    if (args != null) {
      return args.key().span();
    }
    return tool == null ? call.block().owner() : tool.value().span();
  }
}
