package fermata.definition.check.tool;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import fermata.definition.text.Suggestions;
import java.util.List;
import java.util.Map;

/** What can be wrong with the OpenAPI document that a catalogue of tools names. */
public final class ApiProblems {

  private static final ProblemCode NO_TOOLS =
      new ProblemCode("F4124", "tool/api-without-tools", Severity.WARNING);
  private static final ProblemCode NO_OPERATION =
      new ProblemCode("F4125", "tool/unknown-operation", Severity.WARNING);

  /** Each kind with what it means. */
  public static final Map<ProblemCode, String> ALL =
      Map.of(
          NO_TOOLS,
          "The document of an API is not there, cannot be read, or describes nothing that can be"
              + " called, so the API has no tools.",
          NO_OPERATION,
          "`only` names an operation that the document of the API does not have.");

  private ApiProblems() {}

  /** {@return the problem of an API of whose document nothing comes} */
  public static Problem noTools(Span span, String why) {
    return Problem.of(NO_TOOLS, span, why);
  }

  /** {@return the problem of an operation that is wanted and not there} */
  public static Problem noOperation(Span span, String name, List<String> names) {
    return Problem.of(
        NO_OPERATION,
        span,
        "the document has no operation '" + name + "'" + Suggestions.hint(name, names));
  }
}
