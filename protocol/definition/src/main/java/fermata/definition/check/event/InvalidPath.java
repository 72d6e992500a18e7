package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.selector.SelectorPath;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.function.Consumer;

/** A path that leads to no single value. */
public final class InvalidPath implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7002", "event/invalid-path", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A path is `$` and then names and indexes, such as `$.order.items[0]`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : SelectorBlock.conditionsIn(context)) {
      YamlNode.Entry path = block.entry("path");
      if (path != null
          && YamlValues.resolved(path.value()) instanceof YamlNode.Scalar scalar
          && SelectorPath.read(scalar.text())
              instanceof SelectorPath.Reading.Broken(var at, var reason)) {
        problems.accept(problem(scalar, at, reason));
      }
    }
  }

  private Problem problem(YamlNode.Scalar scalar, int at, String reason) {
    String text = scalar.text();
    if (!text.startsWith("$")) {
      Problem problem = Problem.of(code(), scalar.span(), reason);
      String rooted = "$." + text;
      return SelectorPath.read(rooted) instanceof SelectorPath.Reading.Fine
          ? problem.withFix(
              "Change to '" + rooted + "'", List.of(new TextEdit(scalar.span(), rooted)))
          : problem;
    }
    int from = Math.min(at, text.length() - 1);
    Span span = scalar.origins().sourceSpan(new Span(from, from + 1));
    return Problem.of(code(), span, reason);
  }
}
