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
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A tool server of which nobody can tell where it is. */
public final class ServerAddress implements Rule {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/\\S*)?");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8100", "project/server-address", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A tool server is a program, `command`, or has an address of http or https, `url`, without"
        + " a password in it.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocks()) {
      if (block.context() == KeyContext.PROJECT_SERVER) {
        check(block, problems);
      }
    }
  }

  private void check(Block block, Consumer<Problem> problems) {
    YamlNode.Entry url = block.entry("url");
    YamlNode.Entry command = block.entry("command");
    if (url == null && command == null) {
      problems.accept(
          Problem.of(
              code(),
              block.owner(),
              "nothing says how the server is reached (expected: 'command' or 'url')"));
    }
    if (url != null
        && YamlValues.resolved(url.value()) instanceof YamlNode.Scalar address
        && !ADDRESS.matcher(address.text()).matches()) {
      problems.accept(
          Problem.of(
              code(),
              Edits.inner(address),
              "this is no address of a server (expected: such as https://tools.example.com/mcp)"));
    }
  }
}
