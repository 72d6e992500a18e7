package fermata.definition.check.schema;

import fermata.definition.check.rule.CheckContext;
import fermata.definition.check.rule.Edits;
import fermata.definition.check.rule.Rule;
import fermata.definition.keys.PlacedTree.Block;
import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import fermata.definition.yaml.YamlNode;
import fermata.definition.yaml.YamlNode.Entry;
import fermata.definition.yaml.YamlValues;
import java.util.List;
import java.util.function.Consumer;

/** A format that is nearly one that JSON Schema knows. */
public final class UnknownFormat implements Rule {

  private static final List<String> FORMATS =
      List.of(
          "date-time",
          "date",
          "time",
          "duration",
          "email",
          "idn-email",
          "hostname",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uri-reference",
          "iri",
          "iri-reference",
          "uuid",
          "uri-template",
          "json-pointer",
          "relative-json-pointer",
          "regex");

  @Override
  public ProblemCode code() {
    return new ProblemCode("F1213", "schema/unknown-format", Severity.WARNING);
  }

  @Override
  public String summary() {
    return "JSON Schema knows no format of this name, but one whose name is much like it. Formats of"
        + " one's own are fine.";
  }

  @Override
  public void check(CheckContext context, Consumer<Problem> problems) {
    for (Block block : context.tree().blocksWith("format")) {
      Entry format = block.context().isSchema() ? block.entry("format") : null;
      if (format != null
          && YamlValues.resolved(format.value()) instanceof YamlNode.Scalar scalar
          && isNearOne(scalar.text())) {
        String message =
            "format '"
                + scalar.text()
                + "' is not known"
                + Suggestions.hint(scalar.text(), FORMATS);
        Span span = Edits.inner(scalar);
        Problem problem = Problem.of(code(), span, message);
        problems.accept(Edits.withNear(problem, span, scalar.text(), FORMATS));
      }
    }
  }

  private static boolean isNearOne(String text) {
    return text.length() > 3
        && !FORMATS.contains(text)
        && !Suggestions.near(text, FORMATS).isEmpty();
  }
}
