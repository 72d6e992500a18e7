package fermata.daemon.model.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fermata.daemon.model.ModelListener;
import fermata.daemon.model.ModelOutcome;
import fermata.engine.run.Failure;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ToolRequest;
import fermata.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Hears a reply, and writes it and its outcome down as transcripts have them. */
final class Heard implements ModelListener {

  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void text(String piece) {
    lines.add("text " + TextNode.valueOf(piece));
  }

  @Override
  public synchronized void reasoning(String piece) {
    lines.add("reasoning " + TextNode.valueOf(piece));
  }

  @Override
  public synchronized void warning(String kind, String message) {
    lines.add("warning %s: %s".formatted(kind, message));
  }

  /** {@return what was heard so far, one thing a line} */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** {@return an outcome, in lines} */
  static List<String> shown(ModelOutcome outcome) {
    return switch (outcome) {
      case ModelOutcome.Replied(var reply) -> shown(reply);
      case ModelOutcome.Failed(var failure) -> List.of(shown(failure));
      case ModelOutcome.Cancelled() -> List.of("cancelled");
    };
  }

  private static List<String> shown(ModelReply reply) {
    List<String> shown = new ArrayList<>();
    shown.add(
        "replied %s, %d + %d tokens, %s USD%s"
            .formatted(
                reply.finish(),
                reply.tokens().input(),
                reply.tokens().output(),
                reply.tokens().costUsd() == null ? "?" : reply.tokens().costUsd().toPlainString(),
                details(reply.tokens())));
    if (reply.text() != null) {
      shown.add("  text " + TextNode.valueOf(reply.text()));
    }
    if (reply.reasoning() != null) {
      shown.add("  reasoning " + TextNode.valueOf(reply.reasoning()));
    }
    if (reply.thoughts() != null) {
      shown.add("  thoughts " + reply.thoughts());
    }
    for (ToolRequest tool : reply.toolCalls()) {
      shown.add("  tool %s %s %s".formatted(tool.id(), tool.name(), tool.args()));
    }
    return shown;
  }

  private static String details(ModelReply.Tokens tokens) {
    return (tokens.cachedInput() > 0 ? ", cached " + tokens.cachedInput() : "")
        + (tokens.reasoning() > 0 ? ", thought " + tokens.reasoning() : "");
  }

  private static String shown(Failure failure) {
    return "failed %s%s%s: %s"
        .formatted(
            failure.kind(),
            failure.retryable() ? ", retryable" : "",
            failure.retryAfter() == null ? "" : " after " + failure.retryAfter(),
            failure.message());
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(text, failure);
    }
  }
}
