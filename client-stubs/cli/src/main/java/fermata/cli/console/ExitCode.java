package fermata.cli.console;

/** How the command ended, for whoever started it. The numbers are for ever. */
public enum ExitCode {
  OK(0, "done; a followed run completed"),
  FAILED(1, "problems were found, or the run failed"),
  USAGE(2, "the command was not understood, or a file cannot be read"),
  HELD(3, "the run has not ended: it waits for an answer, or goes on without this command"),
  CANCELLED(4, "the run was cancelled"),
  UNREACHABLE(5, "the daemon cannot be reached or started"),
  INTERRUPTED(130, "interrupted before anything was started");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** {@return the number that the process ends with} */
  public int number() {
    return number;
  }

  /** {@return when it is used, in a phrase} */
  public String meaning() {
    return meaning;
  }
}
