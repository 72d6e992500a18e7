package fermata.definition.check.reference;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.NodeForm;
import fermata.definition.keys.PlacedTree.PlacedName;
import fermata.definition.keys.PlacedTree.PlacedValue;
import fermata.definition.keys.Shape;
import fermata.definition.keys.TextForm;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.yaml.YamlNode;
import java.util.Locale;
import java.util.function.Consumer;

/** A name that is not made as names of its kind are. */
public final class InvalidName implements Rule {

  @Override
  public ProblemCode code() {
    return new ProblemCode("F2003", "reference/invalid-name", Severity.ERROR);
  }

  @Override
  public String summary() {
    return "The name has letters that names of its kind may not have, or is too long.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (PlacedName name : context.tree().names()) {
      checkText(name.form(), name.entry().keyText(), name.entry().key(), problems);
    }
    for (PlacedValue value : context.tree().values()) {
      if (value.shape() instanceof Shape.Text(var form)
          && form != TextForm.MODEL
          && !form.rule().isEmpty()
          && value.node() instanceof YamlNode.Scalar scalar
          && NodeForm.of(scalar) != NodeForm.NULL) {
        checkText(form, scalar.text(), scalar, problems);
      }
    }
  }

  private void checkText(TextForm form, String text, YamlNode node, Consumer<Problem> problems) {
    if (!form.fits(text)) {
      Span span = Edits.inner(node);
      String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
      String message = "'%s' is not %s (expected: %s)".formatted(shown, form.noun(), form.rule());
      problems.accept(withRepair(Problem.of(code(), span, message), form, text, span));
    }
  }

  private static Problem withRepair(Problem problem, TextForm form, String text, Span span) {
    String repaired =
        switch (form) {
          case AGENT_NAME, AGENT_REFERENCE ->
              withoutFile(text)
                  .toLowerCase(Locale.ROOT)
                  .replaceAll("[^a-z0-9-]+", "-")
                  .replaceAll("^[^a-z]+", "");
          case NODE_ID, NAME -> text.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^[0-9]+", "");
          case PLAIN,
              TEMPLATE,
              EXPRESSION,
              DURATION,
              NODE_REFERENCE,
              ON_ERROR,
              STATE_REFERENCE,
              ENTRY_REFERENCE,
              EVENT_SCHEMA,
              SINCE,
              STEP_REFERENCE,
              RUNTIME,
              SET_TARGET,
              TOOL_NAME,
              TOOL_PATTERN,
              MODEL,
              FAILURE_KIND,
              FILE,
              INCLUDE,
              REGEX,
              CRON,
              TIME_ZONE,
              FILE_PATTERN,
              FOREIGN_TOOL,
              FOREIGN_TOOLS,
              PROVIDER,
              SERVER,
              VARIABLE ->
              "";
          case WEBHOOK_PATH -> text.startsWith("/") ? "" : "/" + text;
        };
    return form.fits(repaired) && !repaired.equals("_")
        ? Edits.withReplacement(problem, span, repaired)
        : problem;
  }

  /** A file of an agent is mostly called by its name. */
  private static String withoutFile(String text) {
    int end = text.lastIndexOf(".agent.");
    return end < 0 ? text : text.substring(text.lastIndexOf('/', end) + 1, end);
  }
}
