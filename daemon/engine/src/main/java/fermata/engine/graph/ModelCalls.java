package fermata.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.Field;
import fermata.definition.model.Goal;
import fermata.definition.model.Node;
import fermata.definition.model.OnLimit;
import fermata.definition.model.ToolName;
import fermata.engine.fold.Canonical;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.Failure;
import fermata.engine.run.ItemId;
import fermata.engine.run.ModelReply;
import fermata.engine.run.ModelRequest;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.run.ToolRequest;
import fermata.engine.state.Call;
import fermata.engine.state.Conversation;
import fermata.engine.state.Step;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The life of a model request. */
final class ModelCalls {

  private ModelCalls() {}

  static void replied(Course course, RunInput.ModelReplied input) {
    if (!(course.inFlight(input.call()).orElse(null) instanceof Call.Model call)) {
      Intake.late(course, input.call(), RunEvent.Late.REPLY);
      return;
    }
    ModelReply reply = input.reply();
    List<ToolRequest> requests =
        reply.toolCalls().stream()
            .map(one -> new ToolRequest(one.id(), one.name(), Canonical.of(one.args())))
            .toList();
    var canonical =
        new ModelReply(
            reply.text(),
            reply.reasoning(),
            requests,
            reply.finish(),
            Budget.priced(course, call.model(), reply.tokens()),
            reply.thoughts() == null ? null : Canonical.of(reply.thoughts()));
    course.emit(new RunEvent.MessageCompleted(call.step(), call.id(), call.item(), canonical));
    course.emit(new RunEvent.UsageUpdated(course.state().spending().usage()));
    Marks.ofRun(course);
    Marks.ofStep(course, course.step(call));
  }

  /** {@return the models of a node, the best first} */
  static List<String> chain(Course course, Node.Llm node) {
    String first = node.model() == null ? course.definition().model() : node.model();
    return Stream.concat(Stream.ofNullable(first), course.definition().models().stream())
        .distinct()
        .toList();
  }

  /** {@return the tools that a node may use and that are there, in the order of the catalogue} */
  static List<ToolName> tools(Course course, Node.Llm node) {
    return course.state().requireOrigin().tools().keySet().stream()
        .filter(course.definition()::allows)
        .filter(
            tool ->
                node.tools() == null
                    || node.tools().stream().anyMatch(pattern -> pattern.matches(tool)))
        .toList();
  }

  /** Makes a request, or fails the run where its budget does not allow that. */
  static void start(Course course, Step step, Conversation conversation, String model) {
    start(course, step, conversation, model, course.nextCall(), 1);
  }

  /** Makes a request once more. */
  static void restart(Course course, Step step, Conversation conversation, Call.Model call) {
    start(course, step, conversation, call.model(), call.id(), call.attempt() + 1);
  }

  private static void start(
      Course course, Step step, Conversation conversation, String model, CallId call, int attempt) {
    if (!Constraints.allow(course)) {
      return;
    }
    Conversation fitting =
        Compacting.fit(
            course,
            step.id(),
            conversation,
            Budget.traits(course, model).windowTokens(),
            one -> Budget.estimate(request(course, step, one, model)));
    ModelRequest request = request(course, step, fitting, model);
    switch (Budget.reserve(course, step, request)) {
      case Budget.Verdict.Allowed allowed ->
          send(course, step, request.within(allowed.outputTokensMax()), call, attempt, allowed);
      case Budget.Verdict.Exceeded(var bound, var more) -> {
        String cheaper = cheaper(course, bound, model);
        if (cheaper == null) {
          Exceeding.exceed(course, bound, bound.exceededBy(more), step);
        } else {
          degrade(course, model, cheaper);
          start(course, step, fitting, cheaper, course.nextCall(), 1);
        }
      }
      case Budget.Verdict.Unpriced(var bound) -> unpriced(course, step, bound, model);
    }
  }

  // More money does not help, so nobody is asked.
  private static void unpriced(Course course, Step step, Bound bound, String model) {
    String message = "limit cost_usd: the price of model '" + model + "' is not known";
    Failure failure = new Failure("limit.cost_usd", message, false, null, bound.pointer());
    if (bound.source() == Bound.Source.NODE || Goal.isJudge(step.node())) {
      Exceeding.exceed(course, bound, failure, step);
    } else {
      Ends.fail(course, failure);
    }
  }

  /** {@return the model to use in place of one for which the run has too little money left} */
  private static @Nullable String cheaper(Course course, Bound bound, String model) {
    boolean isMeant = bound.limit() == Limit.COST && bound.source() != Bound.Source.NODE;
    return isMeant
            && course.definition().limits().onLimit() instanceof OnLimit.Degrade(var cheaper)
            && !cheaper.equals(model)
        ? cheaper
        : null;
  }

  private static void degrade(Course course, String model, String cheaper) {
    course.emit(
        new RunEvent.Warning(
            "limit.degraded",
            "limit cost_usd leaves too little for model '%s', going on with '%s'"
                .formatted(model, cheaper)));
  }

  private static void send(
      Course course,
      Step step,
      ModelRequest request,
      CallId call,
      int attempt,
      Budget.Verdict.Allowed allowed) {
    Duration timeout = course.definition().timeoutOf(course.llm(step));
    ItemId item = course.nextItem();
    course.emit(
        new RunEvent.ModelStarted(
            step.id(),
            call,
            request.model(),
            attempt,
            item,
            course.now().plus(timeout),
            allowed.reserved()));
    String key = ToolCalls.key(course, course.state().calls().get(call));
    course.perform(new Effect.CallModel(call, step.id(), item, request, attempt, key, timeout));
  }

  static ModelRequest request(Course course, Step step, Conversation conversation, String model) {
    Node.Llm node = course.llm(step);
    JsonNode outputs =
        node.options().outputs().isEmpty() ? null : Field.objectSchema(node.options().outputs());
    return new ModelRequest(
        model,
        conversation.messages(),
        tools(course, node),
        outputs,
        node.conduct().outputsBy(),
        node.temperature(),
        node.conduct().reasoning(),
        ReadingOn.isPossible(conversation),
        null);
  }
}
