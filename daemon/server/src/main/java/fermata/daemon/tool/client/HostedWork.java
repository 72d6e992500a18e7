package fermata.daemon.tool.client;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/** A call that waits for a client. Guarded by its {@link ClientTools}. */
public final class HostedWork {

  private final ToolCall call;
  private final JsonNode args;
  private boolean isTaken;
  private @Nullable HostedEnd end;

  HostedWork(ToolCall call, JsonNode args) {
    this.call = call;
    this.args = args;
  }

  /** How a client says that a call ended. */
  public sealed interface HostedEnd {

    /** It worked. */
    record Done(JsonNode result) implements HostedEnd {}

    /** It did not. */
    record Failed(String message, boolean isPassing) implements HostedEnd {}
  }

  /** {@return the name of this attempt} */
  public String id() {
    return call.run().value() + "/" + call.call().value() + "#" + call.attempt();
  }

  public ToolCall call() {
    return call;
  }

  /** {@return the arguments, which fit their schema} */
  public JsonNode args() {
    return args;
  }

  boolean isTaken() {
    return isTaken;
  }

  void take() {
    isTaken = true;
  }

  @Nullable HostedEnd end() {
    return end;
  }

  void end(HostedEnd how) {
    end = how;
  }
}
