package fermata.definition.check.project;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;

/** Variables for a server that is no program, or headers for one that is. */
public final class ServerKeyWithoutEffect implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8101", "project/server-key-without-effect", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "`env` is for servers that are programs, `headers` for those with an address.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks(KeyContext.PROJECT_SERVER)) {
      check(context, block, "env", "command", "url", problems);
      check(context, block, "headers", "url", "command", problems);
    }
  }

  private void check(
      CheckContext context,
      Block block,
      String key,
      String home,
      String other,
      Consumer<Problem> problems) {
    YamlNode.Entry found = block.entry(key);
    if (found != null && block.entry(home) == null && block.entry(other) != null) {
      String message = "'" + key + "' has no effect beside '" + other + "'";
      Problem problem = Problem.of(code(), found.key().span(), message);
      problems.accept(Edits.withRemoval(problem, context, found));
    }
  }
}
