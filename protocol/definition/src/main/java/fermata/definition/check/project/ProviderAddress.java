package fermata.definition.check.project;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.KeyContext;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An address of a provider that is none. */
public final class ProviderAddress implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8034", "project/provider-address", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A provider is asked over http or https, without a password in its address.";
  }

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/@]+(/\\S*)?");

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    context.tree().blocks(KeyContext.PROJECT_PROVIDER).stream()
        .filter(block -> block.context() == KeyContext.PROJECT_PROVIDER)
        .flatMap(block -> Stream.ofNullable(block.entry("base_url")))
        .forEach(
            entry -> {
              if (YamlValues.resolved(entry.value()) instanceof Scalar address
                  && !ADDRESS.matcher(address.text()).matches()) {
                problems.accept(
                    Problem.of(
                        code(),
                        Edits.inner(address),
                        "this is no address of a provider (expected: such as https://models.example.com/v1)"));
              }
            });
  }
}
