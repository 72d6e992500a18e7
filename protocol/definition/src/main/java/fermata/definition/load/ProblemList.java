package fermata.definition.load;

import fermata.definition.check.ProblemCatalogue;
import fermata.definition.check.key.TooDeep;
import fermata.definition.project.Severities;
import fermata.definition.suppress.Suppressions;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlDocument;
import fermata.definition.yaml.YamlProblems;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * The problems of one text.
 *
 * <p>Each once: a value that several places share is judged at each of them. What is found where
 * the text itself is broken is left out, because it follows from that.
 *
 * <p>Confined to one thread.
 */
final class ProblemList {

  private static final Comparator<Problem> IN_ORDER_OF_TEXT =
      Comparator.<Problem>comparingInt(problem -> problem.span().start())
          .thenComparingInt(problem -> problem.span().end())
          .thenComparing(problem -> problem.code().code());

  private final SequencedSet<Problem> problems = new LinkedHashSet<>();
  private final List<Span> broken;
  private final boolean isNestedTooDeep;

  ProblemList(List<Problem> syntax) {
    problems.addAll(syntax);
    broken =
        syntax.stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(Problem::span)
            .filter(span -> span.length() > 0)
            .toList();
    isNestedTooDeep =
        syntax.stream().anyMatch(problem -> problem.code().equals(YamlProblems.NESTED_TOO_DEEP));
  }

  void add(Problem problem) {
    if (!isConsequence(problem)) {
      problems.add(problem);
    }
  }

  /** {@return the problems that were found until now} */
  Collection<Problem> all() {
    return Collections.unmodifiableCollection(problems);
  }

  /** The limit of the text is the larger one: what exceeds it exceeds that of values too. */
  private boolean isConsequence(Problem problem) {
    return (isNestedTooDeep && problem.code().equals(TooDeep.CODE))
        || broken.stream().anyMatch(span -> holds(span, problem.span()));
  }

  /**
   * {@return the problems in the order of the text, without those that its comments leave out}
   *
   * @param isSure whether everything is known that problems depend on
   * @param severities how bad they are in the workspace
   */
  List<Problem> sorted(YamlDocument document, boolean isSure, Severities severities) {
    return sorted(document, isSure, severities, _ -> true);
  }

  /** {@return those of them that are in one of several texts} */
  List<Problem> sorted(
      YamlDocument document,
      boolean isSure,
      Severities severities,
      Predicate<Problem> isInDocument) {
    List<Problem> here = problems.stream().filter(isInDocument).map(severities::applied).toList();
    return Suppressions.apply(document, here, ProblemCatalogue.CODES, isSure).stream()
        .map(severities::applied)
        .filter(severities::isTold)
        .sorted(IN_ORDER_OF_TEXT)
        .toList();
  }

  private static boolean holds(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }
}
