package fermata.definition.check.policy;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password or key in an address. */
public final class SecretInAddress implements Rule {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\bhttps?://[^\\s/@:$]+:([^\\s/@$]{3,})@"
              + "|[?&](?:api[_-]?key|access_token|token|password|secret)=([^\\s&#\"'$]{8,})");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F5017", "policy/secret-in-address", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "An address has a password or a key in it. Addresses end up in logs, histories and error"
        + " messages.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    String text = context.source().text();
    int at = text.indexOf("://");
    while (at >= 0) {
      int lineStart = text.lastIndexOf('\n', at) + 1;
      int lineEnd = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      checkLine(text, new Span(lineStart, lineEnd), problems);
      at = text.indexOf("://", lineEnd);
    }
  }

  private void checkLine(String text, Span line, Consumer<Problem> problems) {
    Matcher matcher = SECRET.matcher(text).region(line.start(), line.end());
    while (matcher.find()) {
      int group = matcher.group(1) != null ? 1 : 2;
      String found = matcher.group(group);
      if (!LiteralSecret.isPlaceholder(found) && !LiteralSecret.isKnownOne(found)) {
        var span = new Span(matcher.start(group), matcher.end(group));
        problems.accept(
            Problem.of(
                code(),
                span,
                "a secret in an address (expected: in a header, from the environment)"));
      }
    }
  }
}
