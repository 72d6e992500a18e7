package fermata.definition.load;

import fermata.definition.text.Problem;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

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

  ProblemList(List<Problem> syntax) {
    problems.addAll(syntax);
    broken =
        syntax.stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(Problem::span)
            .filter(span -> span.length() > 0)
            .toList();
  }

  void add(Problem problem) {
    if (broken.stream().noneMatch(span -> holds(span, problem.span()))) {
      problems.add(problem);
    }
  }

  List<Problem> sorted() {
    return problems.stream().sorted(IN_ORDER_OF_TEXT).toList();
  }

  private static boolean holds(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }
}
