package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.model.Ordered;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.Failure;
import fermata.engine.run.Grant;
import fermata.engine.run.ModelReply;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What tools, models and people say, by chance. */
final class SimWorld {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final RandomGenerator random;
  private @Nullable ModelReply last;
  private int stops;

  SimWorld(RandomGenerator random) {
    this.random = random;
  }

  ToolOutcome tool() {
    return switch (random.nextInt(12)) {
      case 0 -> new ToolOutcome.Failed(failure("tool.busy", true));
      case 1 -> new ToolOutcome.Failed(failure("tool.broken", false));
      case 2 -> new ToolOutcome.TimedOut(Duration.ofSeconds(3));
      case 3 -> stopped();
      default -> new ToolOutcome.Completed(value());
    };
  }

  private ToolOutcome stopped() {
    stops++;
    return stops % 2 == 0
        ? new ToolOutcome.Cancelled()
        : new ToolOutcome.Lost(failure("tool.server", false));
  }

  Failure modelFailure() {
    return switch (random.nextInt(4)) {
      case 0 -> failure("model.unavailable", false);
      case 3 -> failure("model.context-length", false);
      case 1 -> failure("model.overloaded", true);
      default -> failure("model.invalid", false);
    };
  }

  private Failure failure(String kind, boolean isRetryable) {
    Duration after = random.nextInt(4) == 0 ? Duration.ofMinutes(random.nextInt(2_000)) : null;
    return new Failure(kind, "by chance", isRetryable, isRetryable ? after : null, null);
  }

  // Models repeat themselves more often than chance does.
  ModelReply reply() {
    ModelReply before = last;
    last = before != null && random.nextInt(4) == 0 ? before : another();
    return last;
  }

  private ModelReply another() {
    return switch (random.nextInt(11)) {
      case 0 -> reply("cut", List.of(), ModelReply.Finish.LENGTH);
      case 1 -> reply(null, List.of(), ModelReply.Finish.FILTERED);
      case 2, 3, 4 -> reply("text " + random.nextInt(2), List.of(), ModelReply.Finish.STOP);
      case 5 -> reply("{\"n\": " + random.nextInt(3) + "}", List.of(), ModelReply.Finish.STOP);
      default -> reply(null, requests(), ModelReply.Finish.TOOL_CALLS);
    };
  }

  private ModelReply reply(
      @Nullable String text, List<ToolRequest> requests, ModelReply.Finish finish) {
    BigDecimal cost = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(50), 4);
    var tokens = new ModelReply.Tokens(random.nextInt(900), random.nextInt(900), cost);
    return new ModelReply(text, null, requests, finish, tokens);
  }

  // Some ids come twice, some tools are not there, some arguments are no object.
  private List<ToolRequest> requests() {
    if (random.nextInt(3) == 0) {
      return List.of(new ToolRequest("x0", "look", JSON.objectNode()));
    }
    var requests = new ArrayList<ToolRequest>();
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      String id = "x" + (random.nextInt(10) == 0 ? 0 : i);
      requests.add(
          switch (random.nextInt(10)) {
            case 0 -> new ToolRequest(id, "nowhere", JSON.objectNode());
            case 1 -> new ToolRequest(id, "look", JSON.textNode("no object"));
            case 2, 3 -> new ToolRequest(id, ToolRequest.SET_OUTPUTS, outputs());
            case 4 -> new ToolRequest(id, "send", value());
            case 5 -> new ToolRequest(id, "skip", value());
            case 6 -> new ToolRequest(id, "agent:other", value());
            default -> new ToolRequest(id, "look", value());
          });
    }
    return requests;
  }

  ChildOutcome child() {
    return switch (random.nextInt(6)) {
      case 0 -> new ChildOutcome.Failed(failure("limit.steps", random.nextBoolean()));
      case 1 -> new ChildOutcome.Cancelled("by chance");
      default -> new ChildOutcome.Completed(value());
    };
  }

  /** {@return what a child run has used of its grant} */
  Usage usage(Grant grant) {
    Long tokens = grant.tokens();
    BigDecimal cost = grant.costUsd();
    Integer toolCalls = grant.toolCalls();
    Duration duration = grant.duration();
    return new Usage(
        1,
        toolCalls == null ? 3 : random.nextInt(toolCalls + 1),
        tokens == null ? 100 : tokens / 2,
        tokens == null ? 100 : tokens / 3,
        cost == null ? BigDecimal.ZERO : cost.divide(BigDecimal.TWO).stripTrailingZeros(),
        duration == null ? 1_000 : duration.toMillis() / 2);
  }

  private JsonNode outputs() {
    return switch (random.nextInt(8)) {
      case 6, 7 -> JSON.objectNode().put("accepted", random.nextBoolean()).put("reason", "so");
      case 0, 1 -> JSON.objectNode().put("n", "many");
      case 2 -> JSON.objectNode().put("choice", random.nextBoolean() ? "yes" : "no");
      case 3 -> JSON.objectNode().put("choice", "n" + random.nextInt(12));
      default -> JSON.objectNode().put("n", random.nextInt(9));
    };
  }

  private ObjectNode value() {
    ObjectNode value = JSON.objectNode();
    value.put("n", random.nextInt(9));
    if (random.nextInt(3) == 0) {
      // Not in canonical form: the engine makes it so.
      value.put("long", 7L).put("float", 0.5f).put("text", "tick");
    }
    return value;
  }

  /** {@return what a tool under way tells of what it wants to know} */
  RunInput wanted(CallId call) {
    return switch (random.nextInt(4)) {
      case 0 -> new RunInput.ToolContent(call);
      case 1 ->
          new RunInput.ToolAsked(
              call, QuestionKind.CHOICE, "Which?", Ordered.empty(), List.of("this", "that"));
      default ->
          new RunInput.ToolAsked(call, QuestionKind.FREE_TEXT, "Who?", Ordered.empty(), List.of());
    };
  }

  /** {@return an answer that fits} */
  JsonNode answer(RunEvent.QuestionAsked question) {
    if (AnswerCheck.isDeclinable(question) && random.nextInt(3) == 0) {
      return JSON.nullNode();
    }
    return switch (question.kind()) {
      case FREE_TEXT -> JSON.textNode("so be it");
      case FORM -> JSON.objectNode().put("n", random.nextInt(9));
      case CHOICE, TOOL_UNKNOWN, LIMIT ->
          JSON.textNode(question.options().get(random.nextInt(question.options().size())));
      case APPROVAL, TOOL_APPROVAL -> JSON.booleanNode(random.nextInt(4) > 0);
    };
  }
}
