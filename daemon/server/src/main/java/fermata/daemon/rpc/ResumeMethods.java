package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Acceptance;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunSight;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.DefinitionChanges;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.definition.model.AgentDefinition;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.state.RunStatus;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.RpcError;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSummary;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code run/resume}: lets a run go on that was interrupted or paused. */
final class ResumeMethods {

  private final RunRegistry runs;
  private final SessionViews views;
  private final AgentSource agents;
  private final EventLog log;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;

  ResumeMethods(Backends backends, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.views = backends.views();
    this.agents = backends.agents();
    this.log = backends.log();
    this.keyed = keyed;
    this.daemon = daemon;
  }

  RunStartResult resume(RunResumeParams params, RequestContext context) {
    return keyed.once(
        Methods.RUN_RESUME,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          var session = new JournalId(params.session());
          RunSummary run = runOf(session, params.run());
          Actor actor = context.actor(params.key());
          Admission admission =
              runs.change(
                  session,
                  new RunId(run.run()),
                  sight -> decide(run, sight, params, actor),
                  actor,
                  remember.apply(this::result));
          return result(admission);
        });
  }

  private RunSummary runOf(JournalId session, @Nullable String wanted) {
    List<RunSummary> runs = views.session(session).result().runs();
    return runs.stream()
        .filter(run -> wanted == null ? run.endedAt() == null : run.run().equals(wanted))
        .findFirst()
        .orElseThrow(() -> noRun(session, wanted));
  }

  private static RefusedException noRun(JournalId session, @Nullable String wanted) {
    return wanted == null
        ? RefusedException.of(
            DaemonErrorCode.INVALID_STATE,
            "session " + session.value() + " has no run that has not ended")
        : RefusedException.notFound("run", wanted);
  }

  private RunDecision decide(
      RunSummary run, @Nullable RunSight sight, RunResumeParams params, Actor actor) {
    if (sight == null) {
      throw RefusedException.of(
          RpcError.of(DaemonErrorCode.INVALID_STATE, "run " + run.run() + " has ended")
              .with("state", run.status().wireName()));
    }
    boolean stands = standsStill(sight.state().status());
    boolean accepts = Boolean.TRUE.equals(params.acceptChanges());
    List<RunInput> inputs =
        stands ? List.of(new RunInput.ResumeRequested(actor.principal())) : List.of();
    // A run that only waits goes on as it was begun, unless the client wants to know of changes.
    return stands || params.acceptChanges() != null
        ? new RunDecision(inputs, changed(sight, accepts), List.of())
        : RunDecision.NOTHING;
  }

  private static boolean standsStill(RunStatus status) {
    return switch (status) {
      case INTERRUPTED, PAUSING, PAUSED -> true;
      case NEW, RUNNING, HELD, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED -> false;
    };
  }

  /** {@return the definition to go on with; absent where that is the one of before} */
  private @Nullable SourcedAgent changed(RunSight sight, boolean accepts) {
    Path file = Path.of(sight.pin().texts().file());
    // A file that is gone or broken at the moment changes nothing: the run has its own copy.
    SourcedAgent now =
        accepts
            ? agents.read(file)
            : agents.find(file).filter(found -> found.loaded().isUsable()).orElse(null);
    if (now == null) {
      return null;
    }
    AgentDefinition definition = AgentMethods.usable(now);
    if (definition.digest().equals(sight.definition().digest())) {
      return null;
    }
    List<String> obstacles =
        Acceptance.obstacles(sight, now).stream().map(Acceptance.Obstacle::message).toList();
    if (!accepts || !obstacles.isEmpty()) {
      throw refusal(sight, definition, obstacles);
    }
    return now;
  }

  private static RefusedException refusal(
      RunSight sight, AgentDefinition now, List<String> obstacles) {
    String message =
        obstacles.isEmpty()
            ? "the definition has changed since the run was started (to go on with it: accept"
                + " the changes)"
            : "the run cannot go on with the changed definition: " + obstacles.getFirst();
    return RefusedException.of(
        RpcError.of(DaemonErrorCode.INVALID_STATE, message)
            .with("changes", texts(DefinitionChanges.between(sight.definition(), now)))
            .with("obstacles", texts(obstacles)));
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private RunStartResult result(Admission admission) {
    String session = admission.session().value();
    return new RunStartResult(
        session, admission.run().value(), new AsOf(session, log.cursor(admission.asOf())), false);
  }
}
