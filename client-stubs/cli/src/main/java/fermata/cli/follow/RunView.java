package fermata.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.cli.console.Amounts;
import fermata.cli.console.Console;
import fermata.cli.console.DisplayText;
import fermata.cli.console.Paint;
import fermata.cli.console.PausedTime;
import fermata.cli.console.Symbols;
import fermata.cli.question.Question;
import fermata.cli.question.QuestionText;
import fermata.cli.value.Displayed;
import fermata.cli.value.Shown;
import fermata.wire.event.AgentFact;
import fermata.wire.event.ArtifactFact;
import fermata.wire.event.BranchFact;
import fermata.wire.event.ConversationFact;
import fermata.wire.event.DebugFact;
import fermata.wire.event.Ephemeral;
import fermata.wire.event.EventData;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.Failure;
import fermata.wire.event.GoalFact;
import fermata.wire.event.LedgerFact;
import fermata.wire.event.MessageFact;
import fermata.wire.event.ModelFact;
import fermata.wire.event.PublishedEvent;
import fermata.wire.event.QuestionFact;
import fermata.wire.event.ResumeCause;
import fermata.wire.event.RunFact;
import fermata.wire.event.SessionFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.StepStatus;
import fermata.wire.event.SubrunFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.WaitFact;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run line by line: what has ended stands above, what is under way in the status line.
 *
 * <p>All times are those of the events, so a run that is looked at later reads as it did live. All
 * foreign text is made harmless before it is shown.
 *
 * <p>Confined to one thread.
 */
public final class RunView {

  static final String INDENT = "  ";

  /** What came late, where it is the end of a call that was told to stop. */
  private static final String STOPPED = "stopped";

  /** The limits that are counted in milliseconds. */
  private static final String DURATION = "duration";

  private static final String DEADLINE = "deadline";

  private final Console console;
  private final Paint paint;
  private final Symbols symbols;
  private final MessageView messages;
  private final ActivityLine activity;
  private final SequencedMap<String, StepView> steps = new LinkedHashMap<>();
  private @Nullable StepView headed;
  private final PausedTime paused = new PausedTime();
  private String session = "";

  public RunView(Console console) {
    this.console = console;
    this.paint = console.paint();
    this.symbols = console.symbols();
    this.messages = new MessageView(console);
    this.activity = new ActivityLine(console);
  }

  /** Shows an event. A question is shown too, but asking it is for somebody else. */
  public void show(EventEnvelope event) {
    EventData data = event.fact();
    paused.add(event);
    switch (data) {
      case RunFact fact -> showRun(fact);
      case StepFact fact -> showStep(fact, event.at());
      case BranchFact fact -> showBranch(fact);
      case ConversationFact fact -> showConversation(fact);
      case SubrunFact fact -> new SubrunView(this::nested, paint, symbols).show(fact);
      case ToolFact fact -> showTool(fact);
      case ModelFact fact -> showModel(fact);
      case MessageFact fact -> showMessage(fact);
      case LedgerFact fact -> showLedger(fact);
      case GoalFact fact -> showGoal(fact);
      case QuestionFact fact -> showQuestion(fact, event.node());
      case SessionFact.RunQueued queued -> warn("the run waits " + reason(queued));
      case SessionFact.DefinitionAccepted _ -> warn("the run goes on with a changed definition");
      case SessionFact.Updated _, SessionFact.Archived _ -> {}
      case WaitFact fact -> showWait(fact);
      case ArtifactFact fact -> showArtifact(fact);
      case DebugFact fact -> showDebug(fact);
      case AgentFact _, SessionFact.Created _, EventData.Published _, EventData.Unrecognised _ -> {}
    }
  }

  private static String reason(SessionFact.RunQueued queued) {
    if (queued.behind() != null) {
      return "for the end of run " + queued.behind();
    }
    return queued.notBefore() == null
        ? "for a place: entry point '%s' has %d under way"
            .formatted(queued.entry(), queued.concurrent())
        : "until " + queued.notBefore();
  }

  /** Shows a piece of work under way. */
  public void show(Ephemeral piece) {
    switch (piece) {
      case Ephemeral.Delta delta when delta.field().equals("text") -> {
        messages.stepOf(delta.item()).map(steps::get).ifPresent(this::head);
        messages.grow(delta);
      }
      case Ephemeral.Delta delta when delta.field().equals("reasoning") ->
          activity.note("thinking");
      case Ephemeral.Delta delta -> activity.note(DisplayText.oneLine(delta.text()));
      case Ephemeral.Progress progress -> activity.note(DisplayText.oneLine(progress.message()));
    }
  }

  /** Shows that time passes. */
  public void tick() {
    activity.show(steps.sequencedValues(), messages.growing());
  }

  private void showRun(RunFact fact) {
    switch (fact) {
      case RunFact.Started started -> begin(started);
      case RunFact.Resumed(var cause) when cause.equals(ResumeCause.DAEMON_RESTART) ->
          warn("the run goes on in a new daemon");
      case RunFact.Interrupted(var cause) ->
          warn("the run was interrupted by a " + cause.wireName() + " of the daemon");
      case RunFact.Pausing(var reason, var by) ->
          warn("paused by " + foreign(by) + because(reason));
      case RunFact.Forked forked -> warn(origin(forked) + " at event " + forked.at());
      case RunFact.Cancelling cancelling -> warn("cancelling: " + foreign(cancelling.reason()));
      case RunFact.Failing failing -> warn("failing: " + reason(failing.error()));
      case RunFact.Held _, RunFact.Resumed _ -> {}
      case RunFact.Completed _, RunFact.Failed _, RunFact.Cancelled _ -> console.status().clear();
    }
  }

  private String origin(RunFact.Forked forked) {
    return forked.parentSession().equals(session)
        ? "goes on from the run before it"
        : "forked from session " + forked.parentSession();
  }

  private void begin(RunFact.Started started) {
    session = started.session();
    if (started.input().isEmpty()) {
      return;
    }
    started
        .input()
        .properties()
        .forEach(
            field -> {
              String name = INDENT + foreign(field.getKey()) + ": ";
              int room = console.columns() - DisplayText.width(name);
              console.say(paint.faint(name + Shown.brief(field.getValue(), room)));
            });
  }

  private void showStep(StepFact fact, Instant at) {
    switch (fact) {
      case StepFact.Started started ->
          steps.put(started.step(), new StepView(started.node(), started.kind(), at));
      case StepFact.Received _, StepFact.Attempted _ -> {}
      case StepFact.RetryScheduled retry -> showRetry(retry, at);
      case StepFact.Finished finished -> finish(finished, at);
      case StepFact.EdgeTaken edge -> showEdge(edge);
    }
  }

  private void showRetry(StepFact.RetryScheduled retry, Instant at) {
    String why = reason(retry.error());
    StepView step = steps.get(retry.step());
    // What made the attempt fail has mostly just been said by the call that did.
    boolean isKnown = step != null && why.equals(step.failure());
    String call = step == null ? null : step.takeKept();
    if (call != null) {
      nested(retry.step(), call + " " + failed(why));
    }
    String next =
        "attempt "
            + retry.attempt()
            + " in "
            + Amounts.duration(Duration.between(at, retry.dueAt()));
    warnNested(retry.step(), isKnown ? next : why + "; " + next);
  }

  private void finish(StepFact.Finished finished, Instant at) {
    StepView step = steps.remove(finished.step());
    if (step == null) {
      return;
    }
    String node = foreign(step.node());
    String time = paint.faint(Amounts.duration(paused.between(step.startedAt(), at)));
    if (finished.status().equals(StepStatus.SKIPPED)) {
      console.say(paint.faint(symbols.dot() + " " + node + " skipped"));
    } else if (finished.status().equals(StepStatus.SUCCESS)) {
      String what = step.kept() == null ? outputs(step, finished.outputs()) : step.kept();
      console.say(paint.good(symbols.done()) + " " + joined(paint.bold(node), what, time));
      say(step.shown());
    } else {
      Failure error = finished.error();
      String why = error == null ? finished.status().wireName() : reason(error);
      String call = step.kept() == null ? "" : step.kept();
      console.say(paint.bad(symbols.failed()) + " " + joined(paint.bold(node), call, why, time));
    }
    headed = headed == step ? null : headed;
  }

  private String outputs(StepView step, @Nullable JsonNode outputs) {
    // What a human answered or a model wrote has just been shown.
    boolean isShown = step.kind().equals("human") || headed == step;
    return outputs == null || outputs.isEmpty() || isShown ? "" : brief(outputs);
  }

  private void showBranch(BranchFact fact) {
    switch (fact) {
      case BranchFact.Failed(_, var from, var to, _) ->
          warn(foreign(to) + " goes on without the branch of " + foreign(from));
      case BranchFact.Withdrawn withdrawn when withdrawn.why().equals("deadline") ->
          warn(foreign(withdrawn.node()) + " waits no longer for its branches");
      case BranchFact.Withdrawn _ -> {}
      case BranchFact.Conflicted conflicted -> warn(reason(conflicted.error()));
      case BranchFact.Deciding deciding -> activity.note("deciding: " + deciding.question());
      case BranchFact.Decided(_, _, var choice) ->
          console.say(paint.faint(INDENT + symbols.arrow() + " decided: " + foreign(choice)));
      case BranchFact.MapStarted(var step, var items) ->
          nested(step, paint.faint(items.size() + (items.size() == 1 ? " element" : " elements")));
      case BranchFact.ElementStarted _ -> {}
      case BranchFact.ElementFinished(var step, var index, _, var error) -> {
        if (error != null) {
          warnNested(step, "element " + index + ": " + reason(error));
        }
      }
    }
  }

  private void showEdge(StepFact.EdgeTaken edge) {
    String label = edge.label();
    if (label != null) {
      console.say(
          paint.faint(
              INDENT + symbols.arrow() + " " + foreign(edge.to()) + " (" + foreign(label) + ")"));
    }
  }

  private void showTool(ToolFact fact) {
    switch (fact) {
      case ToolFact.Requested requested -> {
        StepView step = steps.get(requested.step());
        if (step != null) {
          step.calls().put(requested.call(), new StepView.Call(requested.tool(), requested.args()));
        }
      }
      case ToolFact.Approved approved -> {
        if (approved.rule() == null) {
          nested(approved.step(), paint.faint("approved by " + foreign(approved.by())));
        }
      }
      case ToolFact.Denied denied ->
          warnNested(denied.step(), "denied by " + foreign(denied.by()) + because(denied.reason()));
      case ToolFact.Started _ -> {}
      case ToolFact.Completed completed -> complete(completed);
      case ToolFact.Failed failed -> {
        String why = noted(failed.step(), failed.error());
        fail(failed, why);
      }
      case ToolFact.Unknown unknown ->
          warnNested(
              unknown.step(),
              foreign(unknown.tool())
                  + ": "
                  + (unknown.reason() == null
                      ? "the daemon died during the call"
                      : foreign(unknown.reason()))
                  + ", its outcome is not known");
      // The end that was asked for when the call was given up, which has been said.
      case ToolFact.Late late when late.what().equals(STOPPED) -> {}
      case ToolFact.Late late ->
          warn("a result came too late and changes nothing: " + foreign(late.what()));
    }
  }

  private void fail(ToolFact.Failed failed, String why) {
    StepView step = steps.get(failed.step());
    if (step != null && step.isOneCall()) {
      // It may be tried again, so its arguments are still wanted.
      step.keep(call(step.calls().get(failed.call()), failed.tool()));
    } else {
      String call = call(failed.step(), failed.call(), failed.tool());
      nested(failed.step(), call + " " + failed(why));
    }
  }

  private String failed(String why) {
    return paint.bad(symbols.failed()) + " " + why;
  }

  private void complete(ToolFact.Completed completed) {
    StepView step = steps.get(completed.step());
    String line =
        call(completed.step(), completed.call(), completed.tool())
            + " "
            + symbols.arrow()
            + " "
            + Shown.brief(Displayed.without(completed.result()), console.columns() / 3);
    List<String> shown =
        Displayed.lines(completed.result(), console.columns() - 2 * INDENT.length());
    if (step != null && step.isOneCall()) {
      step.keep(line);
      step.show(shown);
    } else {
      String time = paint.faint(Amounts.duration(Duration.ofMillis(completed.durationMs())));
      nested(completed.step(), joined(line, time));
      say(shown);
    }
  }

  private void say(List<String> shown) {
    shown.forEach(each -> console.say(INDENT + INDENT + each));
  }

  private String call(String stepId, String callId, String tool) {
    StepView step = steps.get(stepId);
    return call(step == null ? null : step.calls().remove(callId), tool);
  }

  private String call(StepView.@Nullable Call call, String tool) {
    String args = call == null ? "" : Shown.brief(call.args(), console.columns() / 3);
    return joinedBySpace(paint.accent(foreign(tool)), args);
  }

  private void showModel(ModelFact fact) {
    switch (fact) {
      case ModelFact.Started started -> {
        messages.open(started.item(), started.step());
        activity.note(foreign(started.model()));
      }
      case ModelFact.Failed failed ->
          warnNested(failed.step(), noted(failed.step(), failed.error()));
      case ModelFact.Lost lost ->
          warnNested(lost.step(), "the daemon died during the model call; it is made again");
    }
  }

  private void showMessage(MessageFact fact) {
    if (fact instanceof MessageFact.Completed completed) {
      String text = completed.text();
      if (text != null && !text.isBlank()) {
        StepView step = steps.get(completed.step());
        if (step != null) {
          head(step);
        }
      }
      messages.complete(completed.item(), text == null ? "" : text);
    }
  }

  private void showConversation(ConversationFact fact) {
    switch (fact) {
      case ConversationFact.Continued _ -> {}
      case ConversationFact.Summarizing _ -> activity.note("summing up");
      case ConversationFact.Compacted(var step, _, _, var before, var after, var summary) -> {
        String how = summary == null ? "cut" : "summed up";
        warnNested(
            step, "the conversation is %s from %d to %d tokens".formatted(how, before, after));
      }
      case ConversationFact.Stalled(var step, var kind, var times, _) ->
          warnNested(step, foreign(kind) + ": " + times + " times in a row the same");
      case ConversationFact.Steered(var step, var text, var by) ->
          nested(step, paint.faint(foreign(by) + " says: " + foreign(text)));
      case ConversationFact.SteerApplied _ -> {}
      case ConversationFact.Judging _ -> activity.note("judging");
      case ConversationFact.Judged(var step, var accepted, var reason) -> {
        if (accepted) {
          nested(step, paint.faint("accepted: " + foreign(reason)));
        } else {
          warnNested(step, "not accepted: " + foreign(reason));
        }
      }
    }
  }

  private void showGoal(GoalFact fact) {
    switch (fact) {
      case GoalFact.Evaluated evaluated -> new GoalView(console).show(evaluated);
      case GoalFact.ConstraintViolated broken ->
          warn(
              "constraint '"
                  + foreign(broken.constraint())
                  + "' does not hold: "
                  + foreign(broken.evidence()));
      case GoalFact.Judging _ -> {}
    }
  }

  private void showLedger(LedgerFact fact) {
    switch (fact) {
      case LedgerFact.UsageUpdated(var usage) -> activity.use(usage);
      case LedgerFact.BudgetMarked mark ->
          warn(
              mark.percent()
                  + " % of the limit "
                  + foreign(mark.limit())
                  + " is used: "
                  + amount(mark.limit(), mark.used())
                  + " of "
                  + amount(mark.limit(), mark.max()));
      case LedgerFact.BudgetRaised raised ->
          warn(
              foreign(raised.by())
                  + " raised the limit "
                  + foreign(raised.limit())
                  + " to "
                  + amount(raised.limit(), raised.max()));
      case LedgerFact.Warned warned -> warn(foreign(warned.message()));
      case LedgerFact.StateLoaded _, LedgerFact.StatePatched _ -> {}
    }
  }

  private void showDebug(DebugFact fact) {
    switch (fact) {
      case DebugFact.Reached reached when reached.stop() ->
          warn(
              "stands still for a debugger: "
                  + foreign(reached.reason())
                  + (reached.node() == null ? "" : " at " + foreign(reached.node()))
                  + (reached.text() == null ? "" : ", " + foreign(reached.text())));
      case DebugFact.Reached reached when reached.text() != null -> warn(foreign(reached.text()));
      case DebugFact.Reached _, DebugFact.Set _, DebugFact.Stepping _ -> {}
    }
  }

  private void showWait(WaitFact fact) {
    switch (fact) {
      case WaitFact.Started started -> console.say(INDENT + paint.faint(waiting(started)));
      case WaitFact.Ended(_, _, var event) when event != null ->
          console.say(
              INDENT + symbols.arrow() + " " + foreign(schema(event)) + " " + brief(event.data()));
      case WaitFact.Ended _ -> {}
      case WaitFact.Emitted emitted ->
          console.say(
              INDENT + "published " + foreign(emitted.schema()) + " " + brief(emitted.data()));
      case WaitFact.ContextFetched context ->
          console.say(
              INDENT
                  + paint.faint("context " + foreign(context.name()) + ": ")
                  + brief(context.value()));
    }
  }

  private void showArtifact(ArtifactFact fact) {
    switch (fact) {
      case ArtifactFact.Created kept -> kept(kept.name(), "", kept.size());
      case ArtifactFact.Updated kept ->
          kept(kept.name(), " version " + kept.version(), kept.size());
    }
  }

  private void kept(String name, String version, long size) {
    console.say(INDENT + "kept " + foreign(name) + paint.faint(version + ", " + size + " bytes"));
  }

  private static String waiting(WaitFact.Started started) {
    Instant dueAt = started.dueAt();
    String until = dueAt == null ? "" : " until " + dueAt;
    WaitFact.Awaited event = started.event();
    if (event == null) {
      return "waits" + until;
    }
    String schema = event.selector().path("schema").asText();
    return "waits for " + (schema.isEmpty() ? "an event" : foreign(schema)) + until;
  }

  private static String schema(PublishedEvent event) {
    String schema = event.schema();
    return schema == null ? "an event" : schema;
  }

  private static String amount(String limit, BigDecimal amount) {
    return limit.equals(DURATION) || limit.equals(DEADLINE)
        ? Amounts.duration(Duration.ofMillis(amount.longValue()))
        : amount.toPlainString();
  }

  private void showQuestion(QuestionFact fact, @Nullable String node) {
    switch (fact) {
      case QuestionFact.Asked asked ->
          new QuestionText(console)
              .lines(Question.of(asked, node == null ? "" : node))
              .forEach(console::say);
      case QuestionFact.Answered answered ->
          console.say(
              INDENT
                  + joined(
                      symbols.arrow() + " " + brief(answered.answer()),
                      paint.faint("answered by " + foreign(answered.by()))));
      case QuestionFact.Expired _ -> warn("the question ran out");
      case QuestionFact.Withdrawn withdrawn ->
          warn("the question was withdrawn" + because(withdrawn.reason()));
    }
  }

  /** Puts a line below its step, with the name of the step above it unless it stands there. */
  private void nested(String stepId, String line) {
    StepView step = steps.get(stepId);
    if (step != null) {
      head(step);
    }
    console.say(INDENT + line);
  }

  private void head(StepView step) {
    if (headed != step) {
      headed = step;
      console.say(
          paint.accent(symbols.begun())
              + " "
              + joinedBySpace(paint.bold(foreign(step.node())), paint.faint(step.kind())));
    }
  }

  private void warnNested(String stepId, String line) {
    nested(stepId, paint.warning(symbols.warning()) + " " + line);
  }

  private void warn(String line) {
    console.say(paint.warning(symbols.warning()) + " " + line);
  }

  private String brief(JsonNode value) {
    return Shown.brief(value, console.columns() / 2);
  }

  private String noted(String stepId, Failure failure) {
    String why = reason(failure);
    StepView step = steps.get(stepId);
    if (step != null) {
      step.failed(why);
    }
    return why;
  }

  static String reason(Failure failure) {
    return foreign(failure.kind()) + ": " + foreign(failure.message());
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + foreign(reason);
  }

  private static String foreign(String text) {
    return DisplayText.oneLine(text);
  }

  private String joined(String... parts) {
    return java.util.Arrays.stream(parts)
        .filter(part -> !part.isEmpty())
        .collect(java.util.stream.Collectors.joining(paint.faint(" " + symbols.dot() + " ")));
  }

  private static String joinedBySpace(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }
}
