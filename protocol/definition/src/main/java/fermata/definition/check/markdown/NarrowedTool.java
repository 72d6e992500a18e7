package fermata.definition.check.markdown;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.ForeignTools;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import java.util.function.Consumer;

/** A tool that is allowed for some of its uses only. */
public final class NarrowedTool implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F8008", "markdown/narrowed-tool", Severity.INFORMATION);
  }

  @Override
  public String summary() {
    return "The limits in round brackets have no counterpart; calls are asked about as those of the whole"
        + " tool are.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    ForeignToolNames.of(context)
        .filter(name -> ForeignTools.isNarrowed(name.text()))
        .forEach(
            name ->
                problems.accept(
                    Problem.of(
                        code(),
                        name.span(),
                        "the limits of '%s' have no counterpart here: its calls are asked about like all others of the tool"
                            .formatted(name.text()))));
  }
}
