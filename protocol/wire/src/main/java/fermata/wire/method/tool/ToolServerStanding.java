package fermata.wire.method.tool;

import fermata.wire.json.OpenValue;

/** How a tool server stands. Open: a newer daemon may send a value that is not listed here. */
public record ToolServerStanding(String wireName) implements OpenValue {

  /** Nobody has needed it yet, or it has ended; it is started when it is needed. */
  public static final ToolServerStanding IDLE = new ToolServerStanding("idle");

  /** It answers. */
  public static final ToolServerStanding RUNNING = new ToolServerStanding("running");

  /** It could not be started, or ended by itself; it is tried again when it is needed. */
  public static final ToolServerStanding FAILED = new ToolServerStanding("failed");

  /** Somebody has stopped it; it is not started before toolServer/start. */
  public static final ToolServerStanding STOPPED = new ToolServerStanding("stopped");
}
