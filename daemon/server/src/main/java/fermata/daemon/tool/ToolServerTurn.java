package fermata.daemon.tool;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a tool server.
 *
 * @param reachedBy the program, or the address; nothing that may hold a key
 * @param tools how many it has; absent where that is not known
 * @param problem why it does not answer; absent where it does, or nobody knows yet
 */
public record ToolServerTurn(
    String server, String reachedBy, Turn turn, @Nullable Integer tools, @Nullable String problem) {

  /** What happens to servers. */
  public enum Turn {
    /** It is started, or connected to. */
    STARTING,
    /** It answers and has said what tools it has. */
    READY,
    /** It could not be started, or has ended by itself. */
    FAILED,
    /** Somebody has stopped it. */
    STOPPED
  }
}
