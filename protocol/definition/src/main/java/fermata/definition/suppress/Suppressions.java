package fermata.definition.suppress;

import fermata.definition.suppress.Suppression.Named;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves out what the comments of a text say to leave out. Confined to one thread. */
public final class Suppressions {

  private final List<Suppression> all;
  private final LineIndex lines;
  private final LongTexts texts;
  private final Map<Subject, Named> bySubject = new HashMap<>();
  private final Set<Named> used = new HashSet<>();
  private final Set<Named> refused = new HashSet<>();

  /** What a code in a comment is about; a second one about the same leaves out nothing. */
  private record Subject(int line, String code) {}

  private Suppressions(YamlDocument document, List<Suppression> all) {
    this.all = all;
    this.lines = LineIndex.of(document.source().text());
    this.texts = LongTexts.of(document, lines);
    for (Suppression suppression : all) {
      for (Named code : suppression.codes()) {
        bySubject.putIfAbsent(new Subject(suppression.line(), code.text()), code);
      }
    }
  }

  /**
   * {@return the problems of a text without those that its comments leave out, and with what is
   * wrong with the comments}
   *
   * @param known the codes that there are
   * @param isSure whether all problems are here: where tools are not known, some may be missing,
   *     and what leaves out nothing may yet do so
   */
  public static List<Problem> apply(
      YamlDocument document,
      Collection<Problem> problems,
      Collection<ProblemCode> known,
      boolean isSure) {
    List<Suppression> found = SuppressionReader.read(document);
    if (found.isEmpty()) {
      return List.copyOf(problems);
    }
    var suppressions = new Suppressions(document, found);
    var left = new ArrayList<Problem>();
    problems.stream().filter(suppressions::stays).forEach(left::add);
    // What follows from a broken part is not told, so that part may be what a comment is about.
    boolean isWhole = isSure && left.stream().noneMatch(Suppressions::isError);
    var comments = new CommentProblems(document.source(), suppressions.lines, known);
    left.addAll(suppressions.problems(comments, isWhole));
    return List.copyOf(left);
  }

  private static boolean isError(Problem problem) {
    return problem.severity() == Severity.ERROR;
  }

  private boolean stays(Problem problem) {
    List<Named> naming = naming(problem);
    (isError(problem) ? refused : used).addAll(naming);
    return isError(problem) || naming.isEmpty();
  }

  /** {@return the codes in comments that are about a problem} */
  private List<Named> naming(Problem problem) {
    int line = texts.firstLine(lines.line(problem.span().start()));
    String code = problem.code().code();
    return Stream.of(line, Suppression.FILE)
        .flatMap(about -> Stream.ofNullable(bySubject.get(new Subject(about, code))))
        .toList();
  }

  private List<Problem> problems(CommentProblems comments, boolean isWhole) {
    var found = new ArrayList<Problem>();
    for (Suppression suppression : all) {
      if (suppression.codes().isEmpty()) {
        found.add(comments.nothingNamed(suppression));
      }
      for (int i = 0; i < suppression.codes().size(); i++) {
        Named code = suppression.codes().get(i);
        if (!comments.isKnown(code)) {
          found.add(comments.unknown(suppression, i));
        } else if (refused.contains(code) && !used.contains(code)) {
          found.add(comments.error(suppression, i));
        } else if (isWhole && !used.contains(code)) {
          found.add(comments.unused(suppression, i));
        }
      }
    }
    return found;
  }
}
