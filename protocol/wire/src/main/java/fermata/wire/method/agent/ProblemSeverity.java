package fermata.wire.method.agent;

import fermata.wire.json.OpenValue;

/** How bad a problem is. Open: a newer daemon may send a value that is not listed here. */
public record ProblemSeverity(String wireName) implements OpenValue {

  /** The file is refused. */
  public static final ProblemSeverity ERROR = new ProblemSeverity("error");

  /** The file loads. */
  public static final ProblemSeverity WARNING = new ProblemSeverity("warning");

  /** Worth knowing. */
  public static final ProblemSeverity INFORMATION = new ProblemSeverity("information");

  /** A suggestion. */
  public static final ProblemSeverity HINT = new ProblemSeverity("hint");
}
