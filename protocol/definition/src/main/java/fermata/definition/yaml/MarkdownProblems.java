package fermata.definition.yaml;

import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;

/** The problems of front matter as such. */
public final class MarkdownProblems {

  /** Front matter that does not begin with the first character of the file. */
  public static final ProblemCode LATE_FRONT_MATTER =
      new ProblemCode("F8000", "markdown/late-front-matter", Severity.WARNING);

  /** Front matter without its last line. */
  public static final ProblemCode UNCLOSED_FRONT_MATTER =
      new ProblemCode("F8001", "markdown/unclosed-front-matter", Severity.ERROR);

  /** Front matter that is no mapping. */
  public static final ProblemCode FRONT_MATTER_NOT_A_MAPPING =
      new ProblemCode("F8002", "markdown/not-a-mapping", Severity.ERROR);

  private MarkdownProblems() {}
}
