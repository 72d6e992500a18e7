package fermata.daemon.rpc;

import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunSight;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.JournalId;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.RunPauseParams;
import fermata.wire.method.run.RunPauseResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code run/pause}: lets a run stand still until somebody resumes it. */
final class PauseMethods {

  private final RunRegistry runs;
  private final SessionViews views;
  private final EventLog log;
  private final KeyedRequests keyed;

  PauseMethods(Backends backends, KeyedRequests keyed) {
    this.runs = backends.runs();
    this.views = backends.views();
    this.log = backends.log();
    this.keyed = keyed;
  }

  RunPauseResult pause(RunPauseParams params, RequestContext context) {
    return keyed.once(
        Methods.RUN_PAUSE,
        params,
        context,
        remember -> {
          Actor actor = context.actor(params.key());
          String run = params.run();
          String reason = Objects.requireNonNullElse(params.reason(), "paused by a client");
          Admission admission =
              runs.change(
                  sessionOf(params),
                  run == null ? null : new RunId(run),
                  sight -> decide(sight, reason, actor),
                  actor,
                  remember.apply(this::result));
          return result(admission);
        });
  }

  private static RunDecision decide(@Nullable RunSight run, String reason, Actor actor) {
    if (run == null) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE, "there is no run that has not ended");
    }
    return switch (run.state().status()) {
      case RUNNING, HELD ->
          RunDecision.of(List.of(new RunInput.PauseRequested(reason, actor.principal())));
      case PAUSING, PAUSED, INTERRUPTED -> RunDecision.NOTHING;
      case NEW, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED ->
          throw RefusedException.of(
              DaemonErrorCode.INVALID_STATE,
              "the run is " + run.state().status().label() + " (expected: running or held)");
    };
  }

  private JournalId sessionOf(RunPauseParams params) {
    String run = params.run();
    String session = params.session();
    if ((run == null) == (session == null)) {
      throw RefusedException.invalidParams("", "expected one of 'run' and 'session'");
    }
    return new JournalId(session == null ? views.run(String.valueOf(run)).session() : session);
  }

  private RunPauseResult result(Admission admission) {
    String session = admission.session().value();
    var asOf = new AsOf(session, log.cursor(admission.asOf()));
    return new RunPauseResult(asOf, false, admission.run().value());
  }
}
