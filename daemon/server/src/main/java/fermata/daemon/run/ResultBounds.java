package fermata.daemon.run;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.daemon.model.ModelFailureKinds;
import fermata.daemon.model.ModelOutcome;
import fermata.daemon.tool.builtin.ToolFailureKinds;
import fermata.engine.run.Failure;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ToolOutcome;
import fermata.engine.run.ToolRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results that fit into an event that can be read back and sent. What does not is a failure. */
final class ResultBounds {

  private final RunLimits limits;

  ResultBounds(RunLimits limits) {
    this.limits = limits;
  }

  ToolOutcome check(ToolOutcome outcome) {
    return switch (outcome) {
      case ToolOutcome.Completed(var result, _) ->
          excess(result)
              .<ToolOutcome>map(
                  excess ->
                      new ToolOutcome.Failed(
                          Failure.of(ToolFailureKinds.RESULT, "result: " + excess)))
              .orElse(outcome);
      case ToolOutcome.Failed _,
          ToolOutcome.TimedOut _,
          ToolOutcome.Lost _,
          ToolOutcome.Cancelled _ ->
          outcome;
    };
  }

  ModelOutcome check(ModelOutcome outcome) {
    return switch (outcome) {
      case ModelOutcome.Replied(var reply) ->
          excess(reply)
              .<ModelOutcome>map(
                  excess ->
                      new ModelOutcome.Failed(
                          Failure.of(ModelFailureKinds.BAD_REPLY, "reply: " + excess)))
              .orElse(outcome);
      case ModelOutcome.Failed _, ModelOutcome.Cancelled _ -> outcome;
    };
  }

  private Optional<String> excess(ModelReply reply) {
    long units = length(reply.text()) + length(reply.reasoning());
    if (reply.thoughts() != null) {
      var measured = new Measured();
      measured.add(reply.thoughts(), 1);
      units += measured.units;
    }
    for (ToolRequest request : reply.toolCalls()) {
      var measured = new Measured();
      measured.add(request.args(), 1);
      units += measured.units;
      if (measured.depth > limits.resultDepthMax()) {
        return Optional.of(tooDeep(measured));
      }
    }
    return units > limits.resultUnitsMax() ? Optional.of(tooLong(units)) : Optional.empty();
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private Optional<String> excess(JsonNode value) {
    var measured = new Measured();
    measured.add(value, 1);
    if (measured.depth > limits.resultDepthMax()) {
      return Optional.of(tooDeep(measured));
    }
    return measured.units > limits.resultUnitsMax()
        ? Optional.of(tooLong(measured.units))
        : Optional.empty();
  }

  private String tooDeep(Measured measured) {
    return measured.depth + " levels deep (expected: <= " + limits.resultDepthMax() + ")";
  }

  private String tooLong(long units) {
    return units + " characters (expected: <= " + limits.resultUnitsMax() + ")";
  }

  /** Stops looking where it is too deep already: a tree from outside may be deeper than a stack. */
  private final class Measured {
    private long units;
    private int depth;

    void add(JsonNode value, int level) {
      depth = Math.max(depth, level);
      if (!value.isContainerNode()) {
        units += value.isTextual() ? value.textValue().length() : 1;
      } else if (level <= limits.resultDepthMax()) {
        value.properties().forEach(member -> units += member.getKey().length());
        value.forEach(child -> add(child, level + 1));
      }
    }
  }
}
