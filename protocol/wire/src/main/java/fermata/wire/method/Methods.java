package fermata.wire.method;

import static fermata.wire.jsonrpc.DaemonErrorCode.AGENT_INVALID;
import static fermata.wire.jsonrpc.DaemonErrorCode.ALREADY_EXISTS;
import static fermata.wire.jsonrpc.DaemonErrorCode.ALREADY_INITIALIZED;
import static fermata.wire.jsonrpc.DaemonErrorCode.BUSY;
import static fermata.wire.jsonrpc.DaemonErrorCode.CONFLICT;
import static fermata.wire.jsonrpc.DaemonErrorCode.CORRUPT;
import static fermata.wire.jsonrpc.DaemonErrorCode.CURSOR_INVALID;
import static fermata.wire.jsonrpc.DaemonErrorCode.DRAINING;
import static fermata.wire.jsonrpc.DaemonErrorCode.FORBIDDEN;
import static fermata.wire.jsonrpc.DaemonErrorCode.IDEMPOTENCY_CONFLICT;
import static fermata.wire.jsonrpc.DaemonErrorCode.INVALID_STATE;
import static fermata.wire.jsonrpc.DaemonErrorCode.LEASE_HELD;
import static fermata.wire.jsonrpc.DaemonErrorCode.LIMIT_EXCEEDED;
import static fermata.wire.jsonrpc.DaemonErrorCode.NOT_FOUND;
import static fermata.wire.jsonrpc.DaemonErrorCode.OVERLOADED;
import static fermata.wire.jsonrpc.DaemonErrorCode.QUESTION_ALREADY_ANSWERED;
import static fermata.wire.jsonrpc.DaemonErrorCode.QUESTION_EXPIRED;
import static fermata.wire.jsonrpc.DaemonErrorCode.STORAGE_ERROR;
import static fermata.wire.jsonrpc.DaemonErrorCode.SUBSCRIPTION_LIMIT;
import static fermata.wire.jsonrpc.DaemonErrorCode.UNSUPPORTED_PROTOCOL_VERSION;

import fermata.wire.jsonrpc.DaemonErrorCode;
import fermata.wire.jsonrpc.KeyedParams;
import fermata.wire.method.agent.AgentGetParams;
import fermata.wire.method.agent.AgentGetResult;
import fermata.wire.method.agent.AgentGraphParams;
import fermata.wire.method.agent.AgentGraphResult;
import fermata.wire.method.agent.AgentImpactParams;
import fermata.wire.method.agent.AgentImpactResult;
import fermata.wire.method.agent.AgentListParams;
import fermata.wire.method.agent.AgentListResult;
import fermata.wire.method.agent.AgentResolveParams;
import fermata.wire.method.agent.AgentResolveResult;
import fermata.wire.method.agent.AgentSchemaParams;
import fermata.wire.method.agent.AgentSchemaResult;
import fermata.wire.method.agent.AgentValidateParams;
import fermata.wire.method.agent.AgentValidateResult;
import fermata.wire.method.artifact.ArtifactListParams;
import fermata.wire.method.artifact.ArtifactListResult;
import fermata.wire.method.artifact.ArtifactReadParams;
import fermata.wire.method.artifact.ArtifactReadResult;
import fermata.wire.method.blob.BlobPutParams;
import fermata.wire.method.blob.BlobPutResult;
import fermata.wire.method.blob.BlobReadParams;
import fermata.wire.method.blob.BlobReadResult;
import fermata.wire.method.daemon.AuthGrantParams;
import fermata.wire.method.daemon.AuthGrantResult;
import fermata.wire.method.daemon.AuthListResult;
import fermata.wire.method.daemon.AuthRevokeParams;
import fermata.wire.method.daemon.AuthRevokeResult;
import fermata.wire.method.daemon.AuthTicketParams;
import fermata.wire.method.daemon.AuthTicketResult;
import fermata.wire.method.daemon.CancelRequestParams;
import fermata.wire.method.daemon.DaemonConfigParams;
import fermata.wire.method.daemon.DaemonConfigResult;
import fermata.wire.method.daemon.DaemonDiagnosticsResult;
import fermata.wire.method.daemon.DaemonDrainParams;
import fermata.wire.method.daemon.DaemonGoodbyeParams;
import fermata.wire.method.daemon.DaemonLogsParams;
import fermata.wire.method.daemon.DaemonLogsResult;
import fermata.wire.method.daemon.DaemonShutdownParams;
import fermata.wire.method.daemon.DaemonShutdownResult;
import fermata.wire.method.daemon.DaemonSkipParams;
import fermata.wire.method.daemon.DaemonSkipResult;
import fermata.wire.method.daemon.DaemonStatusResult;
import fermata.wire.method.daemon.InitializeParams;
import fermata.wire.method.daemon.InitializeResult;
import fermata.wire.method.daemon.Nothing;
import fermata.wire.method.daemon.ProgressParams;
import fermata.wire.method.debug.RunBreakpointsParams;
import fermata.wire.method.debug.RunBreakpointsResult;
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
import fermata.wire.method.events.EventsAckParams;
import fermata.wire.method.events.EventsBatchParams;
import fermata.wire.method.events.EventsFlushParams;
import fermata.wire.method.events.EventsFlushResult;
import fermata.wire.method.events.EventsLagParams;
import fermata.wire.method.events.EventsPublishParams;
import fermata.wire.method.events.EventsPublishResult;
import fermata.wire.method.events.EventsReadParams;
import fermata.wire.method.events.EventsReadResult;
import fermata.wire.method.events.EventsSubscribeParams;
import fermata.wire.method.events.EventsSubscribeResult;
import fermata.wire.method.events.EventsUnsubscribeParams;
import fermata.wire.method.events.EventsWaitParams;
import fermata.wire.method.events.EventsWaitResult;
import fermata.wire.method.events.HintParams;
import fermata.wire.method.events.ItemListParams;
import fermata.wire.method.events.ItemListResult;
import fermata.wire.method.events.ItemReadParams;
import fermata.wire.method.events.ItemReadResult;
import fermata.wire.method.events.LogHeadParams;
import fermata.wire.method.events.LogHeadResult;
import fermata.wire.method.events.LogVerifyParams;
import fermata.wire.method.events.LogVerifyResult;
import fermata.wire.method.goal.GoalProgressParams;
import fermata.wire.method.goal.GoalProgressResult;
import fermata.wire.method.history.CheckpointDiffParams;
import fermata.wire.method.history.CheckpointDiffResult;
import fermata.wire.method.history.CheckpointListParams;
import fermata.wire.method.history.CheckpointListResult;
import fermata.wire.method.history.SessionForkParams;
import fermata.wire.method.history.SessionForkResult;
import fermata.wire.method.history.SessionRevertParams;
import fermata.wire.method.history.SessionRevertResult;
import fermata.wire.method.history.StateGetParams;
import fermata.wire.method.history.StateGetResult;
import fermata.wire.method.model.ModelCheckParams;
import fermata.wire.method.model.ModelCheckResult;
import fermata.wire.method.model.ModelListParams;
import fermata.wire.method.model.ModelListResult;
import fermata.wire.method.policy.PolicyGetParams;
import fermata.wire.method.policy.PolicyGetResult;
import fermata.wire.method.policy.PolicySetParams;
import fermata.wire.method.policy.PolicySetResult;
import fermata.wire.method.policy.PolicyTestParams;
import fermata.wire.method.policy.PolicyTestResult;
import fermata.wire.method.question.QuestionAnswerParams;
import fermata.wire.method.question.QuestionAnswerResult;
import fermata.wire.method.question.QuestionClaimParams;
import fermata.wire.method.question.QuestionClaimResult;
import fermata.wire.method.question.QuestionListParams;
import fermata.wire.method.question.QuestionListResult;
import fermata.wire.method.queue.QueueListParams;
import fermata.wire.method.queue.QueueListResult;
import fermata.wire.method.queue.QueueRemoveParams;
import fermata.wire.method.queue.QueueReorderParams;
import fermata.wire.method.queue.QueueReorderResult;
import fermata.wire.method.run.RunCancelParams;
import fermata.wire.method.run.RunCancelResult;
import fermata.wire.method.run.RunGetParams;
import fermata.wire.method.run.RunListParams;
import fermata.wire.method.run.RunListResult;
import fermata.wire.method.run.RunPauseParams;
import fermata.wire.method.run.RunPauseResult;
import fermata.wire.method.run.RunResumeParams;
import fermata.wire.method.run.RunRetryParams;
import fermata.wire.method.run.RunStartParams;
import fermata.wire.method.run.RunStartResult;
import fermata.wire.method.run.RunSteerParams;
import fermata.wire.method.run.RunSteerResult;
import fermata.wire.method.run.RunSummary;
import fermata.wire.method.run.RunWaitParams;
import fermata.wire.method.run.RunWaitResult;
import fermata.wire.method.runtime.RuntimeCompleteParams;
import fermata.wire.method.runtime.RuntimeCompleteResult;
import fermata.wire.method.runtime.RuntimeListResult;
import fermata.wire.method.runtime.RuntimeRegisterParams;
import fermata.wire.method.runtime.RuntimeRegisterResult;
import fermata.wire.method.runtime.RuntimeReportParams;
import fermata.wire.method.runtime.RuntimeReportResult;
import fermata.wire.method.runtime.RuntimeTakeParams;
import fermata.wire.method.runtime.RuntimeTakeResult;
import fermata.wire.method.runtime.RuntimeUnregisterParams;
import fermata.wire.method.schema.SchemaGetParams;
import fermata.wire.method.schema.SchemaGetResult;
import fermata.wire.method.session.SessionArchiveParams;
import fermata.wire.method.session.SessionCreateParams;
import fermata.wire.method.session.SessionDeleteParams;
import fermata.wire.method.session.SessionDeleteResult;
import fermata.wire.method.session.SessionExportParams;
import fermata.wire.method.session.SessionExportResult;
import fermata.wire.method.session.SessionGetParams;
import fermata.wire.method.session.SessionGetResult;
import fermata.wire.method.session.SessionImportParams;
import fermata.wire.method.session.SessionImportResult;
import fermata.wire.method.session.SessionLeaseParams;
import fermata.wire.method.session.SessionLeaseResult;
import fermata.wire.method.session.SessionListParams;
import fermata.wire.method.session.SessionListResult;
import fermata.wire.method.session.SessionRebuildParams;
import fermata.wire.method.session.SessionRebuildResult;
import fermata.wire.method.session.SessionUpdateParams;
import fermata.wire.method.session.SessionUpdateResult;
import fermata.wire.method.tool.ToolCallParams;
import fermata.wire.method.tool.ToolCallResult;
import fermata.wire.method.tool.ToolListParams;
import fermata.wire.method.tool.ToolListResult;
import fermata.wire.method.tool.ToolOfferParams;
import fermata.wire.method.tool.ToolOfferResult;
import fermata.wire.method.tool.ToolReportParams;
import fermata.wire.method.tool.ToolReportResult;
import fermata.wire.method.tool.ToolResultParams;
import fermata.wire.method.tool.ToolResultResult;
import fermata.wire.method.tool.ToolServerListParams;
import fermata.wire.method.tool.ToolServerListResult;
import fermata.wire.method.tool.ToolServerLogsParams;
import fermata.wire.method.tool.ToolServerLogsResult;
import fermata.wire.method.tool.ToolServerRestartParams;
import fermata.wire.method.tool.ToolServerStartParams;
import fermata.wire.method.tool.ToolServerStartResult;
import fermata.wire.method.tool.ToolServerStopParams;
import fermata.wire.method.tool.ToolTakeParams;
import fermata.wire.method.tool.ToolTakeResult;
import fermata.wire.method.tool.ToolWithdrawParams;
import fermata.wire.method.trigger.AgentRegisterParams;
import fermata.wire.method.trigger.AgentRegisterResult;
import fermata.wire.method.trigger.AgentUnregisterParams;
import fermata.wire.method.trigger.AgentUnregisterResult;
import fermata.wire.method.trigger.TriggerFireParams;
import fermata.wire.method.trigger.TriggerFireResult;
import fermata.wire.method.trigger.TriggerListResult;
import fermata.wire.method.trigger.TriggerMissedParams;
import fermata.wire.method.trigger.TriggerMissedResult;
import fermata.wire.method.trigger.TriggerPauseParams;
import fermata.wire.method.trigger.TriggerPauseResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every method and notification of the protocol. What is not here does not exist; what is here is
 * served.
 */
public final class Methods {

  /** The versions of the protocol that this build speaks, best first. */
  public static final List<String> PROTOCOL_VERSIONS = List.of("1.0.0");

  public static final RpcMethod<InitializeParams, InitializeResult> INITIALIZE =
      method(
          "initialize",
          InitializeParams.class,
          InitializeResult.class,
          "Opens the connection: both sides say who they are; only $/ping may come before it",
          UNSUPPORTED_PROTOCOL_VERSION,
          ALREADY_INITIALIZED);

  public static final RpcMethod<Nothing, Nothing> PING =
      method(
          "$/ping",
          Nothing.class,
          Nothing.class,
          "Answers at once; does not keep an idle daemon from ending");

  public static final RpcMethod<Nothing, Nothing> SHUTDOWN =
      method(
          "shutdown",
          Nothing.class,
          Nothing.class,
          "Announces the end of a daemon that serves one client over stdio",
          INVALID_STATE);

  public static final RpcMethod<Nothing, DaemonStatusResult> DAEMON_STATUS =
      method("daemon/status", Nothing.class, DaemonStatusResult.class, "Tells how the daemon is");

  public static final RpcMethod<DaemonShutdownParams, DaemonShutdownResult> DAEMON_SHUTDOWN =
      method(
              "daemon/shutdown",
              DaemonShutdownParams.class,
              DaemonShutdownResult.class,
              "Ends the daemon; held and interrupted work goes on at its next start")
          .needing(Scope.ADMIN);

  public static final RpcMethod<Nothing, DaemonDiagnosticsResult> DAEMON_DIAGNOSTICS =
      method(
              "daemon/diagnostics",
              Nothing.class,
              DaemonDiagnosticsResult.class,
              "Tells who is connected, what they follow and how far they are")
          .needing(Scope.ADMIN);

  public static final RpcMethod<DaemonDrainParams, DaemonShutdownResult> DAEMON_DRAIN =
      method(
              "daemon/drain",
              DaemonDrainParams.class,
              DaemonShutdownResult.class,
              "Lets the daemon make room for another: it ends when it has nothing to do, whoever is"
                  + " connected")
          .needing(Scope.ADMIN);

  public static final RpcMethod<DaemonSkipParams, DaemonSkipResult> DAEMON_SKIP =
      method(
              "daemon/skip",
              DaemonSkipParams.class,
              DaemonSkipResult.class,
              "Lets the time pass that runs wait for, where nothing is under way; refused by a daemon"
                  + " that was not started for tests",
              INVALID_STATE,
              NOT_FOUND)
          .needing(Scope.ADMIN);

  public static final RpcMethod<DaemonConfigParams, DaemonConfigResult> DAEMON_CONFIG =
      method(
              "daemon/config",
              DaemonConfigParams.class,
              DaemonConfigResult.class,
              "Tells how the daemon is set, and sets some of it until it ends",
              INVALID_STATE)
          .needing(Scope.ADMIN);

  public static final RpcMethod<DaemonLogsParams, DaemonLogsResult> DAEMON_LOGS =
      method(
              "daemon/logs",
              DaemonLogsParams.class,
              DaemonLogsResult.class,
              "Gives the last lines of the daemon's log",
              NOT_FOUND)
          .needing(Scope.ADMIN);

  public static final RpcMethod<AuthTicketParams, AuthTicketResult> AUTH_TICKET =
      method(
              "auth/ticket",
              AuthTicketParams.class,
              AuthTicketResult.class,
              "Lets a page of a browser connect once, as Sec-WebSocket-Protocol: fermata.v1,"
                  + " fermata.ticket.<ticket>",
              FORBIDDEN,
              LIMIT_EXCEEDED)
          .needing(Scope.ADMIN);

  public static final RpcMethod<Nothing, AuthListResult> AUTH_LIST =
      method(
              "auth/list",
              Nothing.class,
              AuthListResult.class,
              "Lists the tokens that were granted to others")
          .needing(Scope.ADMIN);

  public static final RpcMethod<AuthGrantParams, AuthGrantResult> AUTH_GRANT =
      method(
              "auth/grant",
              AuthGrantParams.class,
              AuthGrantResult.class,
              "Lets somebody else in by a token of their own, under a name that audit and events"
                  + " show",
              ALREADY_EXISTS,
              LIMIT_EXCEEDED,
              FORBIDDEN,
              IDEMPOTENCY_CONFLICT,
              STORAGE_ERROR)
          .needing(Scope.ADMIN);

  public static final RpcMethod<AuthRevokeParams, AuthRevokeResult> AUTH_REVOKE =
      method(
              "auth/revoke",
              AuthRevokeParams.class,
              AuthRevokeResult.class,
              "Takes a token back, and ends the connections that came by it",
              NOT_FOUND,
              IDEMPOTENCY_CONFLICT,
              STORAGE_ERROR)
          .needing(Scope.ADMIN);

  public static final RpcMethod<SchemaGetParams, SchemaGetResult> SCHEMA_GET =
      method(
          "schema/get",
          SchemaGetParams.class,
          SchemaGetResult.class,
          "Gives the schema of the protocol as this build speaks it");

  public static final RpcMethod<AgentValidateParams, AgentValidateResult> AGENT_VALIDATE =
      method(
          "agent/validate",
          AgentValidateParams.class,
          AgentValidateResult.class,
          "Checks a definition as the editor and the loader do",
          NOT_FOUND);

  public static final RpcMethod<AgentListParams, AgentListResult> AGENT_LIST =
      method(
          "agent/list",
          AgentListParams.class,
          AgentListResult.class,
          "Lists agents: those of a folder, or those that the daemon has to do with",
          CURSOR_INVALID);

  public static final RpcMethod<AgentResolveParams, AgentResolveResult> AGENT_RESOLVE =
      method(
          "agent/resolve",
          AgentResolveParams.class,
          AgentResolveResult.class,
          "Finds the file of an agent by its name",
          NOT_FOUND);

  public static final RpcMethod<AgentSchemaParams, AgentSchemaResult> AGENT_SCHEMA =
      method(
          "agent/schema",
          AgentSchemaParams.class,
          AgentSchemaResult.class,
          "Gives the schema of the definition language as this build reads it");

  public static final RpcMethod<AgentGetParams, AgentGetResult> AGENT_GET =
      method(
          "agent/get",
          AgentGetParams.class,
          AgentGetResult.class,
          "Tells what an agent wants as input",
          NOT_FOUND,
          AGENT_INVALID);

  public static final RpcMethod<AgentGraphParams, AgentGraphResult> AGENT_GRAPH =
      method(
          "agent/graph",
          AgentGraphParams.class,
          AgentGraphResult.class,
          "Draws the graph of an agent, as far as its definition can be read",
          NOT_FOUND,
          AGENT_INVALID,
          LIMIT_EXCEEDED);

  public static final RpcMethod<RunStartParams, RunStartResult> RUN_START =
      method(
          "run/start",
          RunStartParams.class,
          RunStartResult.class,
          "Starts a run, in a new session unless one is named; answers when that is durable",
          NOT_FOUND,
          AGENT_INVALID,
          ALREADY_EXISTS,
          LIMIT_EXCEEDED,
          BUSY,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<RunGetParams, RunSummary> RUN_GET =
      method(
          "run/get",
          RunGetParams.class,
          RunSummary.class,
          "Tells what is known of a run",
          NOT_FOUND);

  public static final RpcMethod<GoalProgressParams, GoalProgressResult> GOAL_PROGRESS =
      method(
          "goal/progress",
          GoalProgressParams.class,
          GoalProgressResult.class,
          "Tells how runs stand to the goals of their agents, added up",
          NOT_FOUND);

  public static final RpcMethod<RunListParams, RunListResult> RUN_LIST =
      method(
          "run/list",
          RunListParams.class,
          RunListResult.class,
          "Lists runs, newest first",
          NOT_FOUND,
          CURSOR_INVALID);

  public static final RpcMethod<RunWaitParams, RunWaitResult> RUN_WAIT =
      method(
          "run/wait",
          RunWaitParams.class,
          RunWaitResult.class,
          "Waits until a run is held or has ended",
          NOT_FOUND);

  public static final RpcMethod<RunCancelParams, RunCancelResult> RUN_CANCEL =
      method(
          "run/cancel",
          RunCancelParams.class,
          RunCancelResult.class,
          "Cancels a run; it has ended when run.cancelled says so",
          NOT_FOUND,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<RunSteerParams, RunSteerResult> RUN_STEER =
      method(
          "run/steer",
          RunSteerParams.class,
          RunSteerResult.class,
          "Tells a model that is at work something that it has not asked for, before its next turn",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<RunPauseParams, RunPauseResult> RUN_PAUSE =
      method(
          "run/pause",
          RunPauseParams.class,
          RunPauseResult.class,
          "Lets a run stand still until run/resume; it does when run.held says so",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<RunResumeParams, RunStartResult> RUN_RESUME =
      method(
          "run/resume",
          RunResumeParams.class,
          RunStartResult.class,
          "Lets a run go on that was interrupted or paused; checks that the definition is the one"
              + " that it was started with",
          NOT_FOUND,
          INVALID_STATE,
          AGENT_INVALID,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<QueueListParams, QueueListResult> QUEUE_LIST =
      method(
          "queue/list",
          QueueListParams.class,
          QueueListResult.class,
          "Lists the runs that wait for a place at their entry points");

  public static final RpcMethod<QueueReorderParams, QueueReorderResult> QUEUE_REORDER =
      method(
          "queue/reorder",
          QueueReorderParams.class,
          QueueReorderResult.class,
          "Lets a run wait before others, or behind all",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<QueueRemoveParams, RunCancelResult> QUEUE_REMOVE =
      method(
          "queue/remove",
          QueueRemoveParams.class,
          RunCancelResult.class,
          "Takes a run out of the queue: it is cancelled before it began",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<SessionListParams, SessionListResult> SESSION_LIST =
      method(
          "session/list",
          SessionListParams.class,
          SessionListResult.class,
          "Lists sessions, last changed first",
          CURSOR_INVALID);

  public static final RpcMethod<SessionGetParams, SessionGetResult> SESSION_GET =
      method(
          "session/get",
          SessionGetParams.class,
          SessionGetResult.class,
          "Tells what is known of a session",
          NOT_FOUND);

  public static final RpcMethod<SessionCreateParams, SessionUpdateResult> SESSION_CREATE =
      method(
          "session/create",
          SessionCreateParams.class,
          SessionUpdateResult.class,
          "Makes a session without a run; run/start with its id starts one there",
          NOT_FOUND,
          AGENT_INVALID,
          ALREADY_EXISTS,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionUpdateParams, SessionUpdateResult> SESSION_UPDATE =
      method(
          "session/update",
          SessionUpdateParams.class,
          SessionUpdateResult.class,
          "Changes the title or the metadata of a session",
          NOT_FOUND,
          CONFLICT,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionArchiveParams, SessionUpdateResult> SESSION_ARCHIVE =
      method(
          "session/archive",
          SessionArchiveParams.class,
          SessionUpdateResult.class,
          "Puts a session away whose runs have ended, or takes it out again; so does a new run",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionDeleteParams, SessionDeleteResult> SESSION_DELETE =
      method(
          "session/delete",
          SessionDeleteParams.class,
          SessionDeleteResult.class,
          "Deletes a session whose runs have ended, with its journal, its folder and those of its"
              + " child runs; session.deleted.v1 is published",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<AgentImpactParams, AgentImpactResult> AGENT_IMPACT =
      method(
          "agent/impact",
          AgentImpactParams.class,
          AgentImpactResult.class,
          "Tells what a definition would mean for the runs that wait: which could go on with it",
          NOT_FOUND,
          AGENT_INVALID);

  public static final RpcMethod<SessionForkParams, SessionForkResult> SESSION_FORK =
      method(
          "session/fork",
          SessionForkParams.class,
          SessionForkResult.class,
          "Starts a run in a new session where another one was, with other values if wanted",
          NOT_FOUND,
          AGENT_INVALID,
          ALREADY_EXISTS,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionRevertParams, SessionRevertResult> SESSION_REVERT =
      method(
          "session/revert",
          SessionRevertParams.class,
          SessionRevertResult.class,
          "Takes a session back to where one of its runs was, and lets a new run go on from there"
              + " in it",
          NOT_FOUND,
          AGENT_INVALID,
          ALREADY_EXISTS,
          INVALID_STATE,
          BUSY,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<RunRetryParams, RunStartResult> RUN_RETRY =
      method(
          "run/retry",
          RunRetryParams.class,
          RunStartResult.class,
          "Tries a run that has ended again from one of its steps, as a new run of its session;"
              + " what had finished before is not done again",
          NOT_FOUND,
          AGENT_INVALID,
          INVALID_STATE,
          BUSY,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionExportParams, SessionExportResult> SESSION_EXPORT =
      method(
          "session/export",
          SessionExportParams.class,
          SessionExportResult.class,
          "Writes a session to a file, as CloudEvents on lines",
          NOT_FOUND,
          INVALID_STATE,
          STORAGE_ERROR);

  public static final RpcMethod<SessionImportParams, SessionImportResult> SESSION_IMPORT =
      method(
          "session/import",
          SessionImportParams.class,
          SessionImportResult.class,
          "Takes the sessions of a file over, all or none; their runs go on as after the end of"
              + " their daemon",
          ALREADY_EXISTS,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<SessionRebuildParams, SessionRebuildResult> SESSION_REBUILD =
      method(
          "session/rebuild",
          SessionRebuildParams.class,
          SessionRebuildResult.class,
          "Derives from the journal of a session again what lists, inboxes and its folder show",
          NOT_FOUND,
          BUSY,
          STORAGE_ERROR);

  public static final RpcMethod<SessionLeaseParams, SessionLeaseResult> SESSION_LEASE =
      method(
              "session/lease",
              SessionLeaseParams.class,
              SessionLeaseResult.class,
              "Tells which of several daemons on one store owns a session, and takes it over where"
                  + " asked",
              NOT_FOUND,
              LEASE_HELD,
              STORAGE_ERROR)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ArtifactListParams, ArtifactListResult> ARTIFACT_LIST =
      method(
          "artifact/list",
          ArtifactListParams.class,
          ArtifactListResult.class,
          "Lists what a session keeps under names",
          NOT_FOUND);

  public static final RpcMethod<ArtifactReadParams, ArtifactReadResult> ARTIFACT_READ =
      method(
          "artifact/read",
          ArtifactReadParams.class,
          ArtifactReadResult.class,
          "Gives bytes of what a session keeps under a name",
          NOT_FOUND,
          STORAGE_ERROR);

  public static final RpcMethod<BlobReadParams, BlobReadResult> BLOB_READ =
      method(
          "blob/read",
          BlobReadParams.class,
          BlobReadResult.class,
          "Gives a content by its SHA-256, or a part of it",
          NOT_FOUND,
          STORAGE_ERROR);

  public static final RpcMethod<BlobPutParams, BlobPutResult> BLOB_PUT =
      method(
          "blob/put",
          BlobPutParams.class,
          BlobPutResult.class,
          "Keeps a content under its SHA-256, for a day unless something names it",
          LIMIT_EXCEEDED,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<CheckpointListParams, CheckpointListResult> CHECKPOINT_LIST =
      method(
          "checkpoint/list",
          CheckpointListParams.class,
          CheckpointListResult.class,
          "Lists the positions of a run that it can be forked from",
          NOT_FOUND);

  public static final RpcMethod<CheckpointDiffParams, CheckpointDiffResult> CHECKPOINT_DIFF =
      method(
          "checkpoint/diff",
          CheckpointDiffParams.class,
          CheckpointDiffResult.class,
          "Compares two positions, of one run or of two",
          NOT_FOUND);

  public static final RpcMethod<StateGetParams, StateGetResult> STATE_GET =
      method(
          "state/get",
          StateGetParams.class,
          StateGetResult.class,
          "Tells all that a run knows, or knew after one of its events",
          NOT_FOUND);

  public static final RpcMethod<RunBreakpointsParams, RunBreakpointsResult> RUN_BREAKPOINTS =
      method(
          "run/breakpoints",
          RunBreakpointsParams.class,
          RunBreakpointsResult.class,
          "Says where a run is to stand still for a debugger; it does as one that is paused",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<RunStepParams, RunStartResult> RUN_STEP =
      method(
          "run/step",
          RunStepParams.class,
          RunStartResult.class,
          "Lets a paused run go on to the next step, turn or call",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<StateSetParams, RunStartResult> STATE_SET =
      method(
          "state/set",
          StateSetParams.class,
          RunStartResult.class,
          "Gives a key of the state of a paused run another value, as one of its steps sees it",
          NOT_FOUND,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<RunExplainParams, RunExplainResult> RUN_EXPLAIN =
      method(
          "run/explain",
          RunExplainParams.class,
          RunExplainResult.class,
          "Tells exactly what a step asked of models, and why its edges were taken or not",
          NOT_FOUND);

  public static final RpcMethod<RunPositionParams, RunPositionResult> RUN_POSITION =
      method(
          "run/position",
          RunPositionParams.class,
          RunPositionResult.class,
          "Tells where a run is, or was after one of its events: branches, steps, calls",
          NOT_FOUND);

  public static final RpcMethod<RunWalkParams, RunWalkResult> RUN_WALK =
      method(
          "run/walk",
          RunWalkParams.class,
          RunWalkResult.class,
          "Goes back or forward over the events of a run; nothing is run",
          NOT_FOUND);

  public static final RpcMethod<RunEvaluateParams, RunEvaluateResult> RUN_EVALUATE =
      method(
          "run/evaluate",
          RunEvaluateParams.class,
          RunEvaluateResult.class,
          "Tells the value of an expression in a run, now or after one of its events",
          NOT_FOUND);

  public static final RpcMethod<QuestionListParams, QuestionListResult> QUESTION_LIST =
      method(
          "question/list",
          QuestionListParams.class,
          QuestionListResult.class,
          "Lists open questions, oldest first",
          NOT_FOUND);

  public static final RpcMethod<QuestionAnswerParams, QuestionAnswerResult> QUESTION_ANSWER =
      method(
          "question/answer",
          QuestionAnswerParams.class,
          QuestionAnswerResult.class,
          "Answers questions; all answers take effect or none",
          NOT_FOUND,
          CONFLICT,
          QUESTION_ALREADY_ANSWERED,
          QUESTION_EXPIRED,
          INVALID_STATE,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<QuestionClaimParams, QuestionClaimResult> QUESTION_CLAIM =
      method(
              "question/claim",
              QuestionClaimParams.class,
              QuestionClaimResult.class,
              "Says that somebody is answering a question, so that others do not begin too; no"
                  + " answer is refused for it",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolListParams, ToolListResult> TOOL_LIST =
      method(
          "tool/list",
          ToolListParams.class,
          ToolListResult.class,
          "Lists the tools that agents of a workspace may use");

  public static final RpcMethod<ToolCallParams, ToolCallResult> TOOL_CALL =
      method(
          "tool/call",
          ToolCallParams.class,
          ToolCallResult.class,
          "Calls a tool as a run would, without a run: nobody is asked, for who calls has decided."
              + " Answers when it has ended; $/cancelRequest ends it",
          IDEMPOTENCY_CONFLICT,
          OVERLOADED,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<ToolServerListParams, ToolServerListResult> TOOL_SERVER_LIST =
      method(
          "toolServer/list",
          ToolServerListParams.class,
          ToolServerListResult.class,
          "Lists the tool servers that a folder declares, as they stand; starts none");

  public static final RpcMethod<ToolServerStartParams, ToolServerStartResult> TOOL_SERVER_START =
      method(
          "toolServer/start",
          ToolServerStartParams.class,
          ToolServerStartResult.class,
          "Starts a tool server and asks it for its tools",
          NOT_FOUND,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<ToolServerStopParams, ToolServerStartResult> TOOL_SERVER_STOP =
      method(
          "toolServer/stop",
          ToolServerStopParams.class,
          ToolServerStartResult.class,
          "Ends a tool server; it stays down until it is started again or the daemon ends",
          NOT_FOUND,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<ToolServerRestartParams, ToolServerStartResult>
      TOOL_SERVER_RESTART =
          method(
              "toolServer/restart",
              ToolServerRestartParams.class,
              ToolServerStartResult.class,
              "Ends a tool server and starts it anew",
              NOT_FOUND,
              IDEMPOTENCY_CONFLICT,
              STORAGE_ERROR);

  public static final RpcMethod<ToolServerLogsParams, ToolServerLogsResult> TOOL_SERVER_LOGS =
      method(
              "toolServer/logs",
              ToolServerLogsParams.class,
              ToolServerLogsResult.class,
              "Gives what a tool server wrote to its error stream",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ModelListParams, ModelListResult> MODEL_LIST =
      method(
          "model/list",
          ModelListParams.class,
          ModelListResult.class,
          "Lists the providers of models and the models of which something is known");

  public static final RpcMethod<ModelCheckParams, ModelCheckResult> MODEL_CHECK =
      method(
              "model/check",
              ModelCheckParams.class,
              ModelCheckResult.class,
              "Asks a model for one call of a tool, which may cost a little; waits a minute at"
                  + " most",
              OVERLOADED)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolOfferParams, ToolOfferResult> TOOL_OFFER =
      method(
              "tool/offer",
              ToolOfferParams.class,
              ToolOfferResult.class,
              "Offers tools that the client performs itself, to every run whose definition allows"
                  + " them; takes no effect on runs that have begun",
              LIMIT_EXCEEDED)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolTakeParams, ToolTakeResult> TOOL_TAKE =
      method(
              "tool/take",
              ToolTakeParams.class,
              ToolTakeResult.class,
              "Takes calls of offered tools; asking for them keeps the offer",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolReportParams, ToolReportResult> TOOL_REPORT =
      method(
              "tool/report",
              ToolReportParams.class,
              ToolReportResult.class,
              "Tells how far a call of an offered tool is and what it shows, publishes and waits for"
                  + " events and asks people in its name",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolResultParams, ToolResultResult> TOOL_RESULT =
      method(
              "tool/result",
              ToolResultParams.class,
              ToolResultResult.class,
              "Tells how a call of an offered tool ended; the first result holds",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<ToolWithdrawParams, Nothing> TOOL_WITHDRAW =
      method(
              "tool/withdraw",
              ToolWithdrawParams.class,
              Nothing.class,
              "Takes an offer back; how calls that were taken ended is then unknown",
              NOT_FOUND)
          .needing(Scope.OPERATE);

  public static final RpcMethod<EventsSubscribeParams, EventsSubscribeResult> EVENTS_SUBSCRIBE =
      method(
          "events/subscribe",
          EventsSubscribeParams.class,
          EventsSubscribeResult.class,
          "Follows a journal from a position without a gap; events/batch brings the events",
          NOT_FOUND,
          ALREADY_EXISTS,
          CURSOR_INVALID,
          SUBSCRIPTION_LIMIT);

  public static final RpcMethod<EventsUnsubscribeParams, Nothing> EVENTS_UNSUBSCRIBE =
      method(
          "events/unsubscribe",
          EventsUnsubscribeParams.class,
          Nothing.class,
          "Ends a subscription; batches that were on their way may still come",
          NOT_FOUND);

  public static final RpcMethod<EventsFlushParams, EventsFlushResult> EVENTS_FLUSH =
      method(
          "events/flush",
          EventsFlushParams.class,
          EventsFlushResult.class,
          "Waits until a subscription has sent all that there was when the call came, and has said"
              + " so",
          NOT_FOUND);

  public static final RpcMethod<LogHeadParams, LogHeadResult> LOG_HEAD =
      method(
          "log/head",
          LogHeadParams.class,
          LogHeadResult.class,
          "Tells where a journal ends",
          NOT_FOUND);

  public static final RpcMethod<LogVerifyParams, LogVerifyResult> LOG_VERIFY =
      method(
          "log/verify",
          LogVerifyParams.class,
          LogVerifyResult.class,
          "Tells the digest over the events of a journal, by which a client sees whether it has had"
              + " the same",
          NOT_FOUND,
          CURSOR_INVALID,
          CORRUPT);

  public static final RpcMethod<ItemListParams, ItemListResult> ITEM_LIST =
      method(
          "item/list",
          ItemListParams.class,
          ItemListResult.class,
          "Lists the messages, tool calls, questions and child runs of a session",
          CURSOR_INVALID);

  public static final RpcMethod<ItemReadParams, ItemReadResult> ITEM_READ =
      method(
          "item/read",
          ItemReadParams.class,
          ItemReadResult.class,
          "Gives the text of an item from an offset on, for who has missed pieces of it",
          NOT_FOUND);

  public static final RpcMethod<EventsPublishParams, EventsPublishResult> EVENTS_PUBLISH =
      method(
          "events/publish",
          EventsPublishParams.class,
          EventsPublishResult.class,
          "Publishes an event; when it is answered, the event is stored and whoever waits for it"
              + " will be told, whatever happens to the daemon",
          IDEMPOTENCY_CONFLICT,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<EventsWaitParams, EventsWaitResult> EVENTS_WAIT =
      method(
          "events/wait",
          EventsWaitParams.class,
          EventsWaitResult.class,
          "Waits for a published event that a selector fits",
          CURSOR_INVALID);

  public static final RpcMethod<EventsReadParams, EventsReadResult> EVENTS_READ =
      method(
          "events/read",
          EventsReadParams.class,
          EventsReadResult.class,
          "Reads a journal page by page",
          NOT_FOUND,
          CURSOR_INVALID);

  public static final RpcMethod<Nothing, RuntimeListResult> RUNTIME_LIST =
      method(
          "runtime/list",
          Nothing.class,
          RuntimeListResult.class,
          "Lists the runtimes of code nodes");

  public static final RpcMethod<RuntimeRegisterParams, RuntimeRegisterResult> RUNTIME_REGISTER =
      method(
              "runtime/register",
              RuntimeRegisterParams.class,
              RuntimeRegisterResult.class,
              "Makes a program a runtime, as long as it asks for work",
              LIMIT_EXCEEDED)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<RuntimeUnregisterParams, Nothing> RUNTIME_UNREGISTER =
      method(
              "runtime/unregister",
              RuntimeUnregisterParams.class,
              Nothing.class,
              "Ends a registration; what the program was at work on has no known outcome",
              NOT_FOUND)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<RuntimeTakeParams, RuntimeTakeResult> RUNTIME_TAKE =
      method(
              "runtime/take",
              RuntimeTakeParams.class,
              RuntimeTakeResult.class,
              "Waits for work; renews the registration",
              NOT_FOUND)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<RuntimeReportParams, RuntimeReportResult> RUNTIME_REPORT =
      method(
              "runtime/report",
              RuntimeReportParams.class,
              RuntimeReportResult.class,
              "Shows what a work does; renews the registration",
              NOT_FOUND)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<RuntimeCompleteParams, RuntimeCompleteResult> RUNTIME_COMPLETE =
      method(
              "runtime/complete",
              RuntimeCompleteParams.class,
              RuntimeCompleteResult.class,
              "Says how a work ended, once; what comes later changes nothing",
              NOT_FOUND)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<PolicyGetParams, PolicyGetResult> POLICY_GET =
      method(
          "policy/get",
          PolicyGetParams.class,
          PolicyGetResult.class,
          "Lists the calls of tools that somebody has allowed for longer than once");

  public static final RpcMethod<PolicySetParams, PolicySetResult> POLICY_SET =
      method(
          "policy/set",
          PolicySetParams.class,
          PolicySetResult.class,
          "Allows calls of a tool without asking, or takes that back; what a rule denies stays"
              + " denied",
          NOT_FOUND,
          AGENT_INVALID,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<PolicyTestParams, PolicyTestResult> POLICY_TEST =
      method(
          "policy/test",
          PolicyTestParams.class,
          PolicyTestResult.class,
          "Tells what would become of a call of a tool, and why; calls nothing",
          NOT_FOUND,
          AGENT_INVALID);

  public static final RpcMethod<AgentRegisterParams, AgentRegisterResult> AGENT_REGISTER =
      method(
              "agent/register",
              AgentRegisterParams.class,
              AgentRegisterResult.class,
              "Arms the triggers of a definition, until it is unregistered; new runs follow its"
                  + " file",
              NOT_FOUND,
              AGENT_INVALID,
              ALREADY_EXISTS,
              IDEMPOTENCY_CONFLICT,
              DRAINING,
              STORAGE_ERROR)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<AgentUnregisterParams, AgentUnregisterResult> AGENT_UNREGISTER =
      method(
              "agent/unregister",
              AgentUnregisterParams.class,
              AgentUnregisterResult.class,
              "Disarms the triggers of a definition; runs that they have started go on",
              NOT_FOUND,
              IDEMPOTENCY_CONFLICT,
              STORAGE_ERROR)
          .needing(Scope.AUTHOR);

  public static final RpcMethod<Nothing, TriggerListResult> TRIGGER_LIST =
      method("trigger/list", Nothing.class, TriggerListResult.class, "Lists the armed triggers");

  public static final RpcMethod<TriggerFireParams, TriggerFireResult> TRIGGER_FIRE =
      method(
          "trigger/fire",
          TriggerFireParams.class,
          TriggerFireResult.class,
          "Fires an armed trigger now; when it is due next stays as it is",
          NOT_FOUND,
          BUSY,
          LIMIT_EXCEEDED,
          DRAINING,
          STORAGE_ERROR);

  public static final RpcMethod<TriggerPauseParams, TriggerPauseResult> TRIGGER_PAUSE =
      method(
          "trigger/pause",
          TriggerPauseParams.class,
          TriggerPauseResult.class,
          "Lets triggers fire nothing by themselves until trigger/resume; by hand they still do",
          NOT_FOUND,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<TriggerPauseParams, TriggerPauseResult> TRIGGER_RESUME =
      method(
          "trigger/resume",
          TriggerPauseParams.class,
          TriggerPauseResult.class,
          "Lets paused triggers fire again; what came meanwhile is let go, and trigger/missed tells"
              + " of times among it",
          NOT_FOUND,
          IDEMPOTENCY_CONFLICT,
          STORAGE_ERROR);

  public static final RpcMethod<TriggerMissedParams, TriggerMissedResult> TRIGGER_MISSED =
      method(
          "trigger/missed",
          TriggerMissedParams.class,
          TriggerMissedResult.class,
          "Lists the times of triggers that were not served when they came, and what became of"
              + " them",
          NOT_FOUND);

  /** Every method, in the order of the documents. */
  public static final List<RpcMethod<?, ?>> ALL =
      List.of(
          INITIALIZE,
          PING,
          SHUTDOWN,
          DAEMON_STATUS,
          DAEMON_SHUTDOWN,
          DAEMON_DRAIN,
          DAEMON_SKIP,
          DAEMON_CONFIG,
          SCHEMA_GET,
          DAEMON_DIAGNOSTICS,
          DAEMON_LOGS,
          AUTH_TICKET,
          AUTH_LIST,
          AUTH_GRANT,
          AUTH_REVOKE,
          AGENT_VALIDATE,
          AGENT_LIST,
          AGENT_RESOLVE,
          AGENT_SCHEMA,
          AGENT_GET,
          AGENT_GRAPH,
          RUN_START,
          RUN_GET,
          RUN_LIST,
          RUN_WAIT,
          RUN_CANCEL,
          RUN_STEER,
          RUN_PAUSE,
          RUN_RESUME,
          QUEUE_LIST,
          QUEUE_REORDER,
          QUEUE_REMOVE,
          SESSION_LIST,
          SESSION_GET,
          SESSION_CREATE,
          SESSION_UPDATE,
          SESSION_ARCHIVE,
          SESSION_DELETE,
          AGENT_IMPACT,
          SESSION_FORK,
          SESSION_REVERT,
          RUN_RETRY,
          SESSION_EXPORT,
          SESSION_IMPORT,
          SESSION_REBUILD,
          SESSION_LEASE,
          ARTIFACT_LIST,
          ARTIFACT_READ,
          BLOB_READ,
          BLOB_PUT,
          CHECKPOINT_LIST,
          CHECKPOINT_DIFF,
          STATE_GET,
          RUN_BREAKPOINTS,
          RUN_STEP,
          STATE_SET,
          RUN_EXPLAIN,
          RUN_POSITION,
          RUN_WALK,
          RUN_EVALUATE,
          QUESTION_LIST,
          QUESTION_ANSWER,
          QUESTION_CLAIM,
          TOOL_LIST,
          TOOL_CALL,
          TOOL_SERVER_LIST,
          TOOL_SERVER_START,
          TOOL_SERVER_STOP,
          TOOL_SERVER_RESTART,
          TOOL_SERVER_LOGS,
          POLICY_GET,
          POLICY_SET,
          POLICY_TEST,
          TOOL_OFFER,
          TOOL_TAKE,
          TOOL_REPORT,
          TOOL_RESULT,
          TOOL_WITHDRAW,
          RUNTIME_LIST,
          RUNTIME_REGISTER,
          RUNTIME_UNREGISTER,
          RUNTIME_TAKE,
          RUNTIME_REPORT,
          RUNTIME_COMPLETE,
          MODEL_LIST,
          MODEL_CHECK,
          GOAL_PROGRESS,
          AGENT_REGISTER,
          AGENT_UNREGISTER,
          TRIGGER_LIST,
          TRIGGER_FIRE,
          TRIGGER_PAUSE,
          TRIGGER_RESUME,
          TRIGGER_MISSED,
          EVENTS_SUBSCRIBE,
          EVENTS_UNSUBSCRIBE,
          EVENTS_READ,
          EVENTS_FLUSH,
          LOG_HEAD,
          LOG_VERIFY,
          ITEM_LIST,
          ITEM_READ,
          EVENTS_PUBLISH,
          EVENTS_WAIT);

  public static final RpcNotificationType<CancelRequestParams> CANCEL_REQUEST =
      new RpcNotificationType<>(
          "$/cancelRequest",
          CancelRequestParams.class,
          "Asks to give up a request, which is still answered: with its result or with"
              + " RequestCancelled");

  public static final RpcNotificationType<Nothing> EXIT =
      new RpcNotificationType<>(
          "exit", Nothing.class, "Ends a daemon that serves one client over stdio");

  public static final RpcNotificationType<EventsAckParams> EVENTS_ACK =
      new RpcNotificationType<>(
          "events/ack",
          EventsAckParams.class,
          "Gives the daemon credit to send more on a subscription");

  public static final RpcNotificationType<EventsBatchParams> EVENTS_BATCH =
      new RpcNotificationType<>(
          "events/batch",
          EventsBatchParams.class,
          "Brings events of a subscription, or none as a heartbeat");

  public static final RpcNotificationType<EventsLagParams> EVENTS_LAG =
      new RpcNotificationType<>(
          "events/lag",
          EventsLagParams.class,
          "Says once that a client is far behind; nothing is lost, and it may subscribe anew at the"
              + " end");

  public static final RpcNotificationType<HintParams> HINT =
      new RpcNotificationType<>(
          "hint", HintParams.class, "Says which sessions have changed, to who follows *");

  public static final RpcNotificationType<ProgressParams> PROGRESS =
      new RpcNotificationType<>(
          "$/progress",
          ProgressParams.class,
          "Says how far a request is whose params have a progressToken in their _meta; comes before"
              + " its reply");

  public static final RpcNotificationType<DaemonGoodbyeParams> DAEMON_GOODBYE =
      new RpcNotificationType<>(
          "daemon/goodbye",
          DaemonGoodbyeParams.class,
          "Comes before the daemon closes the connection");

  /** Notifications that a client sends. */
  public static final List<RpcNotificationType<?>> TO_DAEMON =
      List.of(CANCEL_REQUEST, EXIT, EVENTS_ACK);

  /** Notifications that a daemon sends. */
  public static final List<RpcNotificationType<?>> TO_CLIENT =
      List.of(EVENTS_BATCH, EVENTS_LAG, HINT, PROGRESS, DAEMON_GOODBYE);

  private static final Map<String, RpcMethod<?, ?>> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(RpcMethod::name, method -> method));

  private Methods() {}

  /** {@return every notification, those that a client sends first} */
  public static List<RpcNotificationType<?>> notifications() {
    return Stream.concat(TO_DAEMON.stream(), TO_CLIENT.stream()).toList();
  }

  /** {@return the method with that name} */
  public static Optional<RpcMethod<?, ?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static <P, R> RpcMethod<P, R> method(
      String name, Class<P> params, Class<R> result, String meaning, DaemonErrorCode... errors) {
    Scope scope = KeyedParams.class.isAssignableFrom(params) ? Scope.OPERATE : Scope.OBSERVE;
    return new RpcMethod<>(name, params, result, meaning, List.of(errors), scope);
  }
}
