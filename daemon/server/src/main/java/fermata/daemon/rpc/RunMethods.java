package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.GrantMapping;
import fermata.daemon.journal.TurnWatch;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.Actor;
import fermata.daemon.run.Admission;
import fermata.daemon.run.InputCheck;
import fermata.daemon.run.KeyedReply;
import fermata.daemon.run.RunBeginning;
import fermata.daemon.run.RunDecision;
import fermata.daemon.run.RunOptions;
import fermata.daemon.run.RunRegistry;
import fermata.daemon.run.RunTerms;
import fermata.daemon.run.SessionViews;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.SourcedAgent;
import fermata.daemon.store.JournalId;
import fermata.definition.model.AgentDefinition;
import fermata.definition.text.Suggestions;
import fermata.engine.run.RunId;
import fermata.engine.run.RunInput;
import fermata.wire.event.Cursor;
import fermata.wire.event.RunGrant;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.daemon.DaemonState;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.run.OnBusy;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunCancelResult;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunStatus;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.run.StartOutcome;
import fermata.wire.method.run.WaitUntil;
import fermata.wire.method.session.SessionGetResult;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code run/*}, but for the list and for {@code run/resume}. */
final class RunMethods {

  private static final long WAIT_MILLIS_MAX = 300_000;

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final RunRegistry runs;
  private final SessionViews views;
  private final AgentMethods agents;
  private final EventLog log;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final UuidV7 ids;
  private final InstantSource clock;

  RunMethods(Backends backends, AgentMethods agents, KeyedRequests keyed, DaemonControl daemon) {
    this.runs = backends.runs();
    this.views = backends.views();
    this.agents = agents;
    this.log = backends.log();
    this.keyed = keyed;
    this.daemon = daemon;
    this.ids = backends.ids();
    this.clock = backends.clock();
  }

  RunStartResult start(RunStartParams params, RequestContext context) {
    if (Boolean.TRUE.equals(params.dryRun())) {
      return planned(params, beginning(params, context));
    }
    return keyed.once(
        Methods.RUN_START,
        params,
        context,
        remember -> {
          refuseIfDraining(daemon);
          RunBeginning beginning = beginning(params, context);
          String session = params.session();
          Admission admission =
              runs.begin(
                  new JournalId(session == null ? ids.next() : session),
                  session == null,
                  beginning,
                  context.actor(params.key()),
                  remember.apply(made -> startResult(beginning.run(), made)));
          return startResult(beginning.run(), admission);
        });
  }

  /** Looks and changes nothing: what a start with these params would be at this moment. */
  private RunStartResult planned(RunStartParams params, RunBeginning beginning) {
    String wanted = params.session();
    SessionViews.Positioned session = wanted == null ? null : views.session(new JournalId(wanted));
    String busy = session == null ? null : busy(session.result());
    StartOutcome outcome = outcome(beginning.terms(), busy != null, clock.instant());
    String id = wanted == null ? ids.next() : wanted;
    long head = session == null ? 0 : session.head();
    return new RunStartResult(
        id,
        beginning.run().value(),
        new AsOf(id, session == null ? Cursor.of(0).toString() : log.cursor(head)),
        false,
        StartOutcome.PLANNED,
        runs.plan(beginning, busy, outcome));
  }

  private static @Nullable String busy(SessionGetResult session) {
    return session.runs().stream()
        .filter(run -> run.endedAt() == null)
        .map(RunSummary::run)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable StartOutcome outcome(RunTerms terms, boolean isBusy, Instant now) {
    Instant notBefore = terms.notBefore();
    StartOutcome free =
        notBefore != null && notBefore.isAfter(now) ? StartOutcome.QUEUED : StartOutcome.STARTED;
    if (!isBusy) {
      return free;
    }
    return switch (terms.onBusy()) {
      case REJECT -> null;
      case QUEUE -> StartOutcome.QUEUED;
      case STEER -> StartOutcome.STEERED;
      case REPLACE -> free;
    };
  }

  static void refuseIfDraining(DaemonControl daemon) {
    if (!daemon.state().equals(DaemonState.READY)) {
      throw RefusedException.of(
          DaemonErrorCode.DRAINING, "the daemon is ending and takes no new work");
    }
  }

  private RunStartResult startResult(RunId wanted, Admission admission) {
    StartOutcome outcome =
        admission.run().equals(wanted) ? admission.outcome() : StartOutcome.STEERED;
    return new RunStartResult(
        admission.session().value(),
        admission.run().value(),
        asOf(admission),
        false,
        outcome.equals(StartOutcome.STARTED) ? null : outcome,
        null);
  }

  private AsOf asOf(Admission admission) {
    return new AsOf(admission.session().value(), log.cursor(admission.asOf()));
  }

  private RunBeginning beginning(RunStartParams params, RequestContext context) {
    SourcedAgent agent =
        agents.readToRun("/agent/uri", params.agent().uri(), params.agent().text());
    AgentDefinition definition = AgentMethods.usable(agent);
    JsonNode input =
        Objects.requireNonNullElse(params.input(), JsonNodeFactory.instance.objectNode());
    InputCheck.check(definition, input);
    return new RunBeginning(
        new RunId(runId(params.run(), "/run", ids)),
        agent,
        options(params, agent),
        entry(params.entry(), definition),
        input,
        params.agent().uri(),
        params.title(),
        List.of(),
        DebugMethods.debuggers("/debug", params.debug(), definition),
        terms(params, input, context));
  }

  private static RunTerms terms(RunStartParams params, JsonNode input, RequestContext context) {
    OnBusy onBusy = Objects.requireNonNullElse(params.onBusy(), OnBusy.REJECT);
    Instant wanted = params.notBefore();
    Instant notBefore = wanted == null ? null : wanted.truncatedTo(ChronoUnit.MILLIS);
    if (onBusy == OnBusy.STEER) {
      return new RunTerms(
          onBusy,
          SteerMethods.steering(saying(input), null, context.actor(params.key()).principal()),
          notBefore);
    }
    return new RunTerms(onBusy, null, notBefore);
  }

  /**
   * {@return what a model is told of an input: the text, where it is one, else all of it as JSON}
   */
  private static String saying(JsonNode input) {
    return input.size() == 1 && input.iterator().next().isTextual()
        ? input.iterator().next().asText()
        : input.toString();
  }

  static String runId(@Nullable String given, String pointer, UuidV7 ids) {
    if (given != null && !UUID.matcher(given).matches()) {
      throw RefusedException.invalidParams(pointer, "'" + given + "' (expected: a UUID)");
    }
    return given == null ? ids.next() : given;
  }

  private static String entry(@Nullable String wanted, AgentDefinition definition) {
    String entry = Objects.requireNonNullElse(wanted, AgentDefinition.DEFAULT_ENTRY);
    if (!definition.entries().containsKey(entry)) {
      throw RefusedException.invalidParams(
          "/entry",
          "the agent has no entry point '"
              + entry
              + "'"
              + Suggestions.hint(entry, definition.entries().keySet()));
    }
    return entry;
  }

  private static RunOptions options(RunStartParams params, SourcedAgent agent) {
    String workspace = params.workspace();
    List<String> models = params.models();
    return new RunOptions(
        workspace == null
            ? agent.texts().workspace().toString()
            : workspace(AgentLocation.parse("/workspace", workspace)),
        pathOrNull("/record", params.record()),
        pathOrNull("/replay", params.replay()),
        models == null ? List.of() : models,
        null,
        budget(params.budget()));
  }

  /** {@return a bound that bounds something} */
  private static @Nullable RunGrant budget(@Nullable RunGrant wanted) {
    if (wanted == null) {
      return null;
    }
    BigDecimal usd = wanted.costUsd();
    requirePositive("/budget/costUsd", usd, usd == null ? 1 : usd.signum());
    requirePositive("/budget/tokens", wanted.tokens(), signOf(wanted.tokens()));
    requirePositive("/budget/durationMs", wanted.durationMs(), signOf(wanted.durationMs()));
    requirePositive("/budget/steps", wanted.steps(), signOf(wanted.steps()));
    requirePositive("/budget/toolCalls", wanted.toolCalls(), signOf(wanted.toolCalls()));
    return GrantMapping.toWire(GrantMapping.fromWire(wanted));
  }

  private static int signOf(@Nullable Number value) {
    return value == null ? 1 : Long.signum(value.longValue());
  }

  private static void requirePositive(String pointer, @Nullable Number value, int sign) {
    if (sign <= 0) {
      throw RefusedException.invalidParams(pointer, value + " (expected: more than 0)");
    }
  }

  private static String workspace(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw RefusedException.invalidParams("/workspace", "'" + folder + "' is not a folder");
    }
    return folder.toString();
  }

  static @Nullable String pathOrNull(String pointer, @Nullable String path) {
    return path == null ? null : AgentLocation.parse(pointer, path).toString();
  }

  RunSummary get(RunGetParams params, RequestContext context) {
    return views.run(params.run());
  }

  RunWaitResult await(RunWaitParams params, RequestContext context) {
    if (params.timeoutMs() < 0 || params.timeoutMs() > WAIT_MILLIS_MAX) {
      throw RefusedException.invalidParams(
          "/timeoutMs", params.timeoutMs() + " (expected: 0 to " + WAIT_MILLIS_MAX + ")");
    }
    long deadline = System.nanoTime() + Duration.ofMillis(params.timeoutMs()).toNanos();
    var journal = new JournalId(views.run(params.run()).session());
    try (TurnWatch turns = log.watchTurns(journal)) {
      context.onCancel(turns::turned);
      while (true) {
        RunSummary run = views.run(params.run());
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (isReached(run, params.until()) || left.isNegative()) {
          return new RunWaitResult(run, isReached(run, params.until()));
        }
        turns.await(left);
        context.refuseIfCancelled();
      }
    }
  }

  private static boolean isReached(RunSummary run, WaitUntil until) {
    boolean hasEnded = run.endedAt() != null;
    boolean isHeld =
        run.status().equals(RunStatus.HELD) || run.status().equals(RunStatus.INTERRUPTED);
    return switch (until) {
      case TERMINAL -> hasEnded;
      case HELD -> hasEnded || isHeld;
    };
  }

  RunCancelResult cancel(RunCancelParams params, RequestContext context) {
    return keyed.once(
        Methods.RUN_CANCEL,
        params,
        context,
        remember -> {
          String reason = Objects.requireNonNullElse(params.reason(), "cancelled by a client");
          RunId run = params.run() == null ? null : new RunId(params.run());
          return cancel(sessionOf(params), run, reason, context.actor(params.key()), remember);
        });
  }

  /**
   * Cancels a run for a request that is remembered.
   *
   * @param run the one under way where absent
   */
  RunCancelResult cancel(
      JournalId session,
      @Nullable RunId run,
      String reason,
      Actor actor,
      Function<Function<Admission, RunCancelResult>, KeyedReply> remember) {
    var request = new RunInput.CancelRequested(reason, actor.principal());
    Admission admission =
        runs.change(
            session,
            run,
            sight -> sight == null ? RunDecision.NOTHING : RunDecision.of(List.of(request)),
            actor,
            remember.apply(this::cancelResult));
    return cancelResult(admission);
  }

  private JournalId sessionOf(RunCancelParams params) {
    String run = params.run();
    String session = params.session();
    if ((run == null) == (session == null)) {
      throw RefusedException.invalidParams("", "expected one of 'run' and 'session'");
    }
    return new JournalId(session == null ? views.run(String.valueOf(run)).session() : session);
  }

  private RunCancelResult cancelResult(Admission admission) {
    List<String> cancelled = admission.hasEffect() ? List.of(admission.run().value()) : List.of();
    return new RunCancelResult(asOf(admission), false, cancelled);
  }
}
