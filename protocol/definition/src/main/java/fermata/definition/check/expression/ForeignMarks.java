package fermata.definition.check.expression;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.expression.Template;
import fermata.definition.index.TextPlace;
import fermata.definition.index.TextSite;
import fermata.definition.keys.ScopeKind;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression between the marks of another language. */
public final class ForeignMarks implements Rule {

  /** {@code {{ input.x }}} or <code>${input.x}</code>, of names and members only. */
  private static final Pattern MARKS =
      Pattern.compile(
          "(?<![$\\\\{])(?:\\{\\{[ \\t]*([a-z]+(?:\\.\\w+)+)[ \\t]*\\}\\}"
              + "|\\$\\{[ \\t]*([a-z]+(?:\\.\\w+)+)[ \\t]*\\})");

  private static final Set<String> ROOTS =
      Set.of("input", "vars", "state", "nodes", "output", "error", "usage", "run", "session");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F3109", "expression/foreign-marks", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "What looks like an expression stands between the marks of another language, and so is"
        + " text. Expressions stand between `${{` and `}}`.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (TextSite text : context.texts().values()) {
      if (text.value().scope() != ScopeKind.NONE && !isCondition(text)) {
        checkText(text, problems);
      }
    }
  }

  private static boolean isCondition(TextSite text) {
    return text.value().shape() instanceof Shape.Text(var form) && form == TextForm.EXPRESSION;
  }

  private void checkText(TextSite text, Consumer<Problem> problems) {
    for (Template.Part part : text.template().value().parts()) {
      if (part instanceof Template.Part.Text literal && literal.text().indexOf('{') >= 0) {
        String source = text.place().text().substring(literal.span().start(), literal.span().end());
        Matcher matcher = MARKS.matcher(source);
        while (matcher.find()) {
          String path = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
          if (ROOTS.contains(path.substring(0, path.indexOf('.')))) {
            var span = new Span(matcher.start(), matcher.end()).shift(literal.span().start());
            problems.accept(problem(text, span, path));
          }
        }
      }
    }
  }

  private Problem problem(TextSite text, Span inText, String path) {
    String right = "${{ " + path + " }}";
    Span span = text.place().span(inText);
    Problem problem =
        Problem.of(
            code(), span, text.place().lead(inText) + "this is text (expected: " + right + ")");
    return text.place() instanceof TextPlace.InDefinition
        ? Edits.withReplacement(problem, span, right)
        : problem;
  }
}
