package fermata.daemon.rpc;

import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.RunFork;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.store.JournalId;
import fermata.engine.run.ForkPoint;
import fermata.wire.event.EventEnvelope;
import fermata.wire.event.RunFact;
import fermata.wire.event.StepFact;
import fermata.wire.event.ToolFact;
import fermata.wire.event.ToolTraits;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.history.RevertMode;
import fermata.wire.method.history.RevertedCall;
import fermata.wire.method.history.RunPosition;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionRevertParams;
import fermata.wire.method.history.SessionRevertResult;
import fermata.wire.method.run.AgentReference;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.RunRetryParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code session/revert} and {@code run/retry}: a new run that goes on in the session of another
 * one, from where that was. Nothing is removed: the other run stays in the journal, ended.
 */
final class RevertMethods {

  private final RunRegistry runs;
  private final RunArchive archive;
  private final ForkMethods forks;
  private final EventLog log;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;

  RevertMethods(Backends backends, ForkMethods forks, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.archive = backends.runs().archive();
    this.forks = forks;
    this.log = backends.log();
    this.keyed = keyed;
    this.daemon = daemon;
  }

  SessionRevertResult revert(SessionRevertParams params, RequestContext context) {
    if (params.mode() == RevertMode.STAGE) {
      return undone(forkOf(params).point()).result(null, null);
    }
    return keyed.once(
        Methods.SESSION_REVERT,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          RunFork fork = forkOf(params);
          Undone undone = undone(fork.point());
          Admission admission =
              runs.fork(
                  new JournalId(params.session()),
                  fork,
                  context.actor(params.key()),
                  remember.apply(done -> undone.result(done.run().value(), asOf(done))));
          return undone.result(admission.run().value(), asOf(admission));
        });
  }

  private RunFork forkOf(SessionRevertParams params) {
    return forks.forkOf(
        position(
            new Place(params.session(), params.run(), params.at(), params.step(), params.node()),
            params.agent(),
            params.newRun(),
            params.key()));
  }

  RunStartResult retry(RunRetryParams params, RequestContext context) {
    return keyed.once(
        Methods.RUN_RETRY,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          refuseIfUnderWay(params);
          Admission admission =
              runs.fork(
                  new JournalId(params.session()),
                  forks.forkOf(
                      position(
                          new Place(params.session(), params.run(), null, params.fromStep(), null),
                          params.agent(),
                          null,
                          params.key())),
                  context.actor(params.key()),
                  remember.apply(this::started));
          return started(admission);
        });
  }

  private void refuseIfUnderWay(RunRetryParams params) {
    RunSummary run = archive.run(new JournalId(params.session()), params.run());
    if (run.endedAt() == null) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE,
          "run "
              + run.run()
              + " is "
              + run.status().wireName()
              + " (expected: one that has ended; session/revert takes back one that waits)");
    }
  }

  private RunStartResult started(Admission admission) {
    return new RunStartResult(
        admission.session().value(), admission.run().value(), asOf(admission), false);
  }

  private record Place(
      String session,
      @Nullable String run,
      @Nullable Long at,
      @Nullable String step,
      @Nullable String node) {}

  private static SessionForkParams position(
      Place place, @Nullable AgentReference agent, @Nullable String newRun, String key) {
    return new SessionForkParams(
        place.session(),
        place.run(),
        place.at(),
        place.step(),
        place.node(),
        agent,
        null,
        null,
        null,
        null,
        null,
        null,
        newRun,
        key);
  }

  private AsOf asOf(Admission admission) {
    return new AsOf(admission.session().value(), log.cursor(admission.asOf()));
  }

  /** What of a run does not count after a revert. */
  private record Undone(RunPosition to, int steps, List<RevertedCall> calls) {

    SessionRevertResult result(@Nullable String run, @Nullable AsOf asOf) {
      return new SessionRevertResult(to.session(), run, asOf, false, to, steps, calls);
    }
  }

  private Undone undone(ForkPoint point) {
    var reading = new Reading(point.seq());
    archive.forEachEvent(
        new JournalId(point.session().value()), point.run().value(), null, reading::add);
    return new Undone(
        new RunPosition(point.session().value(), point.run().value(), point.seq()),
        reading.steps,
        reading.calls);
  }

  private static final class Reading {

    private final long after;
    private final List<RevertedCall> calls = new ArrayList<>();
    private Map<String, ToolTraits> tools = Map.of();
    private int steps;

    Reading(long after) {
      this.after = after;
    }

    void add(EventEnvelope event) {
      switch (event.fact()) {
        case RunFact.Started started -> tools = started.tools();
        case RunFact.Forked forked -> tools = forked.tools();
        case StepFact.Started _ when event.seq() > after -> steps++;
        case ToolFact.Started call when event.seq() > after && mayChange(call.tool()) ->
            calls.add(new RevertedCall(call.call(), call.tool(), event.node(), event.seq()));
        default -> {
          // Nothing else reaches beyond the session.
        }
      }
    }

    private boolean mayChange(String tool) {
      ToolTraits traits = tools.get(tool);
      return traits == null || !traits.readOnly();
    }
  }
}
