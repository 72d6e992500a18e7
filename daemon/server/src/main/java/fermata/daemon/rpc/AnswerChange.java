package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fermata.daemon.refusal.Issues;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Allowances;
import fermata.daemon.run.QuestionHistory;
import fermata.daemon.run.RunChange;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunSight;
import fermata.definition.model.ToolName;
import fermata.engine.graph.AnswerCheck;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunInput;
import fermata.engine.state.Question;
import fermata.wire.event.QuestionFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.question.Answer;
import fermata.wire.method.question.AnswerAction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions of one run: all of them fit, or none takes effect.
 *
 * @param by who answers
 */
record AnswerChange(
    String run, List<Answer> answers, String by, QuestionHistory history, InstantSource clock)
    implements RunChange {

  private static final String ONCE = "once";
  private static final String SESSION = "session";
  private static final String ALWAYS = "always";
  private static final String TOOL = "tool";
  private static final String ARGUMENTS = "arguments";

  @Override
  public RunDecision decide(@Nullable RunSight sight) {
    var inputs = new ArrayList<RunInput>();
    var issues = new Issues();
    var given = new ArrayList<Allowances.Given>();
    Optional<Answer> cancel = Optional.empty();
    for (int index = 0; index < answers.size(); index++) {
      Answer answer = answers.get(index);
      RunEvent.QuestionAsked question = open(sight, answer.id());
      if (answer.action() == AnswerAction.CANCEL) {
        cancel = Optional.of(answer);
      } else {
        String pointer = "/answers/" + index;
        JsonNode value = valueOf(question, answer, pointer, issues);
        checkScope(question, answer, pointer, issues);
        if (sight != null && answer.scope() != null && !answer.scope().equals(ONCE)) {
          given.add(given(sight, question, answer));
        }
        inputs.add(new RunInput.AnswerGiven(new QuestionId(answer.id()), value, by));
      }
    }
    issues.refuseIfAny();
    // Last, because a run that is being cancelled takes no answers.
    cancel.map(this::cancelled).ifPresent(inputs::add);
    return new RunDecision(inputs, null, given);
  }

  private Allowances.Given given(RunSight sight, RunEvent.QuestionAsked question, Answer answer) {
    ToolName tool = question.tool();
    return new Allowances.Given(
        sight.pin().texts().file(),
        tool == null ? new ToolName("none") : tool,
        ARGUMENTS.equals(answer.covers()) ? question.args() : null,
        SESSION.equals(answer.scope()) ? sight.state().requireOrigin().session().value() : null,
        by,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static void checkScope(
      RunEvent.QuestionAsked question, Answer answer, String pointer, Issues issues) {
    String scope = answer.scope() == null ? ONCE : answer.scope();
    String covers = answer.covers() == null ? TOOL : answer.covers();
    if (!List.of(ONCE, SESSION, ALWAYS).contains(scope)) {
      issues.add(pointer + "/scope", "'" + scope + "' (expected: once, session or always)");
    } else if (!List.of(TOOL, ARGUMENTS).contains(covers)) {
      issues.add(pointer + "/covers", "'" + covers + "' (expected: tool or arguments)");
    } else if (!scope.equals(ONCE)
        && (question.kind() != QuestionKind.TOOL_APPROVAL
            || answer.action() != AnswerAction.ACCEPT)) {
      issues.add(
          pointer + "/scope",
          "only a yes to a call of a tool can count for longer (expected: once)");
    }
  }

  private RunEvent.QuestionAsked open(@Nullable RunSight sight, String id) {
    if (sight != null) {
      Optional<Question> open = sight.state().questions().find(new QuestionId(id));
      if (open.isPresent()) {
        return open.get().asked();
      }
    }
    throw closed(id);
  }

  private RefusedException closed(String id) {
    return history
        .lastOf(run, id)
        .map(fact -> closed(id, fact))
        .orElseGet(() -> RefusedException.notFound("question", id));
  }

  private static RefusedException closed(String id, QuestionFact last) {
    return switch (last) {
      case QuestionFact.Answered answered ->
          RefusedException.of(
              RpcError.of(
                      DaemonErrorCode.QUESTION_ALREADY_ANSWERED,
                      "question " + id + " was answered by " + answered.by())
                  .with("by", answered.by())
                  .with("resolution", answered.answer()));
      case QuestionFact.Expired _ ->
          RefusedException.of(
              DaemonErrorCode.QUESTION_EXPIRED, "question " + id + " ran out before an answer");
      case QuestionFact.Withdrawn withdrawn ->
          RefusedException.of(
              RpcError.of(
                      DaemonErrorCode.INVALID_STATE,
                      "question " + id + " was withdrawn: " + withdrawn.reason())
                  .with("state", "withdrawn"));
      // The run ended while it was open, which withdraws it: an older journal may not say so.
      case QuestionFact.Asked _ ->
          RefusedException.of(
              RpcError.of(DaemonErrorCode.INVALID_STATE, "the run of question " + id + " has ended")
                  .with("state", "ended"));
    };
  }

  private RunInput cancelled(Answer answer) {
    JsonNode reason = answer.content();
    String said = reason != null && reason.isTextual() ? reason.textValue() : "";
    return new RunInput.CancelRequested(said.isEmpty() ? "cancelled by " + by : said, by);
  }

  private static JsonNode valueOf(
      RunEvent.QuestionAsked question, Answer answer, String pointer, Issues issues) {
    JsonNode value = isYesOrNo(question) ? verdict(answer) : answer.content();
    if (answer.action() == AnswerAction.DECLINE && AnswerCheck.isDeclinable(question)) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (!isYesOrNo(question) && answer.action() == AnswerAction.DECLINE) {
      issues.add(
          pointer + "/action",
          "a "
              + question.kind().label()
              + " question cannot be declined (expected: accept or cancel)");
    } else if (value == null) {
      issues.add(pointer + "/content", "is missing");
    } else {
      AnswerCheck.check(question, value)
          .forEach(
              mismatch ->
                  issues.add(pointer + "/content" + mismatch.pointer(), mismatch.message()));
    }
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  private static boolean isYesOrNo(RunEvent.QuestionAsked question) {
    return switch (question.kind()) {
      case APPROVAL, TOOL_APPROVAL -> true;
      case FREE_TEXT, FORM, CHOICE, TOOL_UNKNOWN, LIMIT -> false;
    };
  }

  /** A text beside a yes or no is its reason. */
  private static JsonNode verdict(Answer answer) {
    JsonNode content = answer.content();
    boolean isYes = answer.action() == AnswerAction.ACCEPT;
    if (content == null || content.isNull()) {
      return BooleanNode.valueOf(isYes);
    }
    if (content.isTextual()) {
      ObjectNode verdict = JsonNodeFactory.instance.objectNode();
      return verdict.put("approve", isYes).put("reason", content.textValue());
    }
    return isYes ? content : BooleanNode.FALSE;
  }
}
