package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.TemplateParser;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** Data that decides which program is started. */
public final class DataAsProgram implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4016", "tool/data-as-program", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The program of a command is computed: whoever writes the data decides what is started.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (YamlNode.Sequence command : Commands.in(context)) {
      if (!command.items().isEmpty()
          && YamlValues.resolved(command.items().getFirst()) instanceof YamlNode.Scalar scalar
          && TemplateParser.isTemplate(scalar.text())
          && !isConstant(scalar.text())) {
        problems.accept(
            Problem.of(
                code(),
                scalar.span(),
                "data decides which program is started (expected: the name of one)"));
      }
    }
  }

  /** The author of the file chooses what is in a variable. */
  private static boolean isConstant(String text) {
    return text.matches("\\$\\{\\{\\s*vars\\.\\w+\\s*\\}\\}");
  }
}
