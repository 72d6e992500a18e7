package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key or password in the text.
 *
 * <p>The whole text is searched, comments too: what is written down is given away. Messages never
 * repeat what was found.
 */
public final class LiteralSecret implements Rule {

  /** A kind of secret with letters that every one of its kind has, to search for first. */
  private record Secret(String noun, String mark, Pattern form) {}

  private static final List<Secret> SECRETS =
      List.of(
          secret("an API key", "sk-", "\\bsk-[A-Za-z0-9_-]{20,200}"),
          secret("an AWS access key", "AKIA", "\\bAKIA[0-9A-Z]{16}\\b"),
          secret("a GitHub token", "ghp_", "\\bghp_[A-Za-z0-9]{30,}"),
          secret("a GitHub token", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{30,}"),
          secret("a GitLab token", "glpat-", "\\bglpat-[A-Za-z0-9_-]{20,}"),
          secret("a Slack token", "xox", "\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
          secret("a Google API key", "AIza", "\\bAIza[0-9A-Za-z_-]{35}"),
          secret("a private key", "-----BEGIN", "-----BEGIN [A-Z ]*PRIVATE KEY-----"));

  /** What shows that an example is meant. */
  private static final List<String> PLACEHOLDERS =
      List.of("example", "xxxx", "changeme", "your", "....", "placeholder", "0000000000");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5004", "policy/literal-secret", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "A key, token or private key is written in the file, where everybody who has the file has"
        + " it too.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    String text = context.source().text();
    for (Secret secret : SECRETS) {
      if (text.contains(secret.mark())) {
        Matcher matcher = secret.form().matcher(text);
        while (matcher.find()) {
          if (!isPlaceholder(matcher.group())) {
            var span = new Span(matcher.start(), matcher.end());
            String message =
                "this looks like "
                    + secret.noun()
                    + " (expected: in the environment or a secret store, never in a file)";
            problems.accept(Problem.of(code(), span, message));
          }
        }
      }
    }
  }

  /** Whether a text has the form of a known kind of secret. */
  static boolean isKnownOne(String text) {
    return SECRETS.stream()
        .anyMatch(secret -> text.contains(secret.mark()) && secret.form().matcher(text).find());
  }

  /** Whether a text only shows where a secret goes. */
  static boolean isPlaceholder(String found) {
    String lower = found.toLowerCase(Locale.ROOT);
    boolean isMonotonous = lower.chars().distinct().count() < 8 && !found.startsWith("-");
    return isMonotonous || PLACEHOLDERS.stream().anyMatch(lower::contains);
  }

  private static Secret secret(String noun, String mark, String form) {
    return new Secret(noun, mark, Pattern.compile(form));
  }
}
