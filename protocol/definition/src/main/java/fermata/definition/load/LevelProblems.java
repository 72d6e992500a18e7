package fermata.definition.load;

import fermata.definition.check.ProblemCatalogue;
import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.project.ProjectProblems;
import fermata.definition.project.Severities.Level;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode.Scalar;
import fermata.definition.yaml.YamlValues;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is wrong with the names and levels under {@code problems} of a project file. */
final class LevelProblems {

  private static final Set<String> KNOWN = known();

  private LevelProblems() {}

  static void check(CheckContext context, Consumer<Problem> problems) {
    context.tree().names().stream()
        .filter(name -> name.pointer().startsWith("problems"))
        .flatMap(name -> problem(context, name).stream())
        .forEach(problems);
  }

  private static Optional<Problem> problem(CheckContext context, PlacedName name) {
    String written = name.entry().keyText();
    if (!KNOWN.contains(written)) {
      return Optional.of(unknown(written, Edits.inner(name.entry().key())));
    }
    boolean isLowered =
        isError(written)
            && YamlValues.resolved(name.entry().value()) instanceof Scalar word
            && Level.find(word.text()).filter(level -> level != Level.ERROR).isPresent();
    return isLowered ? Optional.of(lowered(context, name)) : Optional.empty();
  }

  private static Problem unknown(String written, Span span) {
    String hint =
        Suggestions.near(written, KNOWN).isEmpty()
            ? " (expected: a code such as F2101, a name, or a group such as 'policy/*')"
            : Suggestions.hint(written, KNOWN);
    String message = "there is no problem '" + written + "'" + hint;
    Problem problem = Problem.of(ProjectProblems.UNKNOWN_PROBLEM, span, message);
    return Edits.withNear(problem, span, written, KNOWN);
  }

  private static Problem lowered(CheckContext context, PlacedName name) {
    String message =
        "'%s' is an error and stays one: the daemon refuses such files"
            .formatted(name.entry().keyText());
    Span span = name.entry().value().span();
    return Edits.withRemoval(
        Problem.of(ProjectProblems.LOWERED_ERROR, span, message), context, name.entry());
  }

  private static boolean isError(String name) {
    return ProblemCatalogue.CODES.stream()
        .filter(code -> code.code().equals(name) || code.name().equals(name))
        .anyMatch(code -> code.severity() == Severity.ERROR);
  }

  private static Set<String> known() {
    var names = new LinkedHashSet<String>();
    for (ProblemCode code : ProblemCatalogue.CODES) {
      names.add(code.code());
      names.add(code.name());
      names.add(code.name().substring(0, code.name().indexOf('/') + 1) + "*");
    }
    return names;
  }
}
