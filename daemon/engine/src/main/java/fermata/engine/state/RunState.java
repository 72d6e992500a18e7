package fermata.engine.state;

import fermata.engine.run.CallId;
import fermata.engine.run.QuestionId;
import fermata.engine.run.StepId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a run: the fold of its events.
 *
 * <p>Small: it holds what is under way and what an expression may still read, not what has been. A
 * run that has ended keeps how it ended and what it used.
 *
 * @param origin absent before the run has started
 * @param calls that their steps have not done with
 * @param stopping calls that were given up and whose work may still go on
 * @param questions the open ones
 * @param ending present once it is decided how the run ends
 */
public record RunState(
    RunStatus status,
    @Nullable Origin origin,
    Counters counters,
    Flow flow,
    Table<StepId, Step> steps,
    Table<CallId, Call> calls,
    Set<CallId> stopping,
    Table<QuestionId, Question> questions,
    Memory memory,
    Spending spending,
    @Nullable Ending ending) {

  /** Before anything has happened. */
  public static final RunState NEW =
      new RunState(
          RunStatus.NEW,
          null,
          Counters.ZERO,
          Flow.EMPTY,
          Table.empty(),
          Table.empty(),
          Set.of(),
          Table.empty(),
          Memory.EMPTY,
          Spending.NONE,
          null);

  public RunState {
    stopping = Set.copyOf(stopping);
  }

  /** {@return what the run was started with} */
  public Origin requireOrigin() {
    if (origin == null) {
      throw new IllegalStateException("the run has not started");
    }
    return origin;
  }
}
