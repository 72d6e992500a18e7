package fermata.definition.check.event;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.pattern.LinearPattern;
import fermata.definition.selector.SelectorOperator;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;

/** A value that its operator cannot use. */
public final class OperandMismatch implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7003", "event/operand-mismatch", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The operator of a condition needs a value of another kind, or a pattern that can be"
        + " read.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : SelectorBlock.conditionsIn(context)) {
      SelectorOperator operator =
          SelectorOperator.find(SelectorBlock.text(block, "op")).orElse(null);
      if (operator != null) {
        check(block, operator, problems);
      }
    }
  }

  private void check(Block block, SelectorOperator operator, Consumer<Problem> problems) {
    Entry entry = block.entry("value");
    String expected = " (expected: " + operator.operand().noun() + ")";
    if (entry == null) {
      if (operator != SelectorOperator.EXISTS) {
        problems.accept(
            Problem.of(
                code(), block.owner(), "'" + operator.word() + "' needs a 'value'" + expected));
      }
      return;
    }
    JsonNode value = YamlValues.toJson(entry.value());
    if (SelectorBlock.isComputed(value)) {
      return;
    }
    if (!operator.operand().fits(value)) {
      String message = "'" + operator.word() + "' cannot use this value" + expected;
      problems.accept(Problem.of(code(), entry.value().span(), message));
    } else if (operator == SelectorOperator.MATCHES) {
      checkPattern(entry, value.textValue(), problems);
    }
  }

  private void checkPattern(Entry entry, String pattern, Consumer<Problem> problems) {
    switch (LinearPattern.read(pattern)) {
      case LinearPattern.Reading.Fine _ -> {}
      case LinearPattern.Reading.Broken(var reason, var fragment) ->
          problems.accept(
              Problem.of(
                  code(),
                  entry.value().span(),
                  "invalid pattern: " + reason + ": '" + fragment + "'"));
      case LinearPattern.Reading.TooLarge large ->
          problems.accept(Problem.of(code(), entry.value().span(), large.message()));
    }
  }
}
