package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.TextForm;
import fermata.definition.model.ToolName;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A tool that is listed and denied. */
public final class AllowedAndDenied implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4009", "tool/allowed-and-denied", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`tools` lists what `deny` forbids; `deny` wins.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().texts(TextForm.TOOL_PATTERN)) {
      if (value.pointer().startsWith("tools[")
          && value.node() instanceof YamlNode.Scalar scalar
          && isDenied(context, scalar.text())) {
        problems.accept(
            Problem.of(
                    code(),
                    scalar.span(),
                    "'" + scalar.text() + "' is denied, so listing it has no effect")
                .withRelated(context.keyPlace("deny"), "'deny' is here"));
      }
    }
  }

  private static boolean isDenied(CheckContext context, String text) {
    return context.definition().deny().stream()
        .anyMatch(
            denied ->
                denied.text().equals(text)
                    || (!text.endsWith("*") && denied.matches(new ToolName(text))));
  }
}
