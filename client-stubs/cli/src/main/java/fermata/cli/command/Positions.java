package fermata.cli.command;

import fermata.cli.console.CommandFailure;
import fermata.cli.console.ExitCode;
import fermata.client.FermataClient;
import fermata.wire.method.Methods;
import fermata.wire.method.debug.RunExplainParams;
import fermata.wire.method.debug.RunExplainResult;
import org.jspecify.annotations.Nullable;

/** Positions in a run as people say them: the number of an event, or a step that has ended. */
final class Positions {

  private Positions() {}

  /**
   * {@return the number of an event}
   *
   * @param option what the word was given for, for messages
   * @param word such as {@code 24}, or {@code s3} for the event with which that step ended
   */
  static long of(
      FermataClient client, String session, @Nullable String run, String option, String word) {
    if (word.matches("[1-9][0-9]{0,14}")) {
      return Long.parseLong(word);
    }
    if (!word.matches("s[1-9][0-9]{0,8}")) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          option + ": expected the number of an event, such as 24, or a step, such as s3");
    }
    RunExplainResult step =
        client.call(Methods.RUN_EXPLAIN, new RunExplainParams(session, run, word, null));
    if (step.finishedSeq() == null) {
      throw CommandFailure.of(
          ExitCode.USAGE,
          option + ": step " + word + " has not ended; it began with event " + step.startedSeq());
    }
    return step.finishedSeq();
  }
}
