package fermata.daemon.rpc;

import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunChange;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunSight;
import fermata.daemon.run.SessionViews;
import fermata.daemon.store.JournalId;
import fermata.engine.graph.Steering;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.state.Step;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.RunSteerParams;
import fermata.wire.method.run.RunSteerResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code run/steer}: what people say to a model that is at work. */
final class SteerMethods {

  private static final int TEXT_UNITS_MAX = 64 << 10;

  private final RunRegistry runs;
  private final SessionViews views;
  private final EventLog log;
  private final KeyedRequests keyed;

  SteerMethods(Backends backends, KeyedRequests keyed) {
    this.runs = backends.runs();
    this.views = backends.views();
    this.log = backends.log();
    this.keyed = keyed;
  }

  RunSteerResult steer(RunSteerParams params, RequestContext context) {
    return keyed.once(
        Methods.RUN_STEER,
        params,
        context,
        remember -> {
          Actor actor = context.actor(params.key());
          String run = params.run();
          Admission admission =
              runs.change(
                  sessionOf(params),
                  run == null ? null : new RunId(run),
                  steering(params.text(), params.step(), actor.principal()),
                  actor,
                  remember.apply(this::result));
          return result(admission);
        });
  }

  private JournalId sessionOf(RunSteerParams params) {
    String run = params.run();
    String session = params.session();
    if ((run == null) == (session == null)) {
      throw RefusedException.invalidParams("", "expected one of 'run' and 'session'");
    }
    return new JournalId(session == null ? views.run(String.valueOf(run)).session() : session);
  }

  /**
   * {@return what tells a model at work something}
   *
   * @param step whose model is meant; absent where only one is at work
   */
  static RunChange steering(String text, @Nullable String step, String principal) {
    EventMethods.requireWithin("/text", text.length(), 1, TEXT_UNITS_MAX);
    return sight -> decide(sight, step, text, principal);
  }

  private static RunDecision decide(
      @Nullable RunSight run, @Nullable String wanted, String text, String principal) {
    if (run == null || run.state().status().isTerminal()) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE, "there is no run that has not ended");
    }
    Step step = step(Steering.steerable(run.state()), wanted);
    return RunDecision.of(List.of(new RunInput.Steered(step.id(), text, principal)));
  }

  private static Step step(List<Step> steerable, @Nullable String wanted) {
    List<Step> found =
        steerable.stream()
            .filter(step -> wanted == null || step.id().equals(new StepId(wanted)))
            .toList();
    if (found.isEmpty()) {
      throw RefusedException.of(
          RpcError.of(
              DaemonErrorCode.INVALID_STATE,
              (wanted == null ? "no model is at work" : "no model is at work in step " + wanted)
                  + ", or it has not heard "
                  + Steering.WAITING_MAX
                  + " things yet"));
    }
    if (found.size() > 1) {
      String steps =
          String.join(
              ", ",
              found.stream()
                  .map(step -> step.id().value() + " (" + step.node().value() + ")")
                  .toList());
      throw RefusedException.invalidParams(
          "/step", "models are at work in " + steps + " (expected: one of these)");
    }
    return found.getFirst();
  }

  private RunSteerResult result(Admission admission) {
    String session = admission.session().value();
    var asOf = new AsOf(session, log.cursor(admission.asOf()));
    return new RunSteerResult(asOf, false, admission.run().value());
  }
}
