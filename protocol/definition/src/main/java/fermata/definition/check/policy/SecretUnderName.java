package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlNode;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A text under a key that names a secret. */
public final class SecretUnderName implements Rule {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*[_.-])?(?:password|passwd|secret|token|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|authorization)");

  /** No blanks but after the word of a scheme, and not made of letters alone. */
  private static final Pattern VALUE =
      Pattern.compile("(?i)(?:(?:bearer|basic|token) )?(?=\\S*\\d)(?=\\S*[a-z])\\S{8,}");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5016", "policy/secret-under-name", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "A key such as `password` or `token` has a written value, which everybody who has the file"
        + " has too.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedValue value : context.tree().free()) {
      boolean isFree =
          value.shape() instanceof Shape.Literal || value.shape() instanceof Shape.Computed;
      if (isFree
          && value.node() instanceof YamlNode.Scalar scalar
          && isSecret(scalar.text())
          && NAME.matcher(name(value.pointer())).matches()
          && !value.context().isSchema()) {
        String message =
            "this looks like a secret (expected: in the environment of the tool, never in a file)";
        problems.accept(Problem.of(code(), scalar.span(), message));
      }
    }
  }

  private static boolean isSecret(String text) {
    return VALUE.matcher(text).matches()
        && !text.contains("${")
        && !LiteralSecret.isKnownOne(text)
        && !LiteralSecret.isPlaceholder(text);
  }

  private static String name(String pointer) {
    return pointer.endsWith("\"]")
        ? pointer.substring(pointer.indexOf("[\"") + 2, pointer.length() - 2)
        : pointer.substring(pointer.lastIndexOf('.') + 1);
  }
}
