package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A key of an entry point or a trigger that means nothing without another. */
public final class WithoutEffect implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7105", "trigger/without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "The key does nothing here: the one that it belongs to is missing.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      Block block = entry.block();
      report(context, block, "overflow", "concurrent", problems);
      // A subscription fires an entry point that has no trigger of its own.
      if (entry.entry().trigger() == null) {
        report(context, block, "input", "trigger", problems);
      }
      Block trigger = entry.trigger();
      if (trigger != null) {
        report(context, trigger, "timezone", "cron", problems);
        boolean hasTimes = trigger.entry("cron") != null || trigger.entry("every") != null;
        if (!hasTimes) {
          report(context, trigger, "missed", "cron", problems);
        }
      }
    }
  }

  private void report(
      CheckContext context, Block block, String key, String needed, Consumer<Problem> problems) {
    YamlNode.Entry found = block.entry(key);
    if (found != null && block.entry(needed) == null) {
      String message = "'%s' does nothing without '%s'".formatted(key, needed);
      Problem problem = Problem.of(code(), found.key().span(), message);
      problems.accept(Edits.withRemoval(problem, context, found));
    }
  }
}
