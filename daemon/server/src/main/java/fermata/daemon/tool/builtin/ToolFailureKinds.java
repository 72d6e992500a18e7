package fermata.daemon.tool.builtin;

/** The kinds of failure that tools end with; {@code docs/tools.md} says when. */
public final class ToolFailureKinds {

  /** No tool has the name. */
  public static final String MISSING = "tool.missing";

  /** The arguments do not fit the declared schema; nothing was started. */
  public static final String ARGUMENTS = "tool.arguments";

  /** The result does not fit the declared schema. */
  public static final String RESULT = "tool.result";

  /** A path leads out of the workspace. */
  public static final String PATH = "tool.path";

  /** A file or folder cannot be used as it was asked for. */
  public static final String FILE = "tool.file";

  /** A program cannot be started. */
  public static final String START = "tool.start";

  /** A program ended with a code other than 0. */
  public static final String EXIT = "tool.exit";

  /** A program wrote more than it may. */
  public static final String OUTPUT = "tool.output";

  /** An address may not be fetched. */
  public static final String HOST = "tool.host";

  /** A server could not be reached, or broke off. */
  public static final String FETCH = "tool.fetch";

  /** A server answered a tool's request with an error. */
  public static final String HTTP = "tool.http";

  /** An event cannot be published, or events were lost to who listened. */
  public static final String EVENTS = "tool.events";

  /** A content cannot be kept under a name, or there is none. */
  public static final String ARTIFACT = "tool.artifact";

  /** No reply came in time. */
  public static final String REPLY = "tool.reply";

  /** A tool server cannot be started, does not answer, or ended during the call. */
  public static final String SERVER = "tool.server";

  /** A program said itself that it failed. */
  public static final String FAILED = "tool.failed";

  /** A fault of ours; the log has the details. */
  public static final String BUG = "tool.bug";

  private ToolFailureKinds() {}
}
