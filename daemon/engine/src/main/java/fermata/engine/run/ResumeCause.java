package fermata.engine.run;

/** Why a run that stood still goes on. */
public enum ResumeCause {
  ANSWER,
  TIMER,
  EVENT,
  CHILD,
  TOOL,
  CLIENT,
  DAEMON_RESTART;

  /** {@return the name as sent, in lower camel case} */
  public String label() {
    return switch (this) {
      case ANSWER -> "answer";
      case TIMER -> "timer";
      case EVENT -> "event";
      case CHILD -> "child";
      case TOOL -> "tool";
      case CLIENT -> "client";
      case DAEMON_RESTART -> "daemonRestart";
    };
  }
}
