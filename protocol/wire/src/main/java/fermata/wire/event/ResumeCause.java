package fermata.wire.event;

import fermata.wire.json.OpenValue;

/** What let a held run go on. Open: a newer daemon may send a value that is not listed here. */
public record ResumeCause(String wireName) implements OpenValue {

  /** A question was answered. */
  public static final ResumeCause ANSWER = new ResumeCause("answer");

  /** A timer came due. */
  public static final ResumeCause TIMER = new ResumeCause("timer");

  /** An event was published that it waited for. */
  public static final ResumeCause EVENT = new ResumeCause("event");

  /** A child run ended. */
  public static final ResumeCause CHILD = new ResumeCause("child");

  /** A tool that had asked somebody ended, or no longer asks. */
  public static final ResumeCause TOOL = new ResumeCause("tool");

  /** A client asked for it. */
  public static final ResumeCause CLIENT = new ResumeCause("client");

  /** The daemon started again. */
  public static final ResumeCause DAEMON_RESTART = new ResumeCause("daemonRestart");
}
