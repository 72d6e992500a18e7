package fermata.definition.check.include;

import fermata.definition.text.Problem;
import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;
import fermata.definition.text.Span;
import java.util.List;
import java.util.Map;

/** What can be wrong with including a file. */
public final class IncludeProblems {

  private static final ProblemCode CIRCLE =
      new ProblemCode("F2280", "include/circle", Severity.ERROR);
  private static final ProblemCode NO_PART =
      new ProblemCode("F2281", "include/no-part", Severity.ERROR);
  private static final ProblemCode NO_MAPPING =
      new ProblemCode("F2282", "include/no-mapping", Severity.ERROR);

  /** Each kind with what it means. */
  public static final Map<ProblemCode, String> ALL =
      Map.of(
          CIRCLE, "A file includes itself, perhaps by way of others.",
          NO_PART,
              "Only parts, `NAME.part.yaml`, and definitions, `NAME.agent.yaml`, can be included, in"
                  + " YAML or JSON.",
          NO_MAPPING, "A file that is included has no keys: it is empty, a list, or words.");

  private IncludeProblems() {}

  /**
   * {@return the problem of a circle}
   *
   * @param way the files from the definition to the one that closes it
   */
  public static Problem circle(Span span, List<String> way, String path) {
    List<String> round = way.subList(way.indexOf(path), way.size());
    String message =
        "'" + path + "' includes itself: " + String.join(" \u2192 ", round) + " \u2192 " + path;
    return Problem.of(CIRCLE, span, message);
  }

  /** {@return the problem of a file that is no part, by its name} */
  public static Problem noPart(Span span, String path) {
    String message =
        "'" + path + "' cannot be included (expected: a file *.part.yaml or *.agent.yaml)";
    return Problem.of(NO_PART, span, message);
  }

  /** {@return the problem of a part without keys} */
  public static Problem noMapping(Span span) {
    return Problem.of(NO_MAPPING, span, "no part of a definition (expected: a mapping)");
  }
}
