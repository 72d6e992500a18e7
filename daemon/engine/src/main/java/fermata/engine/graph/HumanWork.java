package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.definition.expression.Template;
import fermata.definition.model.Field;
import fermata.definition.model.Node;
import fermata.definition.model.Ordered;
import fermata.definition.model.QuestionForm;
import fermata.definition.model.Unanswered;
import fermata.engine.fold.Canonical;
import fermata.engine.run.Failure;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepStatus;
import fermata.engine.state.Step;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What a {@code human} node does. */
final class HumanWork {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private HumanWork() {}

  static void begin(Course course, Step step, Node.Human node) {
    askOf(course, step, node, node.assignee());
  }

  private static void askOf(
      Course course, Step step, Node.Human node, @Nullable Template assignee) {
    switch (Expressions.render(node.ask(), Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var text) ->
          assign(course, step, node, Texts.of(text), assignee);
    }
  }

  private static void assign(
      Course course, Step step, Node.Human node, String text, @Nullable Template assignee) {
    if (assignee == null) {
      ask(course, step, node, text, null);
      return;
    }
    switch (Expressions.render(assignee, Scope.of(course, step))) {
      case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
      case Expressions.Result.Value(var who) -> ask(course, step, node, text, Texts.of(who));
    }
  }

  private static void ask(
      Course course, Step step, Node.Human node, String text, @Nullable String assignee) {
    Duration timeout = node.options().timeout();
    course.emit(
        new RunEvent.QuestionAsked(
            course.nextQuestion(),
            step.id(),
            kind(node.form()),
            text,
            null,
            fields(node.form()),
            options(node.form()),
            null,
            null,
            timeout == null ? null : course.now().plus(timeout),
            null,
            assignee));
  }

  private static QuestionKind kind(QuestionForm form) {
    return switch (form) {
      case QuestionForm.FreeText _ -> QuestionKind.FREE_TEXT;
      case QuestionForm.Form _ -> QuestionKind.FORM;
      case QuestionForm.Choice _ -> QuestionKind.CHOICE;
      case QuestionForm.Approval _ -> QuestionKind.APPROVAL;
    };
  }

  private static SequencedMap<String, Field> fields(QuestionForm form) {
    return form instanceof QuestionForm.Form(var fields) ? fields : Ordered.empty();
  }

  private static List<String> options(QuestionForm form) {
    return form instanceof QuestionForm.Choice(var options) ? options : List.of();
  }

  static void answered(Course course, Step step, JsonNode answer) {
    Node.Human node = (Node.Human) course.nodeOf(step);
    Steps.succeed(
        course,
        step,
        switch (node.form()) {
          case QuestionForm.FreeText _ -> JSON.objectNode().set("answer", answer);
          case QuestionForm.Choice _ -> JSON.objectNode().set("choice", answer);
          case QuestionForm.Form(var fields) -> Fields.complete(fields, answer);
          case QuestionForm.Approval _ -> approval(answer);
        });
  }

  private static ObjectNode approval(JsonNode answer) {
    ObjectNode outputs = JSON.objectNode();
    outputs.put(
        "approve",
        answer.isObject() ? answer.get("approve").booleanValue() : answer.booleanValue());
    if (answer.hasNonNull("reason")) {
      outputs.set("reason", answer.get("reason"));
    }
    return outputs;
  }

  /**
   * Goes on where nobody has answered.
   *
   * @param unanswered how many questions of the step ran out
   */
  static void expired(Course course, Step step, int unanswered) {
    Node.Human node = (Node.Human) course.nodeOf(step);
    switch (node.unanswered()) {
      case Unanswered.Default(var answer) -> answered(course, step, Canonical.of(answer));
      case Unanswered.Escalate(var to) when unanswered == 1 -> askOf(course, step, node, to);
      case Unanswered.Escalate _, Unanswered.Fail _ -> fail(course, step);
    }
  }

  private static void fail(Course course, Step step) {
    Steps.finish(
        course,
        step,
        StepStatus.TIMEOUT,
        Failure.of("question.timeout", "nobody answered in time"));
  }
}
