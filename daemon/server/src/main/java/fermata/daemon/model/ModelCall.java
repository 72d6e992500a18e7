package fermata.daemon.model;

import fermata.definition.tool.ToolSchema;
import fermata.engine.run.CallId;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import java.time.Duration;
import java.util.List;

/**
 * One attempt to ask a model.
 *
 * @param tools the declarations of the tools that the request names, in its order
 * @param idempotencyKey the same for every attempt of the call
 * @param timeout after which the caller gives the attempt up
 * @param attempt counts from 1
 */
public record ModelCall(
    SessionId session,
    RunId run,
    CallId call,
    ModelRequest request,
    List<ToolSchema> tools,
    String idempotencyKey,
    Duration timeout,
    int attempt) {

  public ModelCall {
    tools = List.copyOf(tools);
  }
}
