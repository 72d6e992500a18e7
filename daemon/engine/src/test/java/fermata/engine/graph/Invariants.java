package fermata.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fermata.definition.model.AgentDefinition;
import fermata.engine.run.CallId;
import fermata.engine.run.Effect;
import fermata.engine.run.QuestionId;
import fermata.engine.run.RunEvent;
import fermata.engine.run.StepId;
import fermata.engine.run.ToolRequest;
import fermata.engine.run.Usage;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of the events of any run, whatever comes. */
final class Invariants {

  private final AgentDefinition definition;
  private final Set<StepId> openSteps = new HashSet<>();
  private final Map<CallId, StepId> openTools = new HashMap<>();
  private final Map<CallId, StepId> inFlight = new HashMap<>();
  private final Map<StepId, ArrayDeque<String>> unanswered = new HashMap<>();
  private final Set<QuestionId> openQuestions = new HashSet<>();
  private final List<CallId> startedNow = new ArrayList<>();
  private int steps;
  private int pendingEdges;
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
    assertThat(pendingEdges == 0 || event instanceof RunEvent.EdgeTaken)
        .as("edges follow at once what announced them, not %s", event)
        .isTrue();
    values(event).forEach(Invariants::assertCanonical);
    switch (event) {
      case RunEvent.StepStarted it -> {
        assertThat(it.step()).isEqualTo(StepId.of(++steps));
        assertThat(steps).isLessThanOrEqualTo(definition.limits().steps());
        openSteps.add(it.step());
      }
      case RunEvent.StepFinished it -> finished(it);
      case RunEvent.EdgeTaken _ -> pendingEdges--;
      case RunEvent.ModelStarted it -> start(it.call(), it.step());
      case RunEvent.ModelFailed it -> end(it.call());
      case RunEvent.ModelLost it -> end(it.call());
      case RunEvent.MessageCompleted it -> {
        end(it.call());
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
        openTools.put(it.call(), it.step());
        start(it.call(), it.step());
      }
      case RunEvent.ToolCompleted it -> endTool(it.call(), true);
      case RunEvent.ToolFailed it -> endTool(it.call(), inFlight.containsKey(it.call()));
      case RunEvent.ToolUnknown it -> endTool(it.call(), inFlight.containsKey(it.call()));
      case RunEvent.ToolDenied it -> {
        assertThat(inFlight).doesNotContainKey(it.call());
        openTools.remove(it.call());
      }
      case RunEvent.QuestionAsked it -> assertThat(openQuestions.add(it.question())).isTrue();
      case RunEvent.QuestionAnswered it -> close(it.question());
      case RunEvent.QuestionExpired it -> close(it.question());
      case RunEvent.QuestionWithdrawn it -> close(it.question());
      case RunEvent.RunHeld it -> {
        assertThat(inFlight).as("a held run does nothing").isEmpty();
        assertThat(it.reasons()).isNotEmpty();
        status = RunStatus.HELD;
      }
      case RunEvent.RunResumed _ -> status = RunStatus.RUNNING;
      case RunEvent.RunInterrupted _ -> inFlight.clear();
      case RunEvent.RunCompleted it -> terminal(it, it.usage());
      case RunEvent.RunFailed it -> terminal(it, it.usage());
      case RunEvent.RunCancelled it -> terminal(it, it.usage());
      case RunEvent.RunStarted _,
          RunEvent.RunCancelling _,
          RunEvent.RunFailing _,
          RunEvent.StepAttempted _,
          RunEvent.RetryScheduled _,
          RunEvent.ToolApproved _,
          RunEvent.CallLate _,
          RunEvent.StatePatched _,
          RunEvent.UsageUpdated _,
          RunEvent.BudgetMarked _,
          RunEvent.Warning _ -> {}
    }
  }

  private void finished(RunEvent.StepFinished event) {
    assertThat(openSteps.remove(event.step())).as("%s was open", event).isTrue();
    assertThat(openTools).as("no call of %s is open", event).doesNotContainValue(event.step());
    assertThat(inFlight).doesNotContainValue(event.step());
    assertThat(unanswered.getOrDefault(event.step(), new ArrayDeque<>()))
        .as("no request is without an answer when its step ends")
        .isEmpty();
    pendingEdges = event.edges();
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
    assertThat(openQuestions).as("questions that are open at the end").isEmpty();
    assertThat(usage.steps()).isLessThanOrEqualTo(definition.limits().steps());
    assertThat(usage.toolCalls()).isLessThanOrEqualTo(definition.limits().toolCalls());
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
                      case Effect.SetTimer _, Effect.ClearTimer _, Effect.StopCall _ ->
                          Stream.<CallId>empty();
                    })
            .toList();
    assertThat(called).isEqualTo(startedNow);
    startedNow.clear();
  }

  void state(RunState state) {
    assertThat(pendingEdges).isZero();
    assertThat(state.callsInFlight().map(call -> call.id()))
        .containsExactlyInAnyOrderElementsOf(inFlight.keySet());
    assertThat(state.questions().asMap().keySet())
        .containsExactlyInAnyOrderElementsOf(openQuestions);
    assertThat(state.status().isTerminal()).isEqualTo(terminal != null);
    assertThat(state.status() == RunStatus.HELD).isEqualTo(isHeld(state));
    assertThat(state.flow().departing()).isNull();
  }

  private boolean isHeld(RunState state) {
    return status == RunStatus.HELD && !state.status().isTerminal() && !state.status().isEnding();
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
