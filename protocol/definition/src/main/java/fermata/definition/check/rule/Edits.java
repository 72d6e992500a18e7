package fermata.definition.check.rule;

import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.ScalarStyle;
import fermata.definition.yaml.YamlNode;
import java.util.Collection;
import java.util.List;

/** Edits that rules offer as fixes. */
public final class Edits {

  private Edits() {}

  /** {@return the problem with a fix for each known name that is near the written one} */
  public static Problem withNear(
      Problem problem, Span span, String written, Collection<String> known) {
    Problem fixed = problem;
    for (String name : Suggestions.near(written, known)) {
      fixed = withReplacement(fixed, span, name);
    }
    return fixed;
  }

  /** {@return the problem with a fix that writes another text} */
  public static Problem withReplacement(Problem problem, Span span, String text) {
    return problem.withFix("Change to '" + text + "'", List.of(new TextEdit(span, text)));
  }

  /**
   * {@return the problem with a fix that removes a key and its value}
   *
   * <p>Only where the key begins its line, so that whole lines can go; elsewhere the problem is
   * left as it is.
   */
  public static Problem withRemoval(Problem problem, CheckContext context, YamlNode.Entry entry) {
    String text = context.source().text();
    int start = entry.key().span().start();
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (!text.substring(lineStart, start).isBlank()) {
      return problem;
    }
    int end = Math.max(entry.span().end() - 1, start);
    int lineEnd = text.indexOf('\n', end);
    var span = new Span(lineStart, lineEnd < 0 ? text.length() : lineEnd + 1);
    String title = "Remove '" + entry.keyText() + "'";
    return problem.withFix(title, List.of(new TextEdit(span, "")));
  }

  /** {@return the place of a scalar's text without its quotes; of any other node its whole} */
  public static Span inner(YamlNode node) {
    boolean isQuoted =
        node instanceof YamlNode.Scalar scalar
            && (scalar.style() == ScalarStyle.SINGLE_QUOTED
                || scalar.style() == ScalarStyle.DOUBLE_QUOTED);
    Span span = node.span();
    return isQuoted && span.length() >= 2 ? new Span(span.start() + 1, span.end() - 1) : span;
  }
}
