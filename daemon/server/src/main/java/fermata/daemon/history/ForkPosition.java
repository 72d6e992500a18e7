package fermata.daemon.history;

import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.RunArchive;
import fermata.daemon.store.JournalId;
import fermata.engine.state.RunState;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.history.SessionForkParams;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants a run to be forked.
 *
 * <p>Confined to one reading.
 */
public final class ForkPosition {

  private final SessionForkParams wanted;
  private long forkable;
  private long beforeWanted;
  private long beforeFailed;
  private long beforeLast;
  private final Map<String, Long> before = new HashMap<>();
  private boolean hasEnded;

  private ForkPosition(SessionForkParams wanted) {
    this.wanted = wanted;
  }

  /**
   * {@return the run at the wanted position}
   *
   * @throws RefusedException with {@code InvalidParams} if the place is not in the run, {@code
   *     InvalidState} if the run cannot be forked there
   */
  public static RunArchive.Past find(RunArchive archive, SessionForkParams wanted) {
    refuseIfAmbiguous(wanted);
    var session = new JournalId(wanted.session());
    String run = archive.run(session, wanted.run()).run();
    var position = new ForkPosition(wanted);
    RunArchive.Past all = archive.past(session, run, wanted.at(), position::consider);
    long seq = position.chosen(all);
    RunArchive.Past past = seq == all.seq() ? all : archive.past(session, run, seq);
    if (!Checkpoints.isForkable(past.state())) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "the run cannot be forked at event "
              + past.seq()
              + (position.hasEnded
                  ? ", where it has ended"
                  : ", in the middle of the end of a step")
              + " (expected: a checkpoint, such as event "
              + position.forkable
              + ")");
    }
    return past;
  }

  private static void refuseIfAmbiguous(SessionForkParams wanted) {
    long given =
        Stream.of(wanted.at(), wanted.step(), wanted.node()).filter(Objects::nonNull).count();
    if (given > 1) {
      throw RefusedException.invalidParams("", "expected at most one of 'at', 'step' and 'node'");
    }
  }

  private void consider(EventEnvelope event, RunState state) {
    switch (event.fact()) {
      case StepFact.Started started -> {
        before.put(started.step(), forkable);
        beforeLast = forkable;
        if (started.step().equals(wanted.step()) || started.node().equals(wanted.node())) {
          beforeWanted = forkable;
        }
      }
      case RunFact.Failed failed -> beforeFailed = stepOf(failed.error().step());
      case RunFact.Failing failing -> beforeFailed = stepOf(failing.error().step());
      default -> {}
    }
    if (Checkpoints.isForkable(state)) {
      forkable = event.seq();
    }
    hasEnded = state.status().isTerminal();
  }

  private long stepOf(@Nullable String step) {
    return step == null ? 0 : before.getOrDefault(step, 0L);
  }

  private long chosen(RunArchive.Past all) {
    if (wanted.step() != null || wanted.node() != null) {
      return requireReached(beforeWanted);
    }
    if (wanted.at() != null || !hasEnded) {
      return all.seq();
    }
    return beforeFailed > 0 ? beforeFailed : beforeLast > 0 ? beforeLast : forkable;
  }

  private long requireReached(long seq) {
    if (seq > 0) {
      return seq;
    }
    String step = wanted.step();
    throw step == null
        ? RefusedException.invalidParams(
            "/node", "the run was never at node '" + wanted.node() + "'")
        : RefusedException.invalidParams("/step", "the run has no step '" + step + "'");
  }
}
