package fermata.daemon.history;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.engine.state.Ending;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.StepFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.history.SessionForkParams;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants a run to be forked.
 *
 * <p>Looked for from the end, a part of the journal at a time. Confined to one reading.
 */
public final class ForkPosition {

  private final RunArchive archive;
  private final SessionForkParams wanted;
  private final JournalId session;
  private final String run;

  private ForkPosition(RunArchive archive, SessionForkParams wanted) {
    this.archive = archive;
    this.wanted = wanted;
    this.session = new JournalId(wanted.session());
    this.run = archive.run(session, wanted.run()).run();
  }

  /**
   * {@return the run at the wanted position}
   *
   * @throws RefusedException with {@code InvalidParams} if the place is not in the run, {@code
   *     InvalidState} if the run cannot be forked there
   */
  public static RunArchive.Past find(RunArchive archive, SessionForkParams wanted) {
    refuseIfAmbiguous(wanted);
    return new ForkPosition(archive, wanted).find();
  }

  private static void refuseIfAmbiguous(SessionForkParams wanted) {
    long given =
        Stream.of(wanted.at(), wanted.step(), wanted.node()).filter(Objects::nonNull).count();
    if (given > 1) {
      throw RefusedException.invalidParams("", "expected at most one of 'at', 'step' and 'node'");
    }
  }

  private RunArchive.Past find() {
    RunArchive.Past all = archive.past(session, run, wanted.at());
    long seq = chosen(all);
    RunArchive.Past past = seq == all.seq() ? all : archive.past(session, run, seq);
    if (!Checkpoints.isForkable(past.state())) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "the run cannot be forked at event "
              + past.seq()
              + (all.state().status().isTerminal()
                  ? ", where it has ended"
                  : ", in the middle of the end of a step")
              + " (expected: a checkpoint, such as event "
              + lastForkable(all.seq())
              + ")");
    }
    return past;
  }

  private long chosen(RunArchive.Past all) {
    String step = wanted.step();
    String node = wanted.node();
    if (step != null) {
      return require(before(all.seq(), started -> started.step().equals(step)), "step", step);
    } else if (node != null) {
      return require(before(all.seq(), started -> started.node().equals(node)), "node", node);
    } else if (wanted.at() != null || !all.state().status().isTerminal()) {
      return all.seq();
    }
    String failed = failedStep(all);
    long beforeFailed =
        failed == null ? 0 : before(all.seq(), started -> started.step().equals(failed));
    long beforeLast = beforeFailed > 0 ? beforeFailed : before(all.seq(), _ -> true);
    return beforeLast > 0 ? beforeLast : lastForkable(all.seq());
  }

  private static @Nullable String failedStep(RunArchive.Past all) {
    return all.state().ending() instanceof Ending.Failed(_, var step, _) && step != null
        ? step.value()
        : null;
  }

  private static long require(long seq, String name, String value) {
    if (seq > 0) {
      return seq;
    }
    throw RefusedException.invalidParams(
        "/" + name,
        name.equals("node")
            ? "the run was never at node '" + value + "'"
            : "the run has no step '" + value + "'");
  }

  /**
   * {@return the last position before the last start of such a step at which the run can be forked;
   * 0 if there is none}
   */
  private long before(long end, Predicate<StepFact.Started> isIt) {
    for (long until = end; until > 0; ) {
      long mark = archive.markBefore(session, run, until);
      var part = new Part(mark, isIt);
      archive.visit(session, run, mark, until, part::consider);
      if (part.isFound) {
        return part.beforeIt > 0 ? part.beforeIt : lastForkable(mark);
      }
      until = mark;
    }
    return 0;
  }

  private long lastForkable(long end) {
    for (long until = end; until > 0; ) {
      long mark = archive.markBefore(session, run, until);
      var part = new Part(mark, _ -> false);
      archive.visit(session, run, mark, until, part::consider);
      if (part.forkable > 0) {
        return part.forkable;
      }
      until = mark;
    }
    return 0;
  }

  /** What is known of a part of the journal. */
  private static final class Part {

    private final long mark;
    private final Predicate<StepFact.Started> isIt;
    private long forkable;
    private boolean isFound;
    private long beforeIt;
    private boolean isBegun;

    Part(long mark, Predicate<StepFact.Started> isIt) {
      this.mark = mark;
      this.isIt = isIt;
    }

    boolean consider(EventEnvelope event, RunState before, RunArchive.Past after) {
      if (!isBegun && Checkpoints.isForkable(before)) {
        forkable = mark;
      }
      isBegun = true;
      if (event.fact() instanceof StepFact.Started started && isIt.test(started)) {
        isFound = true;
        beforeIt = forkable;
      }
      if (Checkpoints.isForkable(after.state())) {
        forkable = event.seq();
      }
      return true;
    }
  }
}
