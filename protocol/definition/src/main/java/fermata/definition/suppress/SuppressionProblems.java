package fermata.definition.suppress;

import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;

/** What can be wrong with a comment that leaves out problems; none of it can be left out. */
public final class SuppressionProblems {

  /** Something stands where a code was expected. */
  public static final ProblemCode UNKNOWN_CODE =
      new ProblemCode("F6001", "suppression/unknown-code", Severity.WARNING);

  /** Nothing is left out. */
  public static final ProblemCode UNUSED =
      new ProblemCode("F6002", "suppression/unused", Severity.INFORMATION);

  /** What would be left out is an error. */
  public static final ProblemCode ERROR =
      new ProblemCode("F6003", "suppression/error", Severity.WARNING);

  private SuppressionProblems() {}
}
