package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.TemplateParser;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Data that becomes a part of a script. */
public final class DataInScript implements Rule {

  private static final Map<String, Set<String>> INTERPRETERS =
      Map.ofEntries(
          Map.entry("sh", Set.of("-c", "-ec", "-lc")),
          Map.entry("bash", Set.of("-c", "-ec", "-lc")),
          Map.entry("dash", Set.of("-c", "-ec")),
          Map.entry("zsh", Set.of("-c", "-lc")),
          Map.entry("ksh", Set.of("-c")),
          Map.entry("fish", Set.of("-c")),
          Map.entry("python", Set.of("-c")),
          Map.entry("python3", Set.of("-c")),
          Map.entry("perl", Set.of("-e")),
          Map.entry("ruby", Set.of("-e")),
          Map.entry("node", Set.of("-e", "--eval", "-p")),
          Map.entry("php", Set.of("-r")),
          Map.entry("cmd", Set.of("/c", "/C")),
          Map.entry("powershell", Set.of("-Command", "-c")),
          Map.entry("pwsh", Set.of("-Command", "-c")));

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4014", "tool/data-in-script", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "An expression stands in the script of a shell or another interpreter, so what it comes to"
        + " is executed: whoever writes the data writes the script. As an argument of its own it is"
        + " only data.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (YamlNode.Sequence command : Commands.in(context)) {
      List<YamlNode> items = command.items();
      Set<String> flags =
          items.isEmpty()
              ? Set.of()
              : INTERPRETERS.getOrDefault(program(items.getFirst()), Set.of());
      for (int i = 1; i + 1 < items.size(); i++) {
        boolean isScript = flags.contains(text(items.get(i)));
        if (isScript && TemplateParser.isTemplate(text(items.get(i + 1)))) {
          problems.accept(
              Problem.of(
                  code(),
                  items.get(i + 1).span(),
                  "data becomes part of a script and is executed (expected: as an argument of its own, such as \"$1\" of a shell)"));
        }
      }
    }
  }

  private static String program(YamlNode node) {
    String text = text(node);
    String name = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
  }

  private static String text(YamlNode node) {
    return YamlValues.resolved(node) instanceof YamlNode.Scalar scalar ? scalar.text() : "";
  }
}
