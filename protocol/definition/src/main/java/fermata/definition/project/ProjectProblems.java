package fermata.definition.project;

import fermata.definition.text.ProblemCode;
import fermata.definition.text.Severity;

/** The problems of what a project file says about problems. */
public final class ProjectProblems {

  /** A level for a problem that there is not. */
  public static final ProblemCode UNKNOWN_PROBLEM =
      new ProblemCode("F8031", "project/unknown-problem", Severity.WARNING);

  /** A level below error for an error. */
  public static final ProblemCode LOWERED_ERROR =
      new ProblemCode("F8032", "project/lowered-error", Severity.WARNING);

  private ProjectProblems() {}
}
