package fermata.definition.check.event;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.TemplateParser;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Entry;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** A time that is none. */
public final class InvalidTime implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7012", "event/invalid-time", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "`until` is a timestamp with a zone, such as `2026-11-21T09:00:00Z`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("until")) {
      Entry until = block.context() == KeyContext.NODE_WAIT ? block.entry("until") : null;
      String text = SelectorBlock.text(block, "until");
      if (until != null && !text.isEmpty() && !TemplateParser.isTemplate(text) && !isTime(text)) {
        problems.accept(
            Problem.of(
                code(),
                until.value().span(),
                "'%s' is no time (expected: such as 2026-11-21T09:00:00Z)".formatted(text)));
      }
    }
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException none) {
      return false;
    }
  }
}
