package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.definition.expression.Template;
import fermata.definition.model.Conduct.Continuity;
import fermata.definition.model.Node;
import fermata.definition.model.Ordered;
import fermata.definition.model.ValueTemplate;
import fermata.engine.fold.ConversationFold;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code llm} node does: request after request, until the model is done.
 *
 * <p>A failed request is repeated, then handed to the next model. What its tools have done stays
 * done: the conversation goes on from where it was.
 */
final class LlmWork {

  private static final String UNAVAILABLE = "model.unavailable";
  private static final String TOO_LONG = "model.context-length";
  private static final Expressions.Result NO_IMAGES =
      new Expressions.Result.Value(JsonNodeFactory.instance.arrayNode());

  private LlmWork() {}

  static void begin(Course course, Step step, Node.Llm node) {
    Scope scope = Scope.of(course, step);
    if (node.conduct().conversation() == Continuity.CONTINUE) {
      ConversationFold.earlier(course.state(), step)
          .map(earlier -> new RunEvent.ConversationContinued(step.id(), earlier.messages().size()))
          .ifPresent(course::emit);
    }
    Template system = node.system();
    if (system == null || say(course, step, RunEvent.Role.SYSTEM, system, scope, List.of())) {
      ValueTemplate images = node.images();
      switch (images == null ? NO_IMAGES : Expressions.render(images, scope)) {
        case Expressions.Result.Failed(var failure) -> Steps.fail(course, step, failure);
        case Expressions.Result.Value(var value) -> prompt(course, step, node, scope, value);
      }
    }
  }

  private static void prompt(Course course, Step step, Node.Llm node, Scope scope, JsonNode value) {
    List<String> images = Images.of(value);
    Images.obstacle(step.node(), value)
        .ifPresentOrElse(
            failure -> Steps.fail(course, step, failure),
            () -> say(course, step, RunEvent.Role.USER, node.prompt(), scope, images));
  }

  private static boolean say(
      Course course,
      Step step,
      RunEvent.Role role,
      Template template,
      Scope scope,
      List<String> images) {
    switch (Expressions.render(template, scope)) {
      case Expressions.Result.Failed(var failure) -> {
        Steps.fail(course, step, failure);
        return false;
      }
      case Expressions.Result.Value(var text) -> {
        course.emit(
            new RunEvent.MessageCreated(
                step.id(), course.nextItem(), role, Texts.of(text), null, images));
        return true;
      }
    }
  }

  static void say(
      Course course, StepId step, RunEvent.Role role, String text, @Nullable String request) {
    course.emit(
        new RunEvent.MessageCreated(step, course.nextItem(), role, text, request, List.of()));
  }

  /** Asks a person what the model of a step is told next. */
  static void ask(Course course, Step step, String text) {
    course.emit(
        new RunEvent.QuestionAsked(
            course.nextQuestion(),
            step.id(),
            QuestionKind.FREE_TEXT,
            text,
            null,
            Ordered.empty(),
            List.of(),
            null,
            null,
            null));
  }

  static void progress(Course course, Step step, Conversation conversation) {
    switch (conversation.turn()) {
      case Conversation.Turn.Ready() -> {
        if (!Steering.isApplied(course, step)) {
          ask(course, step, conversation);
        }
      }
      case Conversation.Turn.Asking _ -> {}
      case Conversation.Turn.Told(var text) ->
          say(course, step.id(), RunEvent.Role.USER, text, null);
      case Conversation.Turn.Waiting(var call) -> await(course, step, conversation, call);
      case Conversation.Turn.Replied replied ->
          LlmTurn.progress(course, step, conversation, replied);
    }
  }

  private static void ask(Course course, Step step, Conversation conversation) {
    Node.Llm node = course.llm(step);
    int turns = conversation.counts().turns();
    if (turns >= node.maxTurns()) {
      Steps.fail(
          course,
          step,
          Failure.at(
              "nodes." + step.node().value() + ".max_turns",
              "limit.max_turns",
              "the model is not done after " + turns + " turns"));
      return;
    }
    String model = conversation.model();
    List<String> chain = ModelCalls.chain(course, node);
    if (model == null && chain.isEmpty()) {
      Steps.fail(
          course,
          step,
          Failure.at(
              "nodes." + step.node().value() + ".model",
              "model.missing",
              "neither the node nor the agent names a model"));
      return;
    }
    String asked = model == null ? chain.getFirst() : model;
    if (!Stops.atTurn(course, step, turns)
        && !Summarising.isBegun(course, step, conversation, asked)) {
      ModelCalls.start(course, step, conversation, asked);
    }
  }

  private static void await(Course course, Step step, Conversation conversation, CallId id) {
    Call.Model call = (Call.Model) course.state().calls().get(id);
    switch (call.phase()) {
      case Call.Phase.Failed(var failure) -> {
        boolean isTooLong = failure.kind().equals(TOO_LONG);
        if (isTooLong && Compacting.isHalved(course, step, conversation)) {
          again(course, step, call);
        } else if (!Retries.schedule(course, call, failure)) {
          fallBack(course, step, conversation, failure);
        }
      }
      case Call.Phase.Backoff _ -> {
        if (Retries.isDue(course, call)) {
          Retries.attempt(course, call);
        }
      }
      case Call.Phase.Approved _, Call.Phase.Lost _ ->
          ModelCalls.restart(course, step, conversation, call);
      case Call.Phase.InFlight _,
          Call.Phase.Away _,
          Call.Phase.Requested _,
          Call.Phase.Asking _,
          Call.Phase.Judged _,
          Call.Phase.Unknown _,
          Call.Phase.Completed _,
          Call.Phase.Denied _ -> {}
    }
  }

  private static void again(Course course, Step step, Call.Model call) {
    course.emit(new RunEvent.StepAttempted(step.id(), step.attempt() + 1));
    Step now = course.state().steps().get(step.id());
    // Another request, so another call: its key must not stand for two.
    ModelCalls.start(course, now, now.conversation().orElse(Conversation.EMPTY), call.model());
  }

  private static void fallBack(
      Course course, Step step, Conversation conversation, Failure failure) {
    Optional<String> next = next(course, step, conversation.model());
    boolean isCurable = failure.retryable() || failure.kind().equals(UNAVAILABLE);
    if (next.isEmpty() || !isCurable) {
      LlmTurn.close(course, step.id(), failure.kind());
      Steps.finish(course, step, Retries.status(failure), failure);
      return;
    }
    course.emit(
        new RunEvent.Warning(
            "model.fallback",
            "model '%s' failed (%s), going on with '%s'"
                .formatted(conversation.model(), failure.kind(), next.get())));
    course.emit(new RunEvent.StepAttempted(step.id(), step.attempt() + 1));
    ModelCalls.start(course, step, conversation, next.get());
  }

  private static Optional<String> next(Course course, Step step, @Nullable String model) {
    List<String> chain = ModelCalls.chain(course, course.llm(step));
    int after = chain.indexOf(model) + 1;
    return after > 0 && after < chain.size() ? Optional.of(chain.get(after)) : Optional.empty();
  }
}
