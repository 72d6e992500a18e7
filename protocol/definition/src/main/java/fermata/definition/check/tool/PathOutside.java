package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.TemplateParser;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.Map;
import java.util.function.Consumer;

/** A path that leads out of the workspace, written as an argument. */
public final class PathOutside implements Rule {

  private static final Map<String, String> PATHS =
      Map.of(
          "files.list", "path",
          "files.find", "path",
          "files.read", "path",
          "files.write", "path",
          "files.patch", "path",
          "files.search", "path",
          "files.stat", "path",
          "files.measure", "path",
          "shell.run", "cwd");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4011", "tool/path-outside", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The path leads out of the workspace, so the tool refuses it. A `~` is no home here, but a"
        + " name.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (ToolNodes.Call call : ToolNodes.in(context)) {
      String name = PATHS.get(call.tool().name().value());
      for (Entry argument : call.args()) {
        if (argument.keyText().equals(name)
            && YamlValues.resolved(argument.value()) instanceof YamlNode.Scalar scalar
            && leaves(scalar.text())) {
          String message =
              "'%s' leads out of the workspace (expected: a path below it)"
                  .formatted(scalar.text());
          problems.accept(Problem.of(code(), scalar.span(), message));
        }
      }
    }
  }

  /** An absolute path may lie in the workspace; a computed part may lead anywhere. */
  private static boolean leaves(String path) {
    if (path.startsWith("~/") || path.equals("~")) {
      return true;
    }
    int depth = 0;
    for (String name : path.split("/", -1)) {
      if (path.startsWith("/") || TemplateParser.isTemplate(name)) {
        return false;
      }
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }
}
