package fermata.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.NodeId;
import fermata.engine.run.CallId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A step under way.
 *
 * @param visit how many times the run has been at the node, this one included
 * @param attempt counts from 1
 * @param failures how many attempts have failed, with the model that is used now
 * @param given the values that its node is given, an object; absent where it is given none
 */
public record Step(
    StepId id,
    NodeId node,
    int visit,
    Token token,
    int attempt,
    int failures,
    Work work,
    @Nullable JsonNode given) {

  /** What a step is doing. */
  public sealed interface Work {

    /** Nothing yet. */
    record Fresh() implements Work {}

    /** Its one tool call. */
    record Calling(CallId call) implements Work {}

    /** Its question is open. */
    record Asking(QuestionId question) implements Work {}

    /** Its question was answered. */
    record Answered(JsonNode answer) implements Work {}

    /** Its question ran out. */
    record Expired() implements Work {}

    /** A conversation with a model. */
    record Conversing(Conversation conversation) implements Work {}
  }

  /** {@return this, doing something else} */
  public Step with(Work changed) {
    return new Step(id, node, visit, token, attempt, failures, changed, given);
  }

  /** {@return this with another token} */
  public Step with(Token changed) {
    return new Step(id, node, visit, changed, attempt, failures, work, given);
  }

  /** {@return this at another attempt} */
  public Step at(int changedAttempt, int changedFailures) {
    return new Step(id, node, visit, token, changedAttempt, changedFailures, work, given);
  }

  /** {@return this, given some values} */
  public Step given(JsonNode changed) {
    return new Step(id, node, visit, token, attempt, failures, work, changed);
  }
}
