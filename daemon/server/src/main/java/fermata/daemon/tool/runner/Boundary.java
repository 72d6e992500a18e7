package fermata.daemon.tool.runner;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.daemon.tool.builtin.ToolRefusal;
import fermata.definition.schema.SchemaValidator;
import fermata.definition.schema.SchemaValidator.Violation;
import fermata.definition.tool.ToolSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what goes into a tool and what comes out of it against what is declared. */
final class Boundary {

  /** How many violations a message lists. */
  private static final int LISTED_MAX = 5;

  private static final Set<String> CHOICES = Set.of("oneOf", "anyOf");

  private Boundary() {}

  static void checkArguments(ToolSchema schema, JsonNode args) {
    List<Violation> violations = SchemaValidator.of(schema.input()).validate(args);
    if (!violations.isEmpty()) {
      throw ToolRefusal.argument(
          pointer(violations.getFirst()),
          "arguments of '" + schema.name().value() + "': " + listed(violations));
    }
  }

  static void checkResult(ToolSchema schema, JsonNode result) {
    JsonNode declared = schema.output();
    List<Violation> violations =
        declared == null ? List.of() : SchemaValidator.of(declared).validate(result);
    if (!violations.isEmpty()) {
      throw ToolRefusal.of(
          ToolFailureKinds.RESULT,
          "result of '" + schema.name().value() + "': " + listed(violations));
    }
  }

  private static String listed(List<Violation> violations) {
    String listed =
        said(violations).stream()
            .limit(LISTED_MAX)
            .map(Boundary::line)
            .collect(Collectors.joining("; "));
    int more = said(violations).size() - LISTED_MAX;
    return more > 0 ? listed + "; and " + more + " more" : listed;
  }

  // That no alternative fits says nothing where each of them says what it misses.
  private static List<Violation> said(List<Violation> violations) {
    List<Violation> plain =
        violations.stream().filter(violation -> !CHOICES.contains(violation.keyword())).toList();
    return plain.isEmpty() ? violations : plain;
  }

  private static @Nullable String pointer(Violation violation) {
    return violation.pointer().isEmpty() ? null : violation.pointer();
  }

  private static String line(Violation violation) {
    return violation.pointer().isEmpty()
        ? violation.message()
        : violation.pointer() + ": " + violation.message();
  }
}
