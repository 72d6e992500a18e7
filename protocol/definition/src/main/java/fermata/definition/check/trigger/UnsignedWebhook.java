package fermata.definition.check.trigger;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.check.trigger.EntryBlocks.EntryBlock;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.model.Trigger;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** A webhook that asks for no signature. */
public final class UnsignedWebhook implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F7110", "trigger/unsigned-webhook", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Any program on the machine, and any page in a browser that finds a way, could start runs.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (EntryBlock entry : EntryBlocks.in(context)) {
      Block trigger = entry.trigger();
      YamlNode.Entry webhook = trigger == null ? null : trigger.entry("webhook");
      if (webhook != null
          && entry.entry().trigger() instanceof Trigger.Webhook(_, var secret, _)
          && secret == null) {
        String message = "requests need no signature (expected: 'secret', as ${{ secrets.NAME }})";
        problems.accept(Problem.of(code(), webhook.key().span(), message));
      }
    }
  }
}
