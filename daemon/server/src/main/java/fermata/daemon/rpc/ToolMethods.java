package fermata.daemon.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fermata.daemon.journal.EventLog;
import fermata.daemon.journal.ValueMapping;
import fermata.daemon.platform.UuidV7;
import fermata.daemon.refusal.RefusedException;
import fermata.daemon.run.KeyedReplies;
import fermata.daemon.source.AgentLocation;
import fermata.daemon.source.AgentSource;
import fermata.daemon.store.JournalId;
import fermata.daemon.tool.ToolCall;
import fermata.daemon.tool.ToolCatalog;
import fermata.daemon.tool.ToolExecution;
import fermata.daemon.tool.ToolRunner;
import fermata.daemon.tool.ToolServers;
import fermata.definition.agent.AgentTools;
import fermata.definition.model.ToolName;
import fermata.definition.tool.Certainty;
import fermata.definition.tool.ToolDeclaration;
import fermata.definition.tool.ToolKnowledge;
import fermata.definition.tool.ToolSchema;
import fermata.engine.run.CallId;
import fermata.engine.run.Failure;
import fermata.engine.run.RunId;
import fermata.engine.run.SessionId;
import fermata.engine.run.ToolOutcome;
import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.method.Methods;
import fermata.wire.method.run.AsOf;
import fermata.wire.method.tool.ToolCallParams;
import fermata.wire.method.tool.ToolCallResult;
import fermata.wire.method.tool.ToolDescription;
import fermata.wire.method.tool.ToolExampleView;
import fermata.wire.method.tool.ToolListParams;
import fermata.wire.method.tool.ToolListResult;
import fermata.wire.method.tool.ToolServerView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code tool/*}: the tools of a folder, and calls of them without a run. */
final class ToolMethods {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

  /** How many calls of clients run at once. */
  private static final int CALLS_MAX = 64;

  private final ToolRunner tools;
  private final ToolServers servers;
  private final AgentSource agents;
  private final KeyedReplies replies;
  private final EventLog log;
  private final UuidV7 ids;
  private final KeyedRequests keyed;
  private final DaemonControl daemon;
  private final Semaphore running = new Semaphore(CALLS_MAX);

  ToolMethods(Backends backends, KeyedRequests keyed, DaemonControl daemon) {
    this.tools = backends.tools();
    this.servers = backends.toolServers();
    this.agents = backends.agents();
    this.replies = new KeyedReplies(backends.store(), backends.clock());
    this.log = backends.log();
    this.ids = backends.ids();
    this.keyed = keyed;
    this.daemon = daemon;
  }

  ToolListResult list(ToolListParams params, RequestContext context) {
    String workspace = params.workspace();
    Path folder = workspace == null ? Path.of("/") : AgentLocation.parse("/workspace", workspace);
    ToolCatalog catalog = AgentSource.catalogOf(folder);
    ToolKnowledge known =
        Boolean.TRUE.equals(params.servers()) ? asked(catalog) : tools.refresh(catalog);
    return new ToolListResult(
        Stream.concat(known.all(), agentsOf(folder, workspace).stream())
            .map(tool -> toWire(tool, tools.declaration(catalog, tool.name()).orElse(null)))
            .toList(),
        known.certainty() == Certainty.COMPLETE,
        servers.list(catalog).stream()
            .map(it -> new ToolServerView(it.name(), it.reachedBy(), it.tools(), it.problem()))
            .toList());
  }

  private List<ToolSchema> agentsOf(Path folder, @Nullable String workspace) {
    return workspace == null ? List.of() : agents.agentTools(folder);
  }

  private ToolKnowledge asked(ToolCatalog catalog) {
    try {
      return tools.ask(catalog, List.of(ToolKnowledge.SERVER_TOOL + "*"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return tools.knowledge(catalog);
    }
  }

  private static ToolDescription toWire(ToolSchema tool, @Nullable ToolDeclaration declared) {
    Duration timeout = tool.timeout();
    return new ToolDescription(
        tool.name().value(),
        tool.description(),
        tool.input(),
        tool.output(),
        tool.traits().readOnly(),
        tool.traits().idempotent(),
        tool.traits().destructive(),
        tool.traits().onUnknown().name().toLowerCase(Locale.ROOT),
        timeout == null ? null : timeout.toMillis(),
        tool.version(),
        tool.examples().isEmpty()
            ? null
            : tool.examples().stream()
                .map(it -> new ToolExampleView(it.description(), it.args()))
                .toList(),
        declared == null ? null : ToolTermsMapping.toWire(declared));
  }

  ToolCallResult call(ToolCallParams params, RequestContext context) {
    RunMethods.refuseIfDraining(daemon);
    Path workspace = AgentLocation.parse("/workspace", params.workspace());
    if (!Files.isDirectory(workspace)) {
      throw RefusedException.invalidParams(
          "/workspace", "'" + workspace + "' is no folder (expected: the one to work in)");
    }
    if (AgentTools.agentOf(params.name()).isPresent()) {
      throw RefusedException.invalidParams(
          "/name", "'" + params.name() + "' is an agent (expected: run/start, which starts it)");
    }
    Duration timeout = timeout(params.timeoutMs());
    return keyed.once(
        Methods.TOOL_CALL,
        params,
        context,
        remember -> {
          ToolCallResult result =
              perform(callOf(params, workspace, timeout, context.trace()), context);
          replies.keep(remember.apply(_ -> result));
          return result;
        });
  }

  private static Duration timeout(@Nullable Long millis) {
    if (millis == null) {
      return TIMEOUT;
    }
    if (millis < 1 || millis > TIMEOUT_MAX.toMillis()) {
      throw RefusedException.invalidParams(
          "/timeoutMs", millis + " (expected: 1 to " + TIMEOUT_MAX.toMillis() + ")");
    }
    return Duration.ofMillis(millis);
  }

  /** A call of its own: what a tool keeps for a session, it keeps for nobody else. */
  private ToolCall callOf(
      ToolCallParams params, Path workspace, Duration timeout, @Nullable String trace) {
    String id = ids.next();
    return new ToolCall(
        new SessionId(id),
        new RunId(id),
        new CallId("c1"),
        new ToolName(params.name()),
        Objects.requireNonNullElseGet(params.args(), JsonNodeFactory.instance::objectNode),
        params.key(),
        timeout,
        workspace,
        AgentSource.catalogOf(workspace),
        1,
        "client",
        trace);
  }

  private ToolCallResult perform(ToolCall call, RequestContext context) {
    if (!running.tryAcquire()) {
      throw RefusedException.of(
          DaemonErrorCode.OVERLOADED, CALLS_MAX + " calls of clients run already");
    }
    try {
      long began = System.nanoTime();
      ToolExecution execution = tools.start(call, context.progress());
      context.onCancel(execution::cancel);
      ToolOutcome outcome = execution.await();
      context.refuseIfCancelled();
      return result(outcome, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      running.release();
    }
  }

  private ToolCallResult result(ToolOutcome outcome, Duration took) {
    AsOf asOf =
        new AsOf(JournalId.WORKSPACE.value(), log.cursor(log.head(JournalId.WORKSPACE).seq()));
    return switch (outcome) {
      case ToolOutcome.Completed(var result, _) ->
          new ToolCallResult(asOf, false, result, null, took.toMillis());
      case ToolOutcome.Failed(var failure) -> failed(asOf, failure, took);
      case ToolOutcome.TimedOut(var after) ->
          failed(
              asOf,
              Failure.passing("tool.timeout", "no end after " + after.toMillis() + " ms"),
              took);
      case ToolOutcome.Lost(var failure) -> failed(asOf, unknown(failure), took);
      case ToolOutcome.Cancelled() ->
          failed(asOf, Failure.of("tool.cancelled", "the call was ended"), took);
    };
  }

  private static Failure unknown(Failure failure) {
    return Failure.of(
        failure.kind(), failure.message() + "; whether the call had its effect is not known");
  }

  private static ToolCallResult failed(AsOf asOf, Failure failure, Duration took) {
    return new ToolCallResult(asOf, false, null, ValueMapping.toWire(failure), took.toMillis());
  }
}
