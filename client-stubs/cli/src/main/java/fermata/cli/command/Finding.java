package fermata.cli.command;

import org.jspecify.annotations.Nullable;

/**
 * What the doctor looked at, and what to do where it is not as it should be.
 *
 * @param about in one word
 * @param remedy absent where there is nothing to do
 */
record Finding(String about, State state, String text, @Nullable String remedy) {

  /** How something is. */
  enum State {
    OK,
    WARNING,
    PROBLEM
  }

  static Finding ok(String about, String text) {
    return new Finding(about, State.OK, text, null);
  }

  static Finding warning(String about, String text, String remedy) {
    return new Finding(about, State.WARNING, text, remedy);
  }

  static Finding problem(String about, String text, String remedy) {
    return new Finding(about, State.PROBLEM, text, remedy);
  }
}
