package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.ForeignTools;
import fermata.definition.keys.MarkdownDialect;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Suggestions;
import fermata.definition.tool.Certainty;
import fermata.definition.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.function.Consumer;

/** A tool that neither the program of the file has nor we. */
public final class UnknownForeignTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8007", "markdown/unknown-tool", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "Neither the program that the file is for is known to have the tool, nor is it here; it is left"
        + " out.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    MarkdownDialect dialect = FrontMatters.dialect(context).orElse(MarkdownDialect.OWN);
    ForeignToolNames.of(context)
        .filter(name -> !ForeignToolNames.isKnownHere(context, name))
        .filter(name -> ForeignTools.find(dialect, name.text()).isEmpty())
        .forEach(name -> problems.accept(problem(context, dialect, name)));
  }

  private Problem problem(CheckContext context, MarkdownDialect dialect, Scalar name) {
    var known = ForeignTools.of(dialect).keySet();
    boolean isSure = context.tools().certainty() == Certainty.COMPLETE;
    boolean isNear = !Suggestions.near(name.text(), known).isEmpty();
    String message =
        "tool '%s' is not known%s: it is left out"
            .formatted(name.text(), isNear ? Suggestions.hint(name.text(), known) : "");
    var problem =
        new Problem(
            code(),
            isSure ? Severity.WARNING : Severity.INFORMATION,
            name.span(),
            message,
            List.of(),
            List.of());
    return Edits.withNear(problem, Edits.inner(name), name.text(), known);
  }
}
