package fermata.daemon.tool;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.ToolName;
import fermata.engine.run.CallId;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to call a tool.
 *
 * @param args not checked yet
 * @param idempotencyKey the same for every attempt of the call; passed on to the tool
 * @param timeout after which the caller gives the attempt up
 * @param workspace the folder that relative paths start from and that files may not be outside of
 * @param catalog what process tools are declared in
 * @param attempt counts from 1
 * @param requester in whose name it is called and publishes, such as an agent
 * @param trace the W3C {@code traceparent} that it belongs to; passed on to the tool
 */
public record ToolCall(
    SessionId session,
    RunId run,
    CallId call,
    ToolName tool,
    JsonNode args,
    String idempotencyKey,
    Duration timeout,
    Path workspace,
    ToolCatalog catalog,
    int attempt,
    String requester,
    @Nullable String trace) {

  /** A call that nobody traces. */
  public ToolCall(
      SessionId session,
      RunId run,
      CallId call,
      ToolName tool,
      JsonNode args,
      String idempotencyKey,
      Duration timeout,
      Path workspace,
      ToolCatalog catalog,
      int attempt,
      String requester) {
    this(
        session,
        run,
        call,
        tool,
        args,
        idempotencyKey,
        timeout,
        workspace,
        catalog,
        attempt,
        requester,
        null);
  }
}
