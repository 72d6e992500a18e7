package fermata.definition.check.tool;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Data that decides which host is asked. */
public final class ComputedHost implements Rule {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "^https?://[A-Za-z0-9.-]+(:\\d{1,5})?([/?]|$)|^https?://\\[[0-9a-f:]+\\](:\\d{1,5})?([/?]|$)");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F4121", "tool/computed-host", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A request of a tool goes to a host that its author names: an address of http or https without expressions before its path.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.TOOL_REQUEST, KeyContext.TOOL_API)) {
      YamlNode.Entry url = block.entry("url");
      if (url != null
          && YamlValues.resolved(url.value()) instanceof YamlNode.Scalar scalar
          && !ADDRESS.matcher(scalar.text()).find()) {
        problems.accept(
            Problem.of(
                code(),
                Edits.inner(scalar),
                "the host is not told as text (expected: such as https://api.example.com/${{ args.id"
                    + " }})"));
      }
    }
  }
}
