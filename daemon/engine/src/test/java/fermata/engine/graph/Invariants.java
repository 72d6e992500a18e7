package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.OnUnknown;
import fermata.definition.model.ToolName;
import fermata.definition.tool.ToolTraits;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.ElementId;
import fermata.engine.run.HeldReason;
import fermata.engine.run.QuestionId;
import fermata.engine.run.QuestionKind;
import fermata.engine.run.RunEvent;
import fermata.engine.run.RunId;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import fermata.engine.run.WaitEnd;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of the events of any run, whatever comes. */
final class Invariants {

  private final Set<StepId> openWaits = new HashSet<>();
  private final Set<StepId> published = new HashSet<>();
  private final AgentDefinition definition;
  private final Set<StepId> openSteps = new HashSet<>();
  private final Map<CallId, StepId> openTools = new HashMap<>();
  private final Map<CallId, StepId> inFlight = new HashMap<>();
  private final Map<StepId, ArrayDeque<String>> unanswered = new HashMap<>();
  private final Set<QuestionId> openQuestions = new HashSet<>();
  private final List<CallId> startedNow = new ArrayList<>();
  private final Map<CallId, RunEvent> lastOf = new HashMap<>();
  private final Map<QuestionId, CallId> unknownAsked = new HashMap<>();
  private final Map<CallId, RunId> away = new HashMap<>();
  private final List<RunId> childrenNow = new ArrayList<>();
  private final Set<CallId> toRepeat = new HashSet<>();
  private final Map<String, Integer> raised = new HashMap<>();
  private final Purse purse = new Purse();
  private final Set<String> decided = new HashSet<>();
  private final Set<ElementId> elements = new HashSet<>();
  private final Set<ElementId> finishedElements = new HashSet<>();
  private Map<ToolName, ToolTraits> tools = Map.of();
  private int steps;
  private int pendingEdges;
  private boolean isTorn;
  private @Nullable RunEvent terminal;
  private RunStatus status = RunStatus.NEW;

  Invariants(AgentDefinition definition) {
    this.definition = definition;
  }

  Optional<RunEvent> terminal() {
    return Optional.ofNullable(terminal);
  }

  Set<CallId> inFlight() {
    return inFlight.keySet();
  }

  void event(RunEvent event) {
    assertThat(terminal).as("nothing comes after the terminal event, but %s", event).isNull();
    assertThat(
            pendingEdges == 0
                || event instanceof RunEvent.EdgeTaken
                || event instanceof RunEvent.BranchFailed)
        .as("edges follow at once what announced them, not %s", event)
        .isTrue();
    values(event).forEach(Invariants::assertCanonical);
    switch (event) {
      case RunEvent.StepStarted it -> {
        assertThat(it.step()).isEqualTo(StepId.of(++steps));
        assertThat(steps).isLessThanOrEqualTo(max(Limit.STEPS).intValue());
        openSteps.add(it.step());
      }
      case RunEvent.StepFinished it -> finished(it);
      case RunEvent.EdgeTaken _, RunEvent.BranchFailed _ -> pendingEdges--;
      case RunEvent.BranchesWithdrawn it ->
          assertThat(it.steps()).as("steps that are over").noneMatch(openSteps::contains);
      case RunEvent.StepDeciding it -> assertThat(openSteps).contains(it.step());
      case RunEvent.EdgeDecided it ->
          assertThat(decided.add(it.step() + it.question())).as("%s is decided once", it).isTrue();
      case RunEvent.MapStarted it -> assertThat(openSteps).contains(it.step());
      case RunEvent.ElementStarted it -> {
        assertThat(openSteps).contains(it.step());
        assertThat(elements.add(new ElementId(it.step(), it.index()))).isTrue();
      }
      case RunEvent.ElementFinished it -> {
        var element = new ElementId(it.step(), it.index());
        assertThat(elements).contains(element);
        assertThat(finishedElements.add(element)).as("%s ends once", element).isTrue();
      }
      case RunEvent.ModelStarted it -> {
        start(it.call(), it.step());
        purse.reserve(it.call(), it.reserved());
        purse.assertWithin(definition, raised);
      }
      case RunEvent.ModelFailed it -> {
        end(it.call());
        purse.release(it.call(), it.stopping());
      }
      case RunEvent.ModelLost it -> {
        end(it.call());
        purse.release(it.call(), true);
      }
      case RunEvent.MessageCompleted it -> {
        end(it.call());
        purse.settle(it.call(), it.reply().tokens());
        it.reply().toolCalls().stream()
            .map(ToolRequest::id)
            .forEach(id -> unanswered.computeIfAbsent(it.step(), _ -> new ArrayDeque<>()).add(id));
      }
      case RunEvent.MessageCreated it -> {
        if (it.role() == RunEvent.Role.TOOL) {
          assertThat(it.request())
              .as("answers come in the order of the requests")
              .isEqualTo(unanswered.getOrDefault(it.step(), new ArrayDeque<>()).poll());
        }
      }
      case RunEvent.ToolRequested it -> openTools.put(it.call(), it.step());
      case RunEvent.ToolStarted it -> {
        assertMayStart(it);
        openTools.put(it.call(), it.step());
        start(it.call(), it.step());
      }
      case RunEvent.ToolCompleted it -> endTool(it.call(), true);
      case RunEvent.ToolFailed it -> endTool(it.call(), inFlight.containsKey(it.call()));
      case RunEvent.ToolUnknown it -> {
        endTool(it.call(), inFlight.containsKey(it.call()));
        if (it.then() == OnUnknown.RETRY) {
          toRepeat.add(it.call());
        }
      }
      case RunEvent.ToolDenied it -> {
        assertThat(inFlight).doesNotContainKey(it.call());
        openTools.remove(it.call());
      }
      case RunEvent.QuestionAsked it -> {
        assertThat(openQuestions.add(it.question())).isTrue();
        if (it.kind() == QuestionKind.TOOL_UNKNOWN) {
          unknownAsked.put(it.question(), Objects.requireNonNull(it.call()));
        }
      }
      case RunEvent.QuestionAnswered it -> {
        close(it.question());
        if (unknownAsked.containsKey(it.question()) && it.answer().asText().equals("retry")) {
          toRepeat.add(unknownAsked.get(it.question()));
        }
      }
      case RunEvent.QuestionExpired it -> close(it.question());
      case RunEvent.QuestionWithdrawn it -> close(it.question());
      case RunEvent.RunHeld it -> {
        boolean isOfTools =
            it.reasons().stream().anyMatch(reason -> reason instanceof HeldReason.Tool);
        assertThat(inFlight.isEmpty()).as("a held run does nothing").isEqualTo(!isOfTools);
        assertThat(it.reasons()).isNotEmpty();
        boolean isPaused = it.reasons().contains(new HeldReason.Paused());
        assertThat(isPaused).isEqualTo(status == RunStatus.PAUSING);
        status = isPaused ? RunStatus.PAUSED : RunStatus.HELD;
      }
      case RunEvent.RunPausing _ -> status = RunStatus.PAUSING;
      case RunEvent.BudgetRaised it -> raised.merge(it.limit(), 1, Integer::sum);
      case RunEvent.RunResumed _ -> status = RunStatus.RUNNING;
      case RunEvent.RunForked it -> {
        tools = it.tools();
        boolean wasAtWork = !inFlight.isEmpty();
        inFlight.clear();
        // Child runs are those of the run that was copied, which must not be held for them.
        boolean isHeld = status == RunStatus.HELD && away.isEmpty() && !wasAtWork;
        away.keySet().forEach(call -> purse.release(call, false));
        away.clear();
        status = isHeld ? status : RunStatus.INTERRUPTED;
      }
      case RunEvent.RunInterrupted _ -> {
        inFlight.clear();
        boolean isKept = status.isEnding() || status == RunStatus.PAUSING;
        status = isKept ? status : RunStatus.INTERRUPTED;
      }
      case RunEvent.RunCompleted it -> terminal(it, it.usage());
      case RunEvent.RunFailed it -> {
        assertThat(isTorn || !it.error().kind().equals(Ends.STUCK)).isTrue();
        terminal(it, it.usage());
      }
      case RunEvent.RunCancelled it -> terminal(it, it.usage());
      case RunEvent.RunStarted it -> {
        tools = it.tools();
        status = RunStatus.RUNNING;
      }
      case RunEvent.RunCancelling _ -> status = RunStatus.CANCELLING;
      case RunEvent.RunFailing _ -> status = RunStatus.FAILING;
      case RunEvent.RetryScheduled it -> toRepeat.add(it.call());
      case RunEvent.SubrunStarted it -> {
        assertThat(away.put(it.call(), it.run())).as("%s is away once", it.call()).isNull();
        assertThat(status).isEqualTo(RunStatus.RUNNING);
        childrenNow.add(it.run());
        purse.reserve(it.call(), it.grant());
        purse.assertWithin(definition, raised);
      }
      case RunEvent.SubrunFinished it -> {
        assertThat(away.remove(it.call())).as("%s was away", it.call()).isEqualTo(it.run());
        purse.settle(it.call(), it.usage());
      }
      case RunEvent.SubrunStopping it -> assertThat(away).containsKey(it.call());
      case RunEvent.SubrunAsked it -> assertThat(away).containsKey(it.call());
      case RunEvent.StepAttempted _,
          RunEvent.ToolApproved _,
          RunEvent.CallLate _,
          RunEvent.StateConflicted _,
          RunEvent.StatePatched _,
          RunEvent.StepReceived _,
          RunEvent.StateLoaded _,
          RunEvent.ConversationContinued _,
          RunEvent.ConversationCompacted _,
          RunEvent.ConversationSummarizing _,
          RunEvent.ModelStalled _,
          RunEvent.SteerAccepted _,
          RunEvent.SteerApplied _,
          RunEvent.StepJudging _,
          RunEvent.StepJudged _,
          RunEvent.GoalJudging _,
          RunEvent.GoalEvaluated _,
          RunEvent.ConstraintViolated _,
          RunEvent.UsageUpdated _,
          RunEvent.BudgetMarked _,
          RunEvent.ContextFetched _,
          RunEvent.BreakpointsSet _,
          RunEvent.SteppingBegan _,
          RunEvent.BreakpointReached _,
          RunEvent.Warning _ -> {}
      case RunEvent.WaitStarted it -> assertThat(openWaits.add(it.step())).isTrue();
      case RunEvent.WaitEnded it -> {
        assertThat(openWaits.remove(it.step())).as("%s waited", it.step()).isTrue();
        assertThat(it.event() != null).isEqualTo(it.by() == WaitEnd.EVENT);
      }
      case RunEvent.EventEmitted it -> published.add(it.step());
    }
    callOf(event).ifPresent(call -> lastOf.put(call, event));
  }

  private BigDecimal max(Limit limit) {
    BigDecimal times = BigDecimal.valueOf(1L + raised.getOrDefault(limit.key(), 0));
    return Objects.requireNonNull(limit.in(definition.limits())).multiply(times);
  }

  private static Optional<CallId> callOf(RunEvent event) {
    return switch (event) {
      case RunEvent.ToolCompleted it -> Optional.of(it.call());
      case RunEvent.ToolDenied it -> Optional.of(it.call());
      case RunEvent.ToolFailed it -> Optional.of(it.call());
      case RunEvent.ToolStarted it -> Optional.of(it.call());
      default -> Optional.empty();
    };
  }

  private void finished(RunEvent.StepFinished event) {
    openWaits.remove(event.step());
    assertThat(openSteps.remove(event.step())).as("%s was open", event).isTrue();
    // Where a journal is torn, the end of a child may stand without that of the tool that it was.
    if (!isTorn) {
      assertThat(openTools).as("no call of %s is open", event).doesNotContainValue(event.step());
    }
    assertThat(inFlight).doesNotContainValue(event.step());
    assertThat(unanswered.getOrDefault(event.step(), new ArrayDeque<>()))
        .as("no request is without an answer when its step ends")
        .isEmpty();
    pendingEdges = event.edges();
  }

  // Nothing that may have changed something is done again unless a policy or somebody said so.
  private void assertMayStart(RunEvent.ToolStarted event) {
    RunEvent last = lastOf.get(event.call());
    assertThat(last instanceof RunEvent.ToolCompleted || last instanceof RunEvent.ToolDenied)
        .as("a call with an outcome is made again: %s", event)
        .isFalse();
    assertThat(status).as("nothing starts in a run that is ending").isEqualTo(RunStatus.RUNNING);
    boolean isRepeated = toRepeat.remove(event.call());
    if (tools.getOrDefault(event.tool(), ToolTraits.UNKNOWN).isRepeatable()) {
      // One that was lost is made again without a word, if that does no harm.
      end(event.call());
    } else if (event.attempt() > 1) {
      assertThat(isRepeated).as("nobody asked to repeat %s", event).isTrue();
    }
  }

  private void start(CallId call, StepId step) {
    assertThat(inFlight.put(call, step)).as("%s is not under way twice", call).isNull();
    startedNow.add(call);
  }

  private void end(CallId call) {
    inFlight.remove(call);
  }

  private void endTool(CallId call, boolean wasInFlight) {
    if (wasInFlight) {
      end(call);
    }
    openTools.remove(call);
  }

  private void close(QuestionId question) {
    assertThat(openQuestions.remove(question)).as("%s was open", question).isTrue();
  }

  private void terminal(RunEvent event, Usage usage) {
    assertThat(openSteps).as("steps that are open at the end").isEmpty();
    assertThat(inFlight).as("calls that go on after the end").isEmpty();
    assertThat(away).as("child runs that go on after the end").isEmpty();
    assertThat(openQuestions).as("questions that are open at the end").isEmpty();
    assertThat(usage.steps()).isLessThanOrEqualTo(max(Limit.STEPS).intValue());
    assertThat(usage.toolCalls()).isLessThanOrEqualTo(max(Limit.TOOL_CALLS).intValue());
    assertThat(event.isTerminal()).isTrue();
    terminal = event;
  }

  /** An effect goes out for exactly what was said to start, in the same advance. */
  void effects(List<Effect> effects) {
    List<CallId> called =
        effects.stream()
            .flatMap(
                effect ->
                    switch (effect) {
                      case Effect.CallModel it -> Stream.of(it.call());
                      case Effect.CallTool it -> Stream.of(it.call());
                      case Effect.Publish it -> {
                        assertThat(published.remove(it.step())).as("published once").isTrue();
                        yield Stream.<CallId>empty();
                      }
                      case Effect.SetTimer _,
                          Effect.ClearTimer _,
                          Effect.StopCall _,
                          Effect.TellCall _,
                          Effect.AwaitEvent _,
                          Effect.ForgetEvent _,
                          Effect.StartChild _,
                          Effect.StopChild _,
                          Effect.PauseChild _,
                          Effect.ResumeChild _ ->
                          Stream.<CallId>empty();
                    })
            .toList();
    assertThat(published).as("what was emitted is published with it").isEmpty();
    assertThat(called).isEqualTo(startedNow);
    startedNow.clear();
    List<RunId> children =
        effects.stream()
            .filter(Effect.StartChild.class::isInstance)
            .map(effect -> ((Effect.StartChild) effect).run())
            .toList();
    assertThat(children).isEqualTo(childrenNow);
    childrenNow.clear();
  }

  Map<CallId, RunId> away() {
    return away;
  }

  /** The events so far are all that is left: their effects went out, or never will. */
  void cut() {
    published.clear();
    startedNow.clear();
    childrenNow.clear();
    pendingEdges = 0;
  }

  /** The events may end in the middle of an advance. */
  void tear() {
    isTorn = true;
  }

  void state(RunState state) {
    assertThat(pendingEdges).isZero();
    assertThat(state.callsInFlight().map(call -> call.id()))
        .containsExactlyInAnyOrderElementsOf(inFlight.keySet());
    assertThat(Waits.steps(state).map(step -> step.id()))
        .containsExactlyInAnyOrderElementsOf(openWaits);
    assertThat(state.questions().asMap().keySet())
        .containsExactlyInAnyOrderElementsOf(openQuestions);
    assertThat(state.status().isTerminal()).isEqualTo(terminal != null);
    if (terminal == null) {
      assertThat(state.status()).isEqualTo(status);
    }
    // A run whose journal is torn ends, when its child runs have.
    assertThat(isTorn || state.flow().departing() == null).isTrue();
  }

  private static Stream<JsonNode> values(@Nullable Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case JsonNode json -> Stream.of(json);
      case Collection<?> all -> all.stream().flatMap(Invariants::values);
      case Map<?, ?> all -> all.values().stream().flatMap(Invariants::values);
      case Record record ->
          Stream.of(record.getClass().getRecordComponents())
              .flatMap(component -> values(member(record, component)));
      default -> Stream.empty();
    };
  }

  private static @Nullable Object member(Record record, RecordComponent component) {
    return Printer.member(record, component);
  }

  // What is read back from the journal must be equal to what was in memory.
  private static void assertCanonical(JsonNode value) {
    assertThat(Commands.json(value.toString())).isEqualTo(value);
  }
}
