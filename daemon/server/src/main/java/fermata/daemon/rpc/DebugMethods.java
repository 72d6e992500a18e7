package fermata.daemon.rpc;

import fermata.daemon.history.Explanation;
import fermata.daemon.history.PositionView;
import fermata.daemon.history.Walk;
import fermata.daemon.journal.DebugMapping;
import fermata.daemon.journal.EventLog;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.RunArchive;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunSight;
import fermata.daemon.source.AgentSource;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.definition.expression.ExpressionParser;
import fermata.definition.model.AgentDefinition;
import fermata.definition.model.Edge;
import fermata.definition.model.NodeId;
import fermata.definition.text.Problem;
import fermata.definition.text.Suggestions;
import fermata.engine.graph.Assignment;
import fermata.engine.graph.Hindsight;
import fermata.engine.run.Breakpoint;
import fermata.engine.run.BreakpointSet;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.engine.run.StepId;
import fermata.engine.run.Stride;
import fermata.engine.state.RunState;
import fermata.engine.state.RunStatus;
import fermata.wire.event.DebugFact;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.Methods;
import fermata.wire.method.RpcMethod;
import fermata.wire.method.debug.RunBreakpointsParams;
import fermata.wire.method.debug.RunBreakpointsResult;
import fermata.wire.method.debug.RunBreakpointsResult.BreakpointProblem;
import fermata.wire.method.debug.RunEvaluateParams;
import fermata.wire.method.debug.RunEvaluateResult;
import fermata.wire.method.debug.RunExplainParams;
import fermata.wire.method.debug.RunExplainResult;
import fermata.wire.method.debug.RunPositionParams;
import fermata.wire.method.debug.RunPositionResult;
import fermata.wire.method.debug.RunStepParams;
import fermata.wire.method.debug.RunWalkParams;
import fermata.wire.method.debug.RunWalkResult;
import fermata.wire.method.debug.StateSetParams;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.RunStartResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What debuggers ask: where a run stands still, how far it goes on, and what it knew. */
final class DebugMethods {

  /** Breakpoints of one debugger. */
  private static final int BREAKPOINTS_MAX = 1_000;

  private final RunRegistry runs;
  private final RunArchive archive;
  private final AgentSource agents;
  private final EventLog log;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;

  DebugMethods(Backends backends, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.archive = backends.runs().archive();
    this.agents = backends.agents();
    this.log = backends.log();
    this.keyed = keyed;
    this.daemon = daemon;
  }

  /** {@return what a debugger wants of a run that is to begin} */
  static List<BreakpointSet> debuggers(
      String pointer, fermata.wire.event.@Nullable BreakpointSet set, AgentDefinition definition) {
    return set == null ? List.of() : List.of(setOf(pointer, set, definition));
  }

  private static BreakpointSet setOf(
      String pointer, fermata.wire.event.BreakpointSet set, AgentDefinition definition) {
    if (set.breakpoints().size() > BREAKPOINTS_MAX) {
      throw RefusedException.invalidParams(
          pointer + "/breakpoints",
          set.breakpoints().size() + " breakpoints (expected: at most " + BREAKPOINTS_MAX + ")");
    }
    try {
      return DebugMapping.fromWire(set, definition.name().value());
    } catch (IllegalArgumentException unknown) {
      throw RefusedException.invalidParams(pointer, String.valueOf(unknown.getMessage()));
    }
  }

  RunBreakpointsResult breakpoints(RunBreakpointsParams params, RequestContext context) {
    var problems = new AtomicReference<List<BreakpointProblem>>(List.of());
    return change(
        Methods.RUN_BREAKPOINTS,
        params,
        params.session(),
        params.run(),
        context,
        (sight, _) -> {
          BreakpointSet set = setOf("/set", params.set(), sight.definition());
          problems.set(problems(set, sight.definition()));
          return new RunInput.BreakpointsSet(set);
        },
        admission ->
            new RunBreakpointsResult(
                asOf(admission), false, admission.run().value(), problems.get()));
  }

  RunStartResult step(RunStepParams params, RequestContext context) {
    return change(
        Methods.RUN_STEP,
        params,
        params.session(),
        params.run(),
        context,
        (sight, by) -> {
          refuseUnlessAtWork(sight.state());
          String step = params.step();
          return new RunInput.StepRequested(
              step == null ? null : new StepId(step),
              switch (params.stride()) {
                case OVER -> Stride.OVER;
                case IN -> Stride.IN;
              },
              by);
        },
        this::started);
  }

  RunStartResult set(StateSetParams params, RequestContext context) {
    return change(
        Methods.STATE_SET,
        params,
        params.session(),
        params.run(),
        context,
        (sight, by) -> {
          var step = new StepId(params.step());
          Assignment.refusal(sight.definition(), sight.state(), step, params.name(), params.value())
              .ifPresent(
                  why -> {
                    throw RefusedException.of(DaemonErrorCode.INVALID_STATE, why);
                  });
          return new RunInput.StateSet(step, params.name(), params.value(), by);
        },
        this::started);
  }

  /** What somebody wants of a run that has not ended. */
  private interface Wish {
    RunInput input(RunSight sight, String by);
  }

  private interface Made<R> {
    R of(Admission admission);
  }

  private <P extends KeyedParams, R> R change(
      RpcMethod<P, R> method,
      P params,
      String session,
      @Nullable String run,
      RequestContext context,
      Wish wish,
      Made<R> made) {
    return keyed.once(
        method,
        params,
        context,
        remember -> {
          RunMethods.refuseIfDraining(daemon);
          Actor actor = context.actor(params.key());
          Admission admission =
              runs.change(
                  new JournalId(session),
                  run == null ? null : new RunId(run),
                  sight -> decide(sight, actor, wish),
                  actor,
                  remember.apply(made::of));
          return made.of(admission);
        });
  }

  private static RunDecision decide(@Nullable RunSight sight, Actor actor, Wish wish) {
    if (sight == null) {
      throw RefusedException.of(
          DaemonErrorCode.INVALID_STATE, "there is no run that has not ended");
    }
    return RunDecision.of(List.of(wish.input(sight, actor.principal())));
  }

  private static void refuseUnlessAtWork(RunState state) {
    switch (state.status()) {
      case RUNNING, HELD, PAUSED, PAUSING -> {}
      case NEW, INTERRUPTED, CANCELLING, FAILING, COMPLETED, FAILED, CANCELLED ->
          throw RefusedException.of(
              DaemonErrorCode.INVALID_STATE,
              "the run is " + state.status().label() + " (expected: paused, running or held)");
    }
  }

  private RunStartResult started(Admission admission) {
    return new RunStartResult(
        admission.session().value(), admission.run().value(), asOf(admission), false);
  }

  private AsOf asOf(Admission admission) {
    return new AsOf(admission.session().value(), log.cursor(admission.asOf()));
  }

  private static List<BreakpointProblem> problems(BreakpointSet set, AgentDefinition definition) {
    var problems = new ArrayList<BreakpointProblem>();
    for (Breakpoint point : set.breakpoints()) {
      problem(point, definition)
          .ifPresent(message -> problems.add(new BreakpointProblem(point.id(), message)));
    }
    return problems;
  }

  private static Optional<String> problem(Breakpoint point, AgentDefinition definition) {
    for (String source : new String[] {point.condition(), point.hits()}) {
      if (source != null) {
        List<Problem> found = ExpressionParser.parse(source, "condition").problems();
        if (!found.isEmpty()) {
          return Optional.of("'" + source + "': " + found.getFirst().message());
        }
      }
    }
    // What child runs have is known when they begin.
    if (!point.agent().equals(definition.name().value())) {
      return Optional.empty();
    }
    return switch (point.kind()) {
      case NODE ->
          definition.nodes().containsKey(new NodeId(point.at()))
              ? Optional.empty()
              : Optional.of(
                  "the agent has no node '"
                      + point.at()
                      + "'"
                      + Suggestions.hint(
                          point.at(),
                          definition.nodes().keySet().stream().map(NodeId::value).toList()));
      case EDGE ->
          definition.edges().stream().map(Edge::pointer).anyMatch(point.at()::equals)
              ? Optional.empty()
              : Optional.of("the agent has no edge '" + point.at() + "'");
      case TOOL -> Optional.empty();
    };
  }

  RunExplainResult explain(RunExplainParams params, RequestContext context) {
    return Explanation.of(archive, params, past -> agentOf(past).knownTools());
  }

  private SourcedAgent agentOf(RunArchive.Past past) {
    return agents.asked(agents.load(past.sight().pin().texts()));
  }

  RunPositionResult position(RunPositionParams params, RequestContext context) {
    var session = new JournalId(params.session());
    RunArchive.Past past = archive.past(session, params.run(), params.at());
    String run = past.summary().run();
    boolean hasText = Boolean.TRUE.equals(params.text());
    return PositionView.of(past, archive.firstSeq(session, run), hasText, stop(session, run, past));
  }

  /** The fact that made the run stand still is among the last few events. */
  private DebugFact.@Nullable Reached stop(JournalId session, String run, RunArchive.Past past) {
    RunStatus status = past.state().status();
    if (status != RunStatus.PAUSED && status != RunStatus.PAUSING) {
      return null;
    }
    var newest = new AtomicReference<DebugFact.@Nullable Reached>();
    archive.visit(
        session,
        run,
        archive.markBefore(session, run, past.seq()),
        past.seq(),
        (event, before, after) -> {
          if (event.fact() instanceof DebugFact.Reached reached && reached.stop()) {
            newest.set(reached);
          } else if (after.state().status() == RunStatus.RUNNING) {
            newest.set(null);
          }
          return true;
        });
    return newest.get();
  }

  RunWalkResult walk(RunWalkParams params, RequestContext context) {
    return Walk.of(archive, params);
  }

  RunEvaluateResult evaluate(RunEvaluateParams params, RequestContext context) {
    RunArchive.Past past = archive.past(new JournalId(params.session()), params.run(), params.at());
    String step = params.step();
    Hindsight.Answer answer =
        Hindsight.of(past.sight().definition(), past.state().with(past.memory()), past.at())
            .evaluate(step == null ? null : new StepId(step), params.expression());
    return new RunEvaluateResult(answer.value(), answer.error());
  }
}
