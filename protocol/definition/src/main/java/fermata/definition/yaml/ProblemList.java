package fermata.definition.yaml;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one text, so many at most. */
final class ProblemList {

  /** After so many problems a text is not YAML; the rest would help nobody. */
  static final int PROBLEMS_MAX = 200;

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt((Problem problem) -> problem.span().start())
          .thenComparingInt(problem -> problem.span().end());

  private final List<Problem> problems = new ArrayList<>();

  void add(Problem problem) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add(problem);
    } else if (problems.size() == PROBLEMS_MAX) {
      problems.add(
          Problem.of(
              YamlProblems.TOO_MANY_PROBLEMS,
              problem.span(),
              "more than " + PROBLEMS_MAX + " problems; the rest is not shown"));
    }
  }

  /** Whether further problems are not kept; spares the work of making them. */
  boolean isFull() {
    return problems.size() > PROBLEMS_MAX;
  }

  void add(ProblemCode code, Span span, String message) {
    add(Problem.of(code, span, message));
  }

  List<Problem> sorted() {
    return problems.stream().sorted(BY_PLACE).toList();
  }
}
