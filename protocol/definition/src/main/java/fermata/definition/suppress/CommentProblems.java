package fermata.definition.suppress;

import fermata.definition.suppress.Suppression.Named;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.SourceText;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what is wrong with the comments that leave out problems, and how to repair them. */
final class CommentProblems {

  private final SourceText source;
  private final LineIndex lines;
  private final Collection<ProblemCode> known;
  private final Set<String> codes;

  CommentProblems(SourceText source, LineIndex lines, Collection<ProblemCode> known) {
    this.source = source;
    this.lines = lines;
    this.known = known;
    this.codes = known.stream().map(ProblemCode::code).collect(Collectors.toSet());
  }

  /** Whether there is such a code. */
  boolean isKnown(Named code) {
    return codes.contains(code.text());
  }

  Problem nothingNamed(Suppression suppression) {
    return Problem.of(
        SuppressionProblems.UNKNOWN_CODE,
        suppression.directive(),
        "nothing is named to ignore (expected: codes such as F2101)");
  }

  Problem error(Suppression suppression, int index) {
    Named code = suppression.codes().get(index);
    String message =
        code.text() + " is an error here and cannot be ignored: the daemon would refuse the file";
    Problem problem = Problem.of(SuppressionProblems.ERROR, code.span(), message);
    return withRemoval(problem, suppression, index);
  }

  Problem unused(Suppression suppression, int index) {
    Named code = suppression.codes().get(index);
    String where = suppression.line() == Suppression.FILE ? "in this file" : "there";
    String message = "no " + code.text() + " is found " + where;
    Problem problem = Problem.of(SuppressionProblems.UNUSED, code.span(), message);
    return withRemoval(problem, suppression, index);
  }

  Problem unknown(Suppression suppression, int index) {
    Named code = suppression.codes().get(index);
    List<String> meant = meant(code);
    String hint =
        meant.isEmpty()
            ? " (expected: one such as F2101)"
            : " (did you mean '" + String.join("' or '", meant) + "'?)";
    String message = "'" + code.text() + "' is not the code of a problem" + hint;
    Problem problem = Problem.of(SuppressionProblems.UNKNOWN_CODE, code.span(), message);
    for (String other : meant) {
      problem =
          problem.withFix("Change to '" + other + "'", List.of(new TextEdit(code.span(), other)));
    }
    return withRemoval(problem, suppression, index);
  }

  /** Somebody may have written the name of a problem, or its code without its letter. */
  private List<String> meant(Named code) {
    String digits = code.text().replaceFirst("^[Ff]", "");
    return known.stream()
        .filter(one -> one.name().equals(code.text()) || one.code().equals("F" + digits))
        .map(ProblemCode::code)
        .toList();
  }

  private Problem withRemoval(Problem problem, Suppression suppression, int index) {
    List<Named> all = suppression.codes();
    boolean isOnly = all.size() == 1;
    Span span = isOnly ? whole(suppression.comment()) : withComma(all, index);
    String title = isOnly ? "Remove the comment" : "Remove '" + all.get(index).text() + "'";
    return problem.withFix(title, List.of(new TextEdit(span, "")));
  }

  private static Span withComma(List<Named> all, int index) {
    return index == 0
        ? new Span(all.get(0).span().start(), all.get(1).span().start())
        : new Span(all.get(index - 1).span().end(), all.get(index).span().end());
  }

  /** A comment with its line where nothing else is on it, else with the space before it. */
  private Span whole(Span comment) {
    int line = lines.line(comment.start());
    int start = lines.lineSpan(line).start();
    String before = source.text().substring(start, comment.start());
    if (before.isBlank()) {
      boolean isLast = line + 1 == lines.lineCount();
      return new Span(start, isLast ? comment.end() : lines.lineSpan(line + 1).start());
    }
    return new Span(start + before.stripTrailing().length(), comment.end());
  }
}
