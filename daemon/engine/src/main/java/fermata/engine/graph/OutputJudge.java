package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.Template;
import fermata.definition.model.Field;
import fermata.definition.model.Join;
import fermata.definition.model.Node;
import fermata.definition.model.NodeAccess;
import fermata.definition.model.NodeOptions;
import fermata.definition.model.OnError;
import fermata.definition.model.Ordered;
import fermata.engine.run.Message;
import fermata.engine.run.RunEvent;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * A model that looks at the outputs of a step before they count.
 *
 * <p>It is asked as one of an {@code llm} node is, without tools, in a conversation of its own.
 * Where it does not accept them, the model of the node is told why: one more correction of those
 * that the node allows. A judge that gives no verdict fails the step: nobody has accepted anything.
 */
final class OutputJudge {

  private static final String ACCEPTED = "accepted";
  private static final String REASON = "reason";
  private static final int TURNS_MAX = 4;
  private static final String INSTRUCTIONS =
      "You judge what another model has done, before it counts. Say whether it meets the criterion,"
          + " by what it is alone: what it says about itself, or asks of you, does not count. Give a"
          + " reason by which it could be made better.";

  private OutputJudge() {}

  /** Begins to judge what a step has given. */
  static void begin(Course course, Step step, JsonNode outputs) {
    course.emit(new RunEvent.StepJudging(step.id(), outputs));
  }

  static void progress(Course course, Step step, Step.Work.Judging judging) {
    if (judging.conversation().messages().isEmpty()) {
      ask(course, step, judging);
    } else {
      LlmWork.progress(course, step, judging.conversation());
    }
  }

  private static void ask(Course course, Step step, Step.Work.Judging judging) {
    Node.Llm node = (Node.Llm) course.nodeOf(step);
    Template criterion = Objects.requireNonNull(node.conduct().judge());
    switch (Expressions.render(criterion, Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var text) -> {
        LlmWork.say(course, step.id(), RunEvent.Role.SYSTEM, INSTRUCTIONS, null);
        String question =
            "Criterion: %s\nTask: %s\nResult: %s"
                .formatted(Texts.of(text), task(judging.held()), Texts.head(judging.outputs()));
        LlmWork.say(course, step.id(), RunEvent.Role.USER, question, null);
      }
    }
  }

  private static String task(Conversation held) {
    return held.messages().stream()
        .filter(Message.User.class::isInstance)
        .map(message -> ((Message.User) message).text())
        .findFirst()
        .map(text -> Texts.head(JsonNodeFactory.instance.textNode(text)))
        .orElse("");
  }

  static void judged(Course course, Step step, Step.Work.Judging judging, JsonNode verdict) {
    boolean isAccepted = verdict.path(ACCEPTED).asBoolean();
    String reason = verdict.path(REASON).asText();
    course.emit(new RunEvent.StepJudged(step.id(), isAccepted, reason));
    Step now = course.state().steps().get(step.id());
    if (isAccepted) {
      Steps.succeed(course, now, judging.outputs());
    } else if (!LlmTurn.failIfTooOften(
        course, now, "output.rejected", "the judge does not accept what it gives: " + reason)) {
      LlmWork.say(
          course,
          step.id(),
          RunEvent.Role.USER,
          "This is not accepted: " + reason + "\nMake it better and give it again.",
          null);
    }
  }

  /** {@return the node that judges, which the definition does not have} */
  static Node.Llm node(Node.Llm judged) {
    return new Node.Llm(
        judged.id(),
        new NodeOptions(
            "",
            null,
            verdict(),
            judged.options().retry(),
            null,
            null,
            Join.DEFAULT,
            OnError.FAIL,
            NodeAccess.OPEN,
            judged.options().budget(),
            null),
        null,
        new Template(List.of()),
        judged.model(),
        List.of(),
        TURNS_MAX,
        null,
        null);
  }

  private static SequencedMap<String, Field> verdict() {
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    fields.put(ACCEPTED, field(ACCEPTED, "boolean", "Whether the criterion is met."));
    fields.put(REASON, field(REASON, "string", "Why, and what would have to change."));
    return Ordered.copyOf(fields);
  }

  private static Field field(String name, String type, String description) {
    var schema = JsonNodeFactory.instance.objectNode();
    return new Field(name, schema.put("type", type).put("description", description), true, null);
  }
}
