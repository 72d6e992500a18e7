package fermata.definition.load;

import fermata.definition.expression.Type;
import fermata.definition.expression.TypeChecker;
import fermata.definition.expression.Types;
import fermata.definition.index.ExpressionSite;
import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Parsed;
import fermata.definition.text.Problem;
import fermata.definition.text.Span;
import fermata.definition.text.TextEdit;
import fermata.definition.yaml.ScalarStyle;
import java.util.ArrayList;
import java.util.List;

/** The problems of expressions, moved to where the expressions stand in the definition. */
final class SiteProblems {

  private SiteProblems() {}

  /** {@return the problems of the syntax of a text} */
  static List<Problem> syntax(TextSite site) {
    return site.template().problems().stream()
        .map(problem -> moved(problem, site.place(), 0))
        .toList();
  }

  /** {@return the type of an expression, and its problems; any type where it has syntax errors} */
  static Parsed<Type> types(ExpressionSite site) {
    if (!site.text().template().isUsable()) {
      return new Parsed<>(Types.DYN, List.of());
    }
    boolean isCondition =
        site.text().value().shape() instanceof Shape.Text(var form) && form == TextForm.EXPRESSION;
    Parsed<Type> checked =
        isCondition
            ? TypeChecker.checkCondition(site.expression(), site.scope())
            : TypeChecker.check(site.expression(), site.scope());
    int start = site.hole().inner().start();
    TextPlace place = site.text().place();
    return new Parsed<>(
        checked.isUsable() ? checked.value() : Types.DYN,
        checked.problems().stream().map(problem -> moved(problem, place, start)).toList());
  }

  private static Problem moved(Problem found, TextPlace place, int start) {
    Problem problem = found.shift(start);
    return switch (place) {
      case TextPlace.InDefinition(var scalar) ->
          escaped(problem.moved(place::span), scalar.style());
      case TextPlace.InFile _ -> inFile(problem, place);
    };
  }

  /** A problem in another file is told here with its place there; its edits would not fit. */
  private static Problem inFile(Problem problem, TextPlace place) {
    Span here = place.span(problem.span());
    String message = place.lead(problem.span()) + problem.message();
    return new Problem(problem.code(), problem.severity(), here, message, List.of(), List.of());
  }

  /** In a quoted scalar, what an edit writes must be written as the quotes want it. */
  private static Problem escaped(Problem problem, ScalarStyle style) {
    if (style != ScalarStyle.SINGLE_QUOTED && style != ScalarStyle.DOUBLE_QUOTED) {
      return problem;
    }
    var fixes = new ArrayList<Problem.Fix>();
    for (Problem.Fix fix : problem.fixes()) {
      List<TextEdit> edits =
          fix.edits().stream()
              .map(edit -> new TextEdit(edit.span(), escape(edit.newText(), style)))
              .toList();
      fixes.add(new Problem.Fix(fix.title(), edits));
    }
    return new Problem(
        problem.code(),
        problem.severity(),
        problem.span(),
        problem.message(),
        problem.related(),
        fixes);
  }

  private static String escape(String text, ScalarStyle style) {
    return style == ScalarStyle.SINGLE_QUOTED
        ? text.replace("'", "''")
        : text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
