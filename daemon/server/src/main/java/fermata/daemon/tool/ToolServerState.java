package fermata.daemon.tool;

import org.jspecify.annotations.Nullable;

/**
 * A tool server that a catalogue declares, as it stands.
 *
 * @param reachedBy the program, or the address; nothing that may hold a key
 * @param tools how many it has; absent where it was never asked
 * @param problem why it cannot be reached; absent where it can, or was not tried
 */
public record ToolServerState(
    String name,
    String reachedBy,
    Standing standing,
    @Nullable Integer tools,
    @Nullable String problem) {

  /** How a server stands. */
  public enum Standing {
    /** Nobody has needed it yet. */
    IDLE,
    /** It answers. */
    RUNNING,
    /** It could not be started, or has ended by itself. */
    FAILED,
    /** Somebody has stopped it. */
    STOPPED
  }
}
