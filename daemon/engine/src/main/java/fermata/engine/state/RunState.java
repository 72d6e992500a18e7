package fermata.engine.state;

import fermata.engine.run.CallId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a run: the fold of its events.
 *
 * <p>Small: it holds what is under way and what an expression may still read, not what has been. A
 * run that has ended keeps how it ended and what it used.
 *
 * @param origin absent before the run has started
 * @param calls that their steps have not done with
 * @param stopping calls that were given up and whose work may still go on, and since when
 * @param questions the open ones
 * @param ending present once it is decided how the run ends
 * @param debugging present where somebody wants it to stand still somewhere
 */
public record RunState(
    RunStatus status,
    @Nullable Origin origin,
    Counters counters,
    Flow flow,
    Table<StepId, Step> steps,
    Table<CallId, Call> calls,
    Table<CallId, Instant> stopping,
    Table<QuestionId, Question> questions,
    Memory memory,
    Spending spending,
    @Nullable Ending ending,
    @Nullable Debugging debugging) {

  /** Before anything has happened. */
  public static final RunState NEW =
      new RunState(
          RunStatus.NEW,
          null,
          Counters.ZERO,
          Flow.EMPTY,
          Table.empty(),
          Table.empty(),
          Table.empty(),
          Table.empty(),
          Memory.EMPTY,
          Spending.NONE,
          null,
          null);

  /** {@return what the run was started with} */
  public Origin requireOrigin() {
    if (origin == null) {
      throw new IllegalStateException("the run has not started");
    }
    return origin;
  }

  /** {@return the calls that are under way outside} */
  public Stream<Call> callsInFlight() {
    return calls.values().stream().filter(call -> call.phase() instanceof Call.Phase.InFlight);
  }

  /** Whether work goes on outside, wanted or not. */
  public boolean hasLiveCalls() {
    return !stopping.isEmpty() || callsInFlight().findAny().isPresent();
  }

  /** Whether something goes on outside that the end of the run waits for, child runs included. */
  public boolean hasLiveWork() {
    return hasLiveCalls()
        || calls.values().stream().anyMatch(call -> call.phase() instanceof Call.Phase.Away);
  }

  /** {@return the calls of a step, in the order of their requests} */
  public Stream<Call> callsOf(StepId step) {
    return calls.values().stream().filter(call -> call.step().equals(step));
  }

  /** {@return a step and those in whose bodies it is; itself alone where it has ended} */
  public List<StepId> around(StepId step) {
    var around = new ArrayList<>(steps.find(step).map(Step::mapsAround).orElse(List.of()));
    around.add(step);
    return around;
  }

  /** {@return this with a step, new or changed} */
  public RunState with(Step changed) {
    return withSteps(steps.with(changed.id(), changed));
  }

  /** {@return this with a call, new or changed} */
  public RunState with(Call changed) {
    return withCalls(calls.with(changed.id(), changed));
  }

  /** {@return this, started} */
  public RunState with(Origin changed) {
    return new RunState(
        status, changed, counters, flow, steps, calls, stopping, questions, memory, spending,
        ending, debugging);
  }

  /** {@return this with other status} */
  public RunState with(RunStatus changed) {
    return new RunState(
        changed, origin, counters, flow, steps, calls, stopping, questions, memory, spending,
        ending, debugging);
  }

  /** {@return this with other counters} */
  public RunState with(Counters changed) {
    return new RunState(
        status, origin, changed, flow, steps, calls, stopping, questions, memory, spending, ending,
        debugging);
  }

  /** {@return this with other flow} */
  public RunState with(Flow changed) {
    return new RunState(
        status, origin, counters, changed, steps, calls, stopping, questions, memory, spending,
        ending, debugging);
  }

  /** {@return this with other steps} */
  public RunState withSteps(Table<StepId, Step> changed) {
    return new RunState(
        status, origin, counters, flow, changed, calls, stopping, questions, memory, spending,
        ending, debugging);
  }

  /** {@return this with other calls} */
  public RunState withCalls(Table<CallId, Call> changed) {
    return new RunState(
        status, origin, counters, flow, steps, changed, stopping, questions, memory, spending,
        ending, debugging);
  }

  /** {@return this with other stopping} */
  public RunState withStopping(Table<CallId, Instant> changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, changed, questions, memory, spending, ending,
        debugging);
  }

  /** {@return this with other questions} */
  public RunState withQuestions(Table<QuestionId, Question> changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, stopping, changed, memory, spending, ending,
        debugging);
  }

  /** {@return this with other memory} */
  public RunState with(Memory changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, stopping, questions, changed, spending,
        ending, debugging);
  }

  /** {@return this with other spending} */
  public RunState with(Spending changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, stopping, questions, memory, changed, ending,
        debugging);
  }

  /** {@return this with other ending} */
  public RunState with(Ending changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, stopping, questions, memory, spending,
        changed, debugging);
  }

  /** {@return this with other wishes of debuggers, or none} */
  public RunState debugged(@Nullable Debugging changed) {
    return new RunState(
        status, origin, counters, flow, steps, calls, stopping, questions, memory, spending, ending,
        changed);
  }
}
