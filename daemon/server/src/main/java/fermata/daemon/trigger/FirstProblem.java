package fermata.daemon.trigger;

import fermata.definition.load.LoadedAgent;
import fermata.definition.text.LineIndex;
import fermata.definition.text.Problem;
import fermata.definition.text.Severity;

/** Why a definition cannot be used, in a line. */
final class FirstProblem {

  private FirstProblem() {}

  static String of(LoadedAgent loaded) {
    return loaded.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .map(problem -> line(loaded, problem))
        .orElse("it is no definition");
  }

  private static String line(LoadedAgent loaded, Problem problem) {
    int line = LineIndex.of(loaded.source().text()).place(problem.span().start()).line() + 1;
    return "line " + line + ": " + problem.message();
  }
}
