package fermata.daemon.run;

import fermata.daemon.journal.EndMapping;
import fermata.daemon.store.JournalId;
import fermata.daemon.store.RunRow;
import fermata.daemon.store.StoreChange;
import fermata.daemon.store.TimerRow;
import fermata.engine.run.CallId;
import fermata.engine.run.ChildOutcome;
import fermata.engine.run.Failure;
import fermata.engine.run.RunInput;
import fermata.engine.run.Usage;
import fermata.engine.state.Call;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.wire.method.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the child runs of a session's run: starts those that are not there, hears how they
 * ended, and passes on what the run is told.
 *
 * <p>What is to be done follows from what is stored of both, so it can be done again after any
 * crash. Confined to its {@link RunLoop}.
 */
final class ChildRuns {

  private final JournalId session;
  private final RunEnvironment environment;
  private final RunDriver driver;
  private final Consumer<ChildStart> starter;

  ChildRuns(
      JournalId session,
      RunEnvironment environment,
      RunDriver driver,
      Consumer<ChildStart> starter) {
    this.session = session;
    this.environment = environment;
    this.driver = driver;
    this.starter = starter;
  }

  /** Looks after one child run. */
  void lookAfter(OpenSession here, LiveRun live, CallId call) {
    var word = ChildMail.lookAfter(session, live.id().value(), call, environment.now());
    Call.Child child = find(live.state(), call);
    if (child == null) {
      drop(word);
      return;
    }
    Optional<RunRow> row = environment.store().findRun(child.run().value());
    if (row.isEmpty()) {
      start(here, live, child, word);
    } else if (RunCard.parse(row.get()).hasEnded()) {
      end(here, live, child, word, RunCard.summaryOf(row.get()));
    } else {
      remind(live, child, word);
    }
  }

  private static Call.@Nullable Child find(RunState state, CallId call) {
    return state.calls().find(call).orElse(null) instanceof Call.Child child
            && child.phase() instanceof Call.Phase.Away
        ? child
        : null;
  }

  private void start(OpenSession here, LiveRun live, Call.Child child, TimerRow word) {
    if (isUnwanted(live, child)) {
      tell(here, live, word, ended(child, new ChildOutcome.Cancelled("not started"), Usage.NONE));
      return;
    }
    // The word stands until the child has begun, so that a crash before that starts it again.
    starter.accept(ChildStart.of(session, live, child, dropOf(word)));
  }

  private static boolean isUnwanted(LiveRun live, Call.Child child) {
    return live.state().status().isEnding()
        || (child.phase() instanceof Call.Phase.Away away && away.givenUp() != null);
  }

  private void end(
      OpenSession here, LiveRun live, Call.Child child, TimerRow word, RunSummary ended) {
    tell(here, live, word, ended(child, outcome(ended), EndMapping.fromWire(ended.usage())));
  }

  private static ChildOutcome outcome(RunSummary run) {
    var output = run.output();
    var error = run.error();
    if (output != null) {
      return new ChildOutcome.Completed(output);
    }
    return error == null
        ? new ChildOutcome.Cancelled("run " + run.run())
        : new ChildOutcome.Failed(EndMapping.fromWire(error));
  }

  private static RunInput ended(Call.Child child, ChildOutcome outcome, Usage usage) {
    return new RunInput.ChildEnded(child.id(), child.run(), outcome, usage);
  }

  /** A child that began while its parent was told something has not heard of it. */
  private void remind(LiveRun live, Call.Child child, TimerRow word) {
    RunStatus status = live.state().status();
    TimerRow missed =
        isUnwanted(live, child)
            ? ChildMail.cancel(child.run().value(), environment.now())
            : status == RunStatus.PAUSING || status == RunStatus.PAUSED
                ? ChildMail.pause(child.run().value(), environment.now())
                : null;
    var changes = new ArrayList<StoreChange>(List.of(dropOf(word)));
    if (missed != null) {
      changes.add(new StoreChange.PutTimer(missed));
    }
    environment.store().commit(changes);
    if (missed != null) {
      environment.timers().set(missed);
    }
  }

  private void tell(OpenSession here, LiveRun live, TimerRow word, RunInput input) {
    driver.drive(
        here,
        live,
        new RunDriver.Work(List.of(input), null, null, List.of(dropOf(word)), List.of()));
  }

  /** Takes the word that a child run could not be started. */
  void failed(OpenSession here, LiveRun live, CallId call, Failure failure) {
    Call.Child child = find(live.state(), call);
    if (child != null) {
      var word = ChildMail.lookAfter(session, live.id().value(), call, environment.now());
      tell(here, live, word, ended(child, new ChildOutcome.Failed(failure), Usage.NONE));
    }
  }

  /** Takes a word of the parent. */
  void obey(OpenSession here, LiveRun live, TimerRow word, RunInput input) {
    tell(here, live, word, input);
  }

  void drop(TimerRow word) {
    environment.store().commit(List.of(dropOf(word)));
  }

  private static StoreChange.DropTimer dropOf(TimerRow word) {
    return new StoreChange.DropTimer(word.session(), word.run(), word.timer());
  }
}
