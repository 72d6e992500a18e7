package fermata.definition.suppress;

import fermata.definition.suppress.Suppression.Named;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.FrontMatter;
import fermata.definition.yaml.YamlDocument;
import java.util.List;
import java.util.Optional;

/** Comments to be written that leave out a problem. */
public final class IgnoreFixes {

  private static final String GROUP = "suppression/";

  private final YamlDocument document;
  private final String text;
  private final LineIndex lines;

  private IgnoreFixes(YamlDocument document) {
    this.document = document;
    this.text = document.source().text();
    this.lines = LineIndex.of(text);
  }

  /**
   * {@return the fixes that leave out a problem where it is and in its file; none for an error, for
   * what is wrong with such comments, and in JSON, which has none}
   */
  public static List<Problem.Fix> of(YamlDocument document, Problem problem) {
    boolean isPossible =
        problem.severity() != Severity.ERROR
            && !problem.code().name().startsWith(GROUP)
            && !isInBody(document, problem)
            && !document.source().name().endsWith(".json");
    return isPossible ? new IgnoreFixes(document).fixes(problem) : List.of();
  }

  /** In the body a comment would be text, and so would one above the front matter. */
  private static boolean isInBody(YamlDocument document, Problem problem) {
    return document.source().form().isMarkdown()
        && (problem.code().name().startsWith("markdown/late")
            || !FrontMatter.of(document.source().text()).yaml().touches(problem.span().start()));
  }

  private List<Problem.Fix> fixes(Problem problem) {
    String code = problem.code().code();
    int line = LongTexts.of(document, lines).firstLine(lines.line(problem.span().start()));
    int first = lines.line(start());
    return List.of(
        new Problem.Fix("Ignore " + code + " here", List.of(edit(line, line, code, "ignore"))),
        new Problem.Fix(
            "Ignore " + code + " in this file",
            List.of(edit(Suppression.FILE, first, code, "ignore-file"))));
  }

  /** Where the first line is that a comment can stand above. */
  private int start() {
    return document.source().form().isMarkdown()
        ? FrontMatter.of(text).yaml().start()
        : document.root().span().start();
  }

  /** Adds the code to the comment that is there already, else writes one above a line. */
  private TextEdit edit(int about, int above, String code, String directive) {
    Optional<Named> last =
        SuppressionReader.read(document).stream()
            .filter(suppression -> suppression.line() == about && !suppression.codes().isEmpty())
            .map(suppression -> suppression.codes().getLast())
            .findFirst();
    if (last.isPresent()) {
      return new TextEdit(Span.at(last.get().span().end()), ", " + code);
    }
    int start = lines.lineSpan(above).start();
    String comment = indentation(start) + "# fermata: " + directive + " " + code + lineEnd();
    return new TextEdit(Span.at(start), comment);
  }

  private String indentation(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return text.substring(start, end);
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
