package fermata.wire.method.debug;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.wire.json.Doc;
import fermata.wire.json.Untrusted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code run/explain}: what a step asked of models, and why it went where it went. */
public record RunExplainResult(
    @Doc("the run") String run,
    @Doc("the step") String step,
    @Doc("its node") String node,
    @Doc("kind of the node") String kind,
    @Doc("event with which it began") long startedSeq,
    @Doc("event with which it ended") @Nullable Long finishedSeq,
    @Doc("how it ended") @Nullable String status,
    @Doc("values that it was given") @Nullable JsonNode inputs,
    @Doc("its outputs") @Nullable JsonNode outputs,
    @Doc("the condition of its node") @Nullable ExplainedCondition guard,
    @Doc("model requests, exactly as they were made") List<ExplainedRequest> requests,
    @Doc("edges from its node, in the order of the file; none before it has ended")
        List<ExplainedEdge> edges) {

  public RunExplainResult {
    requests = List.copyOf(requests);
    edges = List.copyOf(edges);
  }

  /** A condition, with the values that it was about. */
  public record ExplainedCondition(
      @Doc("the expression") String source,
      @Doc("its value") @Nullable JsonNode value,
      @Doc("why it has none") @Nullable String error,
      @Doc("the names in it, with their values") List<NamedValue> parts) {

    public ExplainedCondition {
      parts = List.copyOf(parts);
    }
  }

  /** A part of an expression. */
  public record NamedValue(
      @Doc("the part, as an expression") String name,
      @Doc("its value; absent where it has none") @Nullable JsonNode value) {}

  /** An edge that was or was not taken. */
  public record ExplainedEdge(
      @Doc("its place in the definition, such as edges[2]") String edge,
      @Doc("node that it leads to") String to,
      @Doc("its label") @Nullable String label,
      @Doc("the end that it waits for: success, failure, ...") String on,
      @Doc("its priority") int priority,
      @Doc("whether it was taken") boolean taken,
      @Doc("why, for people") String why,
      @Doc("its condition") @Nullable ExplainedCondition condition) {}

  /** A model request. */
  public record ExplainedRequest(
      @Doc("event with which it went out") long seq,
      @Doc("id of the call") String call,
      @Doc("from 1") int attempt,
      @Doc("model") String model,
      @Doc("the whole conversation so far, oldest first") List<ExplainedMessage> messages,
      @Doc("tools that the model could ask for") List<ExplainedTool> tools,
      @Doc("JSON Schema of the outputs that it was to set") @Nullable JsonNode outputs,
      @Doc("sampling temperature; absent means that of the model") @Nullable Double temperature,
      @Doc("how much of an answer the budget left room for") @Nullable Long outputTokensMax,
      @Doc("how much the model was to think: none, low, medium, high, xhigh or max") @Untrusted
          @Nullable String reasoning) {

    public ExplainedRequest {
      messages = List.copyOf(messages);
      tools = List.copyOf(tools);
    }
  }

  /** A message of a conversation. */
  public record ExplainedMessage(
      @Doc("system, user, assistant or tool") String role,
      @Doc("its text") @Untrusted @Nullable String text,
      @Doc("tool calls that the model asked for, an array of {id, name, args}")
          @Nullable JsonNode toolCalls,
      @Doc("tool call that it answers") @Nullable String request) {}

  /** A tool that was offered. */
  public record ExplainedTool(
      @Doc("name of the tool") String name,
      @Doc("what the model was told about it") @Nullable String description,
      @Doc("JSON Schema of its arguments") @Nullable JsonNode inputSchema) {}
}
