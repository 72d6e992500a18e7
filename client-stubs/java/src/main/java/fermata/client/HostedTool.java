package fermata.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.method.tool.HostedCall;
import fermata.wire.method.tool.OfferedTool;

/**
 * A tool that this program performs for the runs of a daemon.
 *
 * @param description what models and the daemon know of it
 */
public record HostedTool(OfferedTool description, Body body) {

  /** What the tool does. Called on a thread of its own, which is interrupted when nobody waits. */
  public interface Body {

    /**
     * {@return the result of a call}
     *
     * @throws ToolFailedException where it cannot do what it was asked for
     */
    JsonNode run(HostedCall call) throws ToolFailedException, InterruptedException;

    /**
     * {@return the result of a call}
     *
     * @param talk by which the tool speaks with others while it is at work
     * @throws ToolFailedException where it cannot do what it was asked for
     */
    default JsonNode run(HostedCall call, HostedTalk talk)
        throws ToolFailedException, InterruptedException {
      return run(call);
    }
  }

  /** What a tool does that speaks with others while it is at work. */
  @FunctionalInterface
  public interface TalkingBody {

    /**
     * {@return the result of a call}
     *
     * @throws ToolFailedException where it cannot do what it was asked for
     */
    JsonNode run(HostedCall call, HostedTalk talk) throws ToolFailedException, InterruptedException;
  }

  /** {@return a tool that publishes, waits for events, asks people or shows how far it is} */
  public static HostedTool talking(OfferedTool description, TalkingBody body) {
    return new HostedTool(
        description,
        new Body() {
          @Override
          public JsonNode run(HostedCall call) {
            throw new IllegalStateException("a tool that talks is called with its talk");
          }

          @Override
          public JsonNode run(HostedCall call, HostedTalk talk)
              throws ToolFailedException, InterruptedException {
            return body.run(call, talk);
          }
        });
  }

  /** A tool could not do what it was asked for; the run that called it sees the message. */
  public static final class ToolFailedException extends Exception {

    private final boolean isRetryable;

    /** {@return a failure that another attempt does not cure} */
    public ToolFailedException(String message) {
      this(message, false);
    }

    /**
     * @param isRetryable whether another attempt may succeed
     */
    public ToolFailedException(String message, boolean isRetryable) {
      super(message);
      this.isRetryable = isRetryable;
    }

    boolean isRetryable() {
      return isRetryable;
    }
  }
}
