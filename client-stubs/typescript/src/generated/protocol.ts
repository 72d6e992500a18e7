// The types of the daemon's protocol. Generated from the Java records; the build keeps it
// current: ./mvnw -pl protocol/wire test -Dtest=SchemaDocumentTest -Dfermata.docs=write

/** Any JSON object. */
export type JsonObject = { [name: string]: unknown };

/** The versions of the protocol, best first. */
export const protocolVersions = ["1.0.0"] as const;

/** Params of `agent/get`. */
export interface AgentGetParams {
  /** file URI or absolute path */
  uri: string;
}

/** Result of `agent/get`. */
export interface AgentGetResult {
  /** name of the agent */
  name: string;
  /** its version */
  version?: string | undefined;
  /** for people */
  description?: string | undefined;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** fields by name, in file order */
  input: { [name: string]: AgentInputField };
  /** names of the entry points, in file order */
  entries: string[];
  /** nodes that may ask: its own and those of the agents that it runs */
  nodes: string[];
}

/** Params of `agent/graph`. */
export interface AgentGraphParams {
  /** file URI or absolute path */
  uri: string;
  /** text in place of that of the file */
  text?: string | undefined;
  /** what to draw it as; mermaid unless said */
  format?: GraphFormat | undefined;
}

/** Result of `agent/graph`. */
export interface AgentGraphResult {
  /** what it is drawn as */
  format: GraphFormat;
  /** the picture */
  picture: string;
}

/** Params of `agent/impact`. */
export interface AgentImpactParams {
  /** definition whose waiting runs are meant */
  uri: string;
  /** its text as it may become; absent means that of the file */
  text?: string | undefined;
}

/** Result of `agent/impact`. */
export interface AgentImpactResult {
  /** name of the agent */
  agent: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** runs that wait, of this agent or file, last changed first */
  runs: RunImpact[];
  /** whether there are more than are listed */
  isTruncated: boolean;
}

export interface AgentInputField {
  /** JSON schema of the value */
  schema: unknown;
  /** whether it must be given */
  required: boolean;
  /** for people */
  description?: string | undefined;
  /** value when it is not given */
  defaultValue?: unknown | undefined;
}

/** Params of `agent/list`. */
export interface AgentListParams {
  /** agents of the files in this folder and below it: a file URI or an absolute path; those that are armed or have sessions where absent */
  folder?: string | undefined;
  /** at most so many, 1 to 500, default 100 */
  limit?: number | undefined;
  /** where the last page ended */
  cursor?: string | undefined;
}

/** Result of `agent/list`. */
export interface AgentListResult {
  /** by file */
  agents: AgentView[];
  /** where to go on; absent on the last page */
  cursor?: string | undefined;
}

export interface AgentReference {
  /** file URI or absolute path of the definition */
  uri: string;
  /** its text where it differs from the file, such as an unsaved buffer; untrusted */
  text?: string | undefined;
}

/** Params of `agent/register`. */
export interface AgentRegisterParams {
  /** definition: a file URI or an absolute path */
  uri: string;
  /** folder that its runs work in; that of the definition where absent */
  workspace?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `agent/register`. */
export interface AgentRegisterResult {
  /** name of the agent */
  agent: string;
  /** its file */
  uri: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** entry points that are armed now */
  entries: string[];
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `agent/resolve`. */
export interface AgentResolveParams {
  /** name of the agent */
  name: string;
  /** its version; absent for the highest */
  version?: string | undefined;
  /** folder to look in; absent for the agents that the daemon has to do with */
  folder?: string | undefined;
}

/** Result of `agent/resolve`. */
export interface AgentResolveResult {
  /** the agent of that name */
  agent: AgentView;
}

/** Params of `agent/schema`. */
export interface AgentSchemaParams {
  /** kind of file; agent unless said */
  kind?: DefinitionKind | undefined;
}

/** Result of `agent/schema`. */
export interface AgentSchemaResult {
  /** kind of file */
  kind: DefinitionKind;
  /** JSON Schema 2020-12 of such a file, as this build reads it */
  schema: unknown;
}

/** Params of `agent/unregister`. */
export interface AgentUnregisterParams {
  /** definition: a file URI or an absolute path */
  uri: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `agent/unregister`. */
export interface AgentUnregisterResult {
  /** its file */
  uri: string;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `agent/validate`. */
export interface AgentValidateParams {
  /** text of a definition */
  text?: string | undefined;
  /** file URI or absolute path */
  uri?: string | undefined;
  /** name of the text for messages */
  name?: string | undefined;
}

/** Result of `agent/validate`. */
export interface AgentValidateResult {
  /** by place */
  problems: ProblemReport[];
  /** whether it can be run */
  usable: boolean;
  /** SHA-256 of the canonical definition, when usable */
  digest?: string | undefined;
}

export interface AgentView {
  /** its name */
  agent: string;
  /** its file */
  uri: string;
  /** its version */
  version?: string | undefined;
  /** what it is for */
  description?: string | undefined;
  /** SHA-256 of its canonical definition; absent where it cannot run */
  digest?: string | undefined;
  /** its first error; absent where it can run */
  problem?: string | undefined;
  /** its entry points */
  entries: string[];
  /** whether its triggers are armed */
  armed: boolean;
  /** how many sessions it has */
  sessions: number;
}

export interface AllowanceView {
  /** file of the agent */
  file: string;
  /** name of the tool */
  tool: string;
  /** arguments of the calls that are allowed; any where absent; untrusted */
  args?: unknown | undefined;
  /** session that it is about; all of the agent where absent */
  session?: string | undefined;
  /** who allowed it */
  by: string;
  /** when */
  at: string;
}

export interface Answer {
  /** id of the question */
  id: string;
  /** what to do */
  action: AnswerAction;
  /** text, option, fields by name, or a reason; untrusted */
  content?: unknown | undefined;
  /** for how long a tool is allowed: once, session or always; once where absent */
  scope?: string | undefined;
  /** what is allowed for longer: calls of the tool, or calls with these arguments; tool where absent */
  covers?: string | undefined;
}

export type AnswerAction = "accept" | "decline" | "cancel";

export interface AnswerOutcome {
  /** id of the question */
  id: string;
  /** run that asked */
  run: string;
  /** answered, declined or cancelled */
  status: string;
}

/** A content is kept under a name that the session did not have. */
export interface ArtifactCreated {
  /** step that kept it */
  step: string;
  /** call of the tool that kept it */
  call: string;
  /** its name in the session */
  name: string;
  /** 1 for the first content of the name */
  version: number;
  /** SHA-256 of the content, by which it is read */
  sha256: string;
  /** bytes */
  size: number;
  /** its media type */
  mime: string;
}

/** Params of `artifact/list`. */
export interface ArtifactListParams {
  /** session that keeps them */
  session: string;
  /** all versions of this one, the newest first; absent for the newest of each name */
  name?: string | undefined;
}

/** Result of `artifact/list`. */
export interface ArtifactListResult {
  /** by name */
  artifacts: ArtifactView[];
}

/** Params of `artifact/read`. */
export interface ArtifactReadParams {
  /** session that keeps it */
  session: string;
  /** its name */
  name: string;
  /** absent for the newest */
  version?: number | undefined;
  /** the first byte; absent for 0 */
  from?: number | undefined;
  /** how many bytes at most, at most 1048576; absent for that */
  max?: number | undefined;
}

/** Result of `artifact/read`. */
export interface ArtifactReadResult {
  /** what is read */
  artifact: ArtifactView;
  /** the first byte */
  from: number;
  /** the bytes, in Base64; the last ones where they reach its size; untrusted */
  data: string;
}

/** Another content is kept under a name. */
export interface ArtifactUpdated {
  /** step that kept it */
  step: string;
  /** call of the tool that kept it */
  call: string;
  /** its name in the session */
  name: string;
  /** one more than that of the content before */
  version: number;
  /** SHA-256 of the content, by which it is read */
  sha256: string;
  /** bytes */
  size: number;
  /** its media type */
  mime: string;
}

export interface ArtifactView {
  /** its name in the session */
  name: string;
  /** counts from 1 for each name */
  version: number;
  /** SHA-256 of the content */
  sha256: string;
  /** bytes */
  size: number;
  /** its media type */
  mime: string;
  /** run that kept it */
  run?: string | undefined;
  /** when it was kept */
  at: string;
}

export interface AsOf {
  /** journal */
  session: string;
  /** position in it */
  cursor: string;
}

/** Params of `auth/grant`. */
export interface AuthGrantParams {
  /** name of the principal: a-z, 0-9, '.', '-' and '_', 1 to 64 characters */
  name: string;
  /** the widest thing that it may do: observe, operate, author or admin */
  scope: string;
  /** SHA-256 of the token's UTF-8, 64 hex digits in lower case; the token itself, 32 random bytes or more, stays with the client */
  sha256: string;
  /** how long it is good, in milliseconds; absent for ever */
  ttlMs?: number | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `auth/grant`. */
export interface AuthGrantResult {
  /** what is granted */
  token: TokenView;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Result of `auth/list`. */
export interface AuthListResult {
  /** by name; without the tokens themselves */
  tokens: TokenView[];
}

/** Params of `auth/revoke`. */
export interface AuthRevokeParams {
  /** name of the token */
  name: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `auth/revoke`. */
export interface AuthRevokeResult {
  /** name of the token */
  name: string;
  /** how many connections were ended that had come by it */
  closed: number;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `auth/ticket`. */
export interface AuthTicketParams {
  /** the page's, exactly as its browser sends it, such as vscode-webview://1a2b */
  origin: string;
  /** the widest thing that the page may do: observe, operate, author or admin; observe unless said */
  scope?: string | undefined;
  /** how long it can be used, 1 to 30000; 10000 unless said */
  ttlMs?: number | undefined;
}

/** Result of `auth/ticket`. */
export interface AuthTicketResult {
  /** lets one connection in, once; never put it into a URL */
  ticket: string;
  /** when it is of no use any more */
  expiresAt: string;
  /** what its connection may do */
  scopes: string[];
  /** where to connect, such as ws://127.0.0.1:7411/rpc; absent where the daemon listens on no port */
  url?: string | undefined;
}

export interface Awaited {
  /** selector with the values of its expressions */
  selector: JsonObject;
  /** whether what this agent publishes counts */
  allowSelf: boolean;
  /** how far back it may have been published; absent for not at all */
  since?: string | undefined;
}

/** Params of `blob/put`. */
export interface BlobPutParams {
  /** the bytes, in Base64; at most 8388608 of them */
  data: string;
  /** what the SHA-256 must be; absent where that is not known */
  sha256?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `blob/put`. */
export interface BlobPutResult {
  /** SHA-256 of the content, by which it is read */
  sha256: string;
  /** its bytes */
  size: number;
  /** until when it is kept at least, also where nothing names it */
  until: string;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `blob/read`. */
export interface BlobReadParams {
  /** SHA-256 of the content, 64 hex digits in lower case */
  sha256: string;
  /** the first byte; absent for 0 */
  from?: number | undefined;
  /** how many bytes at most, at most 1048576; absent for that */
  max?: number | undefined;
}

/** Result of `blob/read`. */
export interface BlobReadResult {
  /** SHA-256 of the content */
  sha256: string;
  /** bytes of the whole content */
  size: number;
  /** the first byte */
  from: number;
  /** the bytes, in Base64; the last ones where they reach the size; untrusted */
  data: string;
}

/** A branch failed, and the node where its branches meet goes on without it. */
export interface BranchFailed {
  /** step that failed */
  step: string;
  /** node of the step */
  from: string;
  /** node that goes on without the branch */
  to: string;
  /** why it failed */
  error: Failure;
}

export interface BranchView {
  /** the same for all steps of a branch */
  branch: string;
  /** step; absent where the branch waits at a node */
  step?: string | undefined;
  /** node that it is at */
  node: string;
  /** kind of the node */
  kind: string;
  /** how often the run has been at the node */
  visit: number;
  /** which attempt it is at */
  attempt: number;
  /** map step in whose body it is */
  within?: string | undefined;
  /** which element, from 0 */
  index?: number | undefined;
  /** which turn of a conversation it is at, from 1 */
  turn?: number | undefined;
  /** calls that are not done with */
  calls: CallView[];
}

/** A node goes on without the branches that have not come. */
export interface BranchesWithdrawn {
  /** node that goes on */
  node: string;
  /** steps that were under way in those branches */
  steps: string[];
  /** `enough` have come, or its `deadline` has passed */
  why: string;
  /** step of the map in whose body the node is */
  map?: string | undefined;
  /** element of that map, from 0 */
  element?: number | undefined;
}

export interface Breakpoint {
  /** by which the debugger knows it */
  id: string;
  /** agent whose definition it is in; absent means that of the run */
  agent?: string | undefined;
  /** what is at the place: node, edge or tool */
  kind: string;
  /** the node, the pointer of the edge such as edges[2], or the tool */
  at: string;
  /** node whose calls of the tool count; absent means all */
  node?: string | undefined;
  /** expression; where it is not true, the run goes on */
  condition?: string | undefined;
  /** expression about hits, how often the place was reached; where it is not true, the run goes on */
  hits?: string | undefined;
  /** template to be told in place of standing still */
  log?: string | undefined;
}

export interface BreakpointProblem {
  /** id of the breakpoint */
  id: string;
  /** for people; untrusted */
  message: string;
}

export interface BreakpointSet {
  /** the debugger; sets of others stay */
  owner: string;
  /** places of definitions */
  breakpoints: Breakpoint[];
  /** events: failure, question, budget */
  stops: string[];
  /** whether to stand still before the next step, once; absent means no */
  entry?: boolean | undefined;
}

/** A limit is nearly used up. */
export interface BudgetMarked {
  /** name of the limit */
  limit: string;
  /** mark that was passed */
  percent: number;
  /** amount used */
  used: number;
  /** the limit */
  max: number;
}

/** Somebody let the run use more. */
export interface BudgetRaised {
  /** name of the limit */
  limit: string;
  /** what holds from now on */
  max: number;
  /** who */
  by: string;
}

/** A result of work that had ended; it changes nothing. */
export interface CallLate {
  /** id of the call */
  call: string;
  /** what came */
  what: string;
}

export interface CallView {
  /** id of the call */
  call: string;
  /** model, tool or child */
  kind: string;
  /** model, tool or agent */
  name: string;
  /** where it is in its life */
  phase: string;
  /** arguments of a tool, or input of a child run; untrusted */
  args?: unknown | undefined;
  /** id of a child run, and of its session */
  run?: string | undefined;
}

/** Params of `$/cancelRequest`. */
export interface CancelRequestParams {
  /** id of the request to cancel */
  id: unknown;
}

export interface Cause {
  /** principal that asked */
  principal?: string | undefined;
  /** client that asked */
  client?: string | undefined;
  /** idempotency key of the call */
  key?: string | undefined;
  /** agent whose run published it */
  agent?: string | undefined;
  /** traceparent of the call, else of what started the run, as W3C trace context says it */
  trace?: string | undefined;
}

/** Params of `checkpoint/diff`. */
export interface CheckpointDiffParams {
  /** what is compared */
  a: RunPosition;
  /** with what; may be another run */
  b: RunPosition;
}

/** Result of `checkpoint/diff`. */
export interface CheckpointDiffResult {
  /** position of a, complete */
  a: RunPosition;
  /** position of b, complete */
  b: RunPosition;
  /** values that differ, in the order of state/get */
  changes: ValueChange[];
  /** where the runs part; absent where one is the beginning of the other or they are the same */
  firstDifference?: EventDifference | undefined;
}

/** Params of `checkpoint/list`. */
export interface CheckpointListParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
}

/** Result of `checkpoint/list`. */
export interface CheckpointListResult {
  /** the run */
  run: string;
  /** where it can be forked or looked at, in order */
  checkpoints: CheckpointView[];
}

export interface CheckpointView {
  /** number of the last event that counts */
  seq: number;
  /** when that was stored */
  at: string;
  /** type of that event */
  type: string;
  /** state of the run then */
  status: RunStatus;
  /** step that ended there */
  step?: string | undefined;
  /** node of that step */
  node?: string | undefined;
  /** how that step ended */
  outcome?: string | undefined;
  /** nodes at which the run goes on from there */
  next: string[];
  /** what the run had used */
  usage: Usage;
}

export interface ClientIdentity {
  /** name of the program */
  name: string;
  /** its version */
  version: string;
  /** its process */
  pid?: number | undefined;
}

export interface ConnectionView {
  /** its name in the log */
  id: string;
  /** who is at the other end */
  principal: string;
  /** the widest thing that it may do */
  scope: string;
  /** name that the client gave itself, once it has */
  client?: string | undefined;
  /** what it follows */
  subscriptions: SubscriptionView[];
}

export interface Constraint {
  /** id of the constraint */
  id: string;
  /** whether a run that breaks it fails */
  hard: boolean;
  /** met, missed where it was broken at any time, or unevaluated */
  verdict: string;
  /** values that were looked at, or why nobody can say */
  evidence: string;
}

/** A constraint of the goal was broken. */
export interface ConstraintViolated {
  /** id of the constraint */
  constraint: string;
  /** whether the run fails for it */
  hard: boolean;
  /** values that were looked at */
  evidence: string;
}

/** Published events that the run was started with. */
export interface ContextFetched {
  /** name by which expressions read them */
  name: string;
  /** data of the event, null where there is none, or a list */
  value: unknown;
  /** numbers of the events in the journal of the workspace */
  events: number[];
}

/** The model is no longer told a part of what was said. */
export interface ConversationCompacted {
  /** step that the conversation is of */
  step: string;
  /** turns that are left out, the oldest first; a turn is a reply and what it was told */
  dropped: number;
  /** turns after those whose tool results are cut */
  shortened: number;
  /** tokens that it was estimated to take */
  tokensBefore: number;
  /** tokens that it is estimated to take */
  tokensAfter: number;
  /** what a model says of the turns that are left out; absent without a summary; untrusted */
  summary?: string | undefined;
}

/** A step goes on with the conversation of the visit before. */
export interface ConversationContinued {
  /** step that goes on */
  step: string;
  /** messages that it begins with */
  messages: number;
}

/** A model is about to sum up a part of a conversation. */
export interface ConversationSummarizing {
  /** step that the conversation is of */
  step: string;
  /** turns that will be left out, the oldest first */
  dropped: number;
  /** turns after those whose tool results will be cut */
  shortened: number;
}

export interface Criterion {
  /** id of the criterion */
  id: string;
  /** met, missed or unevaluated */
  verdict: string;
  /** how much it counts */
  weight: number;
  /** values that were looked at, what a judge said, or why nobody can say */
  evidence: string;
}

export type CursorStatus = "ok" | "fresh" | "expired" | "epochChanged" | (string & {});

/** Params of `daemon/config`. */
export interface DaemonConfigParams {
  /** what to set, all or nothing; until the daemon ends */
  set?: SettingChange[] | undefined;
}

/** Result of `daemon/config`. */
export interface DaemonConfigResult {
  /** as they are now */
  settings: SettingView[];
}

/** Result of `daemon/diagnostics`. */
export interface DaemonDiagnosticsResult {
  /** milliseconds since it started */
  uptimeMs: number;
  /** heap in use */
  heapUsedBytes: number;
  /** heap that it may take */
  heapMaxBytes: number;
  /** platform threads */
  threads: number;
  /** requests that are being served, but for those that wait */
  requestsUnderWay: number;
  /** runs in memory: those at work */
  runsLoaded: number;
  /** who is connected */
  connections: ConnectionView[];
}

/** Params of `daemon/drain`. */
export interface DaemonDrainParams {
  /** when it begins to refuse new work; default whenIdle */
  mode?: DrainMode | undefined;
}

export interface DaemonEndpoint {
  /** unix or ws; open */
  kind: string;
  /** path of the Unix socket */
  path?: string | undefined;
  /** where a WebSocket connects */
  url?: string | undefined;
  /** file with the token that the port wants */
  tokenFile?: string | undefined;
}

export interface DaemonExpectation {
  /** id of its build */
  build?: string | undefined;
  /** folder in which it keeps what it knows */
  stateDir?: string | undefined;
}

/** Params of `daemon/goodbye`. */
export interface DaemonGoodbyeParams {
  /** why the daemon closes the connection */
  reason: string;
  /** when to try again */
  retryAfterMs?: number | undefined;
}

export interface DaemonIdentity {
  /** UUIDv7 of this start */
  instance: string;
  /** id of the build */
  build: string;
  /** version of the build */
  version: string;
  /** its process */
  pid: number;
  /** when it started */
  startedAt: string;
}

export interface DaemonLimits {
  /** bytes of one frame */
  maxFrame: number;
  /** requests under way */
  inFlight: number;
  /** requests of one batch */
  batch: number;
  /** nesting of a message */
  depth: number;
  /** subscriptions */
  subscriptions: number;
  /** default window of a subscription */
  window: WindowLimits;
  /** requests of one principal in a second, over all of its connections, as long as it goes on */
  requestsPerSecond?: number | undefined;
}

/** Params of `daemon/logs`. */
export interface DaemonLogsParams {
  /** so many lines at the end, 1 to 1000; 100 unless said */
  lines?: number | undefined;
  /** only lines that contain this */
  contains?: string | undefined;
}

/** Result of `daemon/logs`. */
export interface DaemonLogsResult {
  /** path of the file */
  file: string;
  /** the oldest first */
  lines: string[];
}

/** Params of `daemon/shutdown`. */
export interface DaemonShutdownParams {
  /** how */
  mode: ShutdownMode;
  /** when to end anyway; default 10000 */
  deadlineMs?: number | undefined;
}

export interface DaemonShutdownResult {
  /** where the daemon stands */
  state: DaemonState;
  /** runs that are still at work */
  running: number;
}

/** Params of `daemon/skip`. */
export interface DaemonSkipParams {
  /** id of a session; absent where the client follows none */
  session?: string | undefined;
  /** the last event of it that the client knows; time stands still where there are later ones */
  seq?: number | undefined;
}

/** Result of `daemon/skip`. */
export interface DaemonSkipResult {
  /** the time of the daemon */
  now: string;
  /** whether it is later than before */
  moved: boolean;
  /** whether something is under way; time stands still meanwhile */
  busy: boolean;
}

export type DaemonState = "starting" | "ready" | "draining" | (string & {});

/** Result of `daemon/status`. */
export interface DaemonStatusResult {
  /** UUIDv7 of this start */
  instance: string;
  /** its process */
  pid: number;
  /** version of the build */
  version: string;
  /** id of the build */
  build: string;
  /** where it stands */
  state: DaemonState;
  /** when it started */
  startedAt: string;
  /** milliseconds since then */
  uptimeMs: number;
  /** sessions of the store */
  sessions: SessionCounts;
  /** open connections */
  connections: number;
  /** heap in use */
  heapUsedBytes: number;
  /** platform threads */
  threads: number;
  /** open file descriptors, where the system tells */
  openFiles?: number | undefined;
  /** where its state is kept */
  stateDir: string;
  /** where it can be reached */
  endpoints: DaemonEndpoint[];
}

/** The run is at a place that a debugger has marked. */
export interface DebugReached {
  /** owner and id of the breakpoint, parted by a slash; else the reason */
  breakpoint: string;
  /** what makes it the same place when it is looked at again */
  place: string;
  /** entry, breakpoint, step, failure, question or budget */
  reason: string;
  /** whether the run stands still; else the place was counted or told of */
  stop: boolean;
  /** step that is there */
  step?: string | undefined;
  /** its node */
  node?: string | undefined;
  /** call that is about to start */
  call?: string | undefined;
  /** log message, failure, or what is wrong with a condition; untrusted */
  text?: string | undefined;
  /** how the step has failed; its ways are not taken yet */
  status?: StepStatus | undefined;
  /** why it has failed */
  error?: Failure | undefined;
}

/** A debugger said where the run is to stand still. */
export interface DebugSet {
  /** what it wants from now on */
  set: BreakpointSet;
}

/** Somebody steps through the run. */
export interface DebugStepping {
  /** step that it was at */
  step?: string | undefined;
  /** how far: over or in */
  stride: string;
}

/** A run goes on with a changed definition, because somebody wanted that. */
export interface DefinitionAccepted {
  /** run that goes on with it */
  run: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** that of the one before */
  before: string;
  /** name under which the daemon keeps the definition */
  pin: string;
}

export type DefinitionKind = "agent" | "tools" | "project";

export type DeltaDelivery = "all" | "coalesce" | "none";

export type Direction = "back" | "forward";

export interface DisplayView {
  /** by which it is updated; of one call no other's */
  id: string;
  /** the same content by media types, text/plain among them */
  bundle: unknown;
}

export type DrainMode = "whenIdle" | "now";

/** A model decided where to go; it is not asked again. */
export interface EdgeDecided {
  /** id of the step */
  step: string;
  /** place of the question in the definition */
  question: string;
  /** one of the options */
  choice: string;
}

/** The run went over an edge. */
export interface EdgeTaken {
  /** step that it leaves */
  step: string;
  /** node that it leaves */
  from: string;
  /** node that it reaches */
  to: string;
  /** label of the edge */
  label?: string | undefined;
  /** whether no other edge was taken */
  isDefault: boolean;
  /** fan-out, where several edges were taken */
  fanOut?: string | undefined;
  /** which of its branches, from 0 in the order of the file */
  branch?: number | undefined;
  /** what the edge gives the node that it reaches */
  inputs?: unknown | undefined;
}

/** The body of a map ended for an element. */
export interface ElementFinished {
  /** step of the map */
  step: string;
  /** number of the element, from 0 */
  index: number;
  /** outputs of the last nodes of the body; absent where it failed; untrusted */
  result?: unknown | undefined;
  /** why it failed */
  error?: Failure | undefined;
}

/** The body of a map begins for an element. */
export interface ElementStarted {
  /** step of the map */
  step: string;
  /** number of the element, from 0 */
  index: number;
}

export type Ephemeral = EphemeralDelta | EphemeralProgress;

export interface EphemeralDelta {
  kind: "delta";
  /** session of the item */
  session: string;
  /** run of the item */
  run: string;
  /** item that grows */
  item: string;
  /** text, reasoning or output */
  field: string;
  /** where the text goes, in UTF-16 units */
  off: number;
  /** the text; untrusted */
  text: string;
  /** number of the durable event that it came after, 0 before the first */
  after: number;
}

export interface EphemeralProgress {
  kind: "progress";
  /** session of the call */
  session: string;
  /** run of the call */
  run: string;
  /** id of the call */
  call: string;
  /** for people; untrusted */
  message: string;
  /** how much is done */
  value?: number | undefined;
  /** how much there is */
  total?: number | undefined;
  /** number of the durable event that it came after, 0 before the first */
  after: number;
  /** all that the call shows now; absent where it shows nothing; untrusted */
  displays?: DisplayView[] | undefined;
}

export interface EventDifference {
  /** event of a; absent where it has no more */
  a?: EventReference | undefined;
  /** event of b; absent where it has no more */
  b?: EventReference | undefined;
}

/** The run published an event, which is in the journal of the workspace by now. */
export interface EventEmitted {
  /** step that published it */
  step: string;
  /** schema of the event */
  schema: string;
  /** its tags */
  tags: string[];
  /** its data; untrusted */
  data: unknown;
}

export interface EventEnvelope {
  /** number in the journal, from 1 and without gaps */
  seq: number;
  /** number of the event delivered before it on this subscription, 0 before the first; absent outside subscriptions */
  prev?: number | undefined;
  /** when it was stored */
  at: string;
  /** event type */
  type: string;
  /** version of the type */
  v: number;
  /** run that it belongs to */
  run?: string | undefined;
  /** step that it belongs to */
  step?: string | undefined;
  /** node that it belongs to */
  node?: string | undefined;
  /** nodes of the maps in whose bodies that is, outermost first, and it itself; absent outside of maps */
  path?: string[] | undefined;
  /** who caused it */
  cause?: Cause | undefined;
  /** schema of a published event */
  schema?: string | undefined;
  /** tags of a published event */
  tags?: string[] | undefined;
  /** what happened, by type; of a published event what its publisher gave; untrusted */
  data: JsonObject;
}

export interface EventReference {
  /** number in its journal */
  seq: number;
  /** event type */
  type: string;
  /** node that it belongs to */
  node?: string | undefined;
  /** what happened, by type; untrusted */
  data: unknown;
}

/** Params of `events/ack`. */
export interface EventsAckParams {
  /** id of the subscription */
  sub: string;
  /** position up to which events were taken */
  cursor: string;
  /** PayloadSize of what was taken since the subscription began, or the bytes of its frames */
  bytes: number;
}

/** Params of `events/batch`. */
export interface EventsBatchParams {
  /** id of the subscription */
  sub: string;
  /** in order; empty in a heartbeat */
  events: EventEnvelope[];
  /** pieces, in order */
  deltas: Ephemeral[];
  /** number of the last durable event sent on this subscription, 0 before the first */
  last: number;
  /** position up to which the journal was searched */
  through: string;
  /** end of the journal */
  head: string;
  /** true once, when the head of the time of subscribing is reached */
  synced?: boolean | undefined;
}

/** Params of `events/flush`. */
export interface EventsFlushParams {
  /** id of the subscription */
  sub: string;
  /** how long to wait, 1 to 30000; 10000 unless said */
  timeoutMs?: number | undefined;
}

/** Result of `events/flush`. */
export interface EventsFlushResult {
  /** end of the journal when the call came; a batch whose through reaches it has been sent, where reached is true */
  head: string;
  /** whether everything up to there was sent in time */
  reached: boolean;
}

/** Params of `events/lag`. */
export interface EventsLagParams {
  /** id of the subscription */
  sub: string;
  /** position up to which events were sent */
  position: string;
  /** end of the journal */
  head: string;
}

/** Params of `events/publish`. */
export interface EventsPublishParams {
  /** schema of the event: a letter, then letters, digits and . _ : / -, at most 128 */
  schema: string;
  /** data of the event; an empty object where absent */
  data?: JsonObject | undefined;
  /** at most 64 tags */
  tags?: string[] | undefined;
  /** what the publisher knows the event by; one of the same schema that was published before is not published again */
  dedupeKey?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `events/publish`. */
export interface EventsPublishResult {
  /** position of the event */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** number of the event in the journal of the workspace */
  seq: number;
  /** whether an event of that dedupeKey was there before; then it is that one */
  duplicate: boolean;
}

/** Params of `events/read`. */
export interface EventsReadParams {
  /** session to read, or workspace for the published events */
  session: string;
  /** cursor to read after, or before it where that is backward; absent reads from the start, or from the end */
  after?: string | undefined;
  /** at most so many events, 1 to 1000 */
  limit: number;
  /** how long to wait for the first event, 0 to 30000 */
  waitMs: number;
  /** backward reads from after, or from the end, to the start; forward unless said */
  direction?: ReadDirection | undefined;
  /** only these event types; a type ending in .* takes all of a noun */
  types?: string[] | undefined;
  /** only events of these runs */
  runs?: string[] | undefined;
  /** only events at a node or inside of it: names from the outside in */
  path?: string[] | undefined;
  /** only events so many nodes below path at most */
  depth?: number | undefined;
  /** only events that a selector fits, with the keys that it has in a definition */
  selector?: unknown | undefined;
  /** only events of these items: ids of messages, calls and questions */
  items?: string[] | undefined;
  /** of events whose data is longer than so many UTF-16 units as JSON, 16384 or more, values that are kept as contents come as blobRef; absent for whole values */
  inlineLimit?: number | undefined;
}

/** Result of `events/read`. */
export interface EventsReadResult {
  /** in order */
  events: EventEnvelope[];
  /** where to go on */
  cursor: string;
  /** whether there are more at once */
  hasMore: boolean;
  /** what became of the cursor */
  status: CursorStatus;
}

/** Params of `events/subscribe`. */
export interface EventsSubscribeParams {
  /** session to follow, workspace for the published events, or * for hints about all sessions */
  session: string;
  /** where to begin */
  from: StartPosition;
  /** only these event types; a type ending in .* takes all of a noun */
  types?: string[] | undefined;
  /** only events that a selector fits, with the keys that it has in a definition */
  selector?: unknown | undefined;
  /** whether ephemeral pieces are wanted; default all */
  deltas?: DeltaDelivery | undefined;
  /** default is limits.window */
  window?: SubscriptionWindow | undefined;
  /** say events/lag when so many events wait for the client, 1 to 1000000; 10000 unless said */
  lag?: number | undefined;
  /** only events of these runs */
  runs?: string[] | undefined;
  /** only events at a node or inside of it: names from the outside in */
  path?: string[] | undefined;
  /** only events so many nodes below path at most: 0 is what belongs to no node inside, 1 leaves out the insides of maps */
  depth?: number | undefined;
  /** what the snapshot shall have beside the session */
  view?: SnapshotView | undefined;
  /** how many milliseconds what there is may wait for more to go with it, 0 to 1000; 0 unless said, and 100 for pieces that coalesce */
  maxLatencyMs?: number | undefined;
  /** name of the subscription, 1 to 64 characters; absent for one that the daemon makes */
  sub?: string | undefined;
  /** only events and pieces of these items: ids of messages, calls and questions */
  items?: string[] | undefined;
  /** of events whose data is longer than so many UTF-16 units as JSON, 16384 or more, values that are kept as contents come as blobRef; absent for whole values */
  inlineLimit?: number | undefined;
}

/** Result of `events/subscribe`. */
export interface EventsSubscribeResult {
  /** id of the subscription on this connection */
  sub: string;
  /** what became of the cursor */
  status: CursorStatus;
  /** position that delivery begins after */
  from: string;
  /** end of the journal now */
  head: string;
  /** given where delivery does not begin at the start or at the cursor */
  snapshot?: SubscriptionSnapshot | undefined;
  /** items under way, for the deltas to come */
  open: OpenItem[];
  /** events between from and head */
  replaying: number;
}

/** Params of `events/unsubscribe`. */
export interface EventsUnsubscribeParams {
  /** id of the subscription */
  sub: string;
}

/** Params of `events/wait`. */
export interface EventsWaitParams {
  /** selector, with the keys that it has in a definition */
  selector: unknown;
  /** how long to wait, 0 to 30000 */
  timeoutMs: number;
  /** cursor of the journal of the workspace to look from; absent waits for what comes */
  after?: string | undefined;
}

/** Result of `events/wait`. */
export interface EventsWaitResult {
  /** first event that fits; absent where none came in time */
  event?: EventEnvelope | undefined;
  /** where to look from the next time */
  cursor: string;
}

export interface ExplainedCondition {
  /** the expression */
  source: string;
  /** its value */
  value?: unknown | undefined;
  /** why it has none */
  error?: string | undefined;
  /** the names in it, with their values */
  parts: NamedValue[];
}

export interface ExplainedEdge {
  /** its place in the definition, such as edges[2] */
  edge: string;
  /** node that it leads to */
  to: string;
  /** its label */
  label?: string | undefined;
  /** the end that it waits for: success, failure, ... */
  on: string;
  /** its priority */
  priority: number;
  /** whether it was taken */
  taken: boolean;
  /** why, for people */
  why: string;
  /** its condition */
  condition?: ExplainedCondition | undefined;
}

export interface ExplainedMessage {
  /** system, user, assistant or tool */
  role: string;
  /** its text; untrusted */
  text?: string | undefined;
  /** tool calls that the model asked for, an array of {id, name, args} */
  toolCalls?: unknown | undefined;
  /** tool call that it answers */
  request?: string | undefined;
}

export interface ExplainedRequest {
  /** event with which it went out */
  seq: number;
  /** id of the call */
  call: string;
  /** from 1 */
  attempt: number;
  /** model */
  model: string;
  /** the whole conversation so far, oldest first */
  messages: ExplainedMessage[];
  /** tools that the model could ask for */
  tools: ExplainedTool[];
  /** JSON Schema of the outputs that it was to set */
  outputs?: unknown | undefined;
  /** sampling temperature; absent means that of the model */
  temperature?: number | undefined;
  /** how much of an answer the budget left room for */
  outputTokensMax?: number | undefined;
  /** how much the model was to think: none, low, medium, high, xhigh or max; untrusted */
  reasoning?: string | undefined;
}

export interface ExplainedTool {
  /** name of the tool */
  name: string;
  /** what the model was told about it */
  description?: string | undefined;
  /** JSON Schema of its arguments */
  inputSchema?: unknown | undefined;
}

export interface Failure {
  /** machine-readable, dotted, such as tool.timeout */
  kind: string;
  /** what, which value, what was expected; untrusted */
  message: string;
  /** whether the same work may succeed later */
  retryable: boolean;
  /** JSON pointer to the value at fault */
  pointer?: string | undefined;
  /** step that failed */
  step?: string | undefined;
  /** node that failed */
  node?: string | undefined;
  /** shortest wait that the other side asked for, in milliseconds */
  retryAfterMs?: number | undefined;
}

export interface FormField {
  /** JSON schema of the value */
  schema: unknown;
  /** whether it must be given */
  required: boolean;
  /** value when it is not given */
  defaultValue?: unknown | undefined;
}

/** The run was held against its goal. */
export interface GoalEvaluated {
  /** met, missed or unevaluated */
  verdict: string;
  /** weights of the criteria that are met, of all weights, from 0 to 1 */
  score?: number | undefined;
  /** each criterion */
  criteria: Criterion[];
  /** each constraint */
  constraints: Constraint[];
}

/** A model judges what the run gave. */
export interface GoalJudging {
  /** node that judges: goal. and the id of the criterion */
  node: string;
  /** output that the run will end with, unless an earlier judge was told; untrusted */
  output?: unknown | undefined;
}

export interface GoalProgress {
  /** name of the agent */
  agent: string;
  /** all its runs that were judged */
  total: Tally;
  /** mean of the scores of the runs that have one */
  score?: number | undefined;
  /** each criterion, by its id */
  criteria: Part[];
  /** each constraint, by its id */
  constraints: Part[];
  /** by entry point */
  entries: Part[];
  /** by session, the newest first, at most 100 */
  sessions: Part[];
}

/** Params of `goal/progress`. */
export interface GoalProgressParams {
  /** name of an agent: all its runs */
  agent?: string | undefined;
  /** id of a session: all its runs */
  session?: string | undefined;
  /** id of a run: this one */
  run?: string | undefined;
}

/** Result of `goal/progress`. */
export interface GoalProgressResult {
  /** the goals of the agents whose runs there are, by the name of the agent */
  goals: GoalProgress[];
  /** whether all runs were looked at; else the newest */
  complete: boolean;
}

export type GraphFormat = "mermaid" | "dot" | "svg";

export interface HeardMessages {
  /** id of the attempt */
  id: string;
  /** the number of the last message that the client has */
  number: number;
}

/** Params of `hint`. */
export interface HintParams {
  /** id of the subscription */
  sub: string;
  /** true where sessions may have changed that are not named: list them again */
  sweep?: boolean | undefined;
  /** sessions that have changed, each once */
  changed: SessionHead[];
}

export interface HostedCall {
  /** id of this attempt of the call */
  id: string;
  /** name of the tool */
  tool: string;
  /** the arguments, which fit the schema of the offer; untrusted */
  args: unknown;
  /** session of the run */
  session: string;
  /** run that calls */
  run: string;
  /** id of the call in its run */
  call: string;
  /** the same for every attempt of the call, and no other's */
  key: string;
  /** from 1 */
  attempt: number;
  /** traceparent that it belongs to, as W3C trace context says it */
  trace?: string | undefined;
}

export interface HostedFailure {
  /** for models and people; untrusted */
  message: string;
  /** whether another attempt may succeed; false unless said */
  retryable?: boolean | undefined;
}

export interface HostedMessage {
  /** id of the attempt */
  id: string;
  /** counts what is told about the attempt, from 1 */
  number: number;
  /** with the id of what was asked, and event, timeout, published, answer, declined or error; untrusted */
  message: unknown;
}

export interface ImpactObstacle {
  /** node that it is about */
  node?: string | undefined;
  /** in words for people; untrusted */
  message: string;
}

export type ImpactVerdict = "same" | "compatible" | "obstructed" | (string & {});

/** Params of `initialize`. */
export interface InitializeParams {
  /** versions that the client speaks, best first */
  protocol: string[];
  /** who is connecting */
  client: ClientIdentity;
  /** whether the connection keeps an idle daemon from ending */
  keepAlive?: boolean | undefined;
  /** subscriptions to begin with, at most limits.subscriptions; all or none */
  subscribe?: EventsSubscribeParams[] | undefined;
  /** which daemon the client wants; where this is another one, it is refused */
  expect?: DaemonExpectation | undefined;
}

/** Result of `initialize`. */
export interface InitializeResult {
  /** version that both speak */
  protocol: string;
  /** which daemon */
  daemon: DaemonIdentity;
  /** what it enforces */
  limits: DaemonLimits;
  /** who it takes the client for */
  principal: Principal;
  /** where it stands */
  state: DaemonState;
  /** what became of the subscriptions that were asked for, in their order */
  subscriptions?: EventsSubscribeResult[] | undefined;
}

export type InterruptCause = "crash" | "shutdown" | (string & {});

export type ItemKind = "message" | "toolCall" | "question" | "subrun" | (string & {});

/** Params of `item/list`. */
export interface ItemListParams {
  /** session of the items */
  session: string;
  /** cursor to list after, or before it where that is backward; absent for the end to begin at */
  after?: string | undefined;
  /** at most so many items, 1 to 500; 100 unless said */
  limit?: number | undefined;
  /** backward lists the newest first; forward unless said */
  direction?: ReadDirection | undefined;
  /** only items of these runs */
  runs?: string[] | undefined;
  /** only items of these kinds */
  kinds?: ItemKind[] | undefined;
}

/** Result of `item/list`. */
export interface ItemListResult {
  /** in the order that was asked for, by their first events */
  items: ItemView[];
  /** how far was looked, to go on from; absent where there is no more */
  cursor?: string | undefined;
}

/** Params of `item/read`. */
export interface ItemReadParams {
  /** session of the item */
  session: string;
  /** item to read */
  item: string;
  /** text, reasoning or output; text unless said */
  field?: string | undefined;
  /** where to begin, in UTF-16 units; 0 unless said */
  from?: number | undefined;
}

/** Result of `item/read`. */
export interface ItemReadResult {
  /** item */
  item: string;
  /** text, reasoning or output */
  field: string;
  /** where the text begins, in UTF-16 units; more than was asked where the beginning is gone */
  off: number;
  /** the text from there on; untrusted */
  text: string;
  /** whether it may still grow */
  open: boolean;
}

export interface ItemView {
  /** its id, unique in its run */
  item: string;
  /** what it is */
  kind: ItemKind;
  /** run that it belongs to */
  run?: string | undefined;
  /** step that it belongs to */
  step?: string | undefined;
  /** node that it belongs to */
  node?: string | undefined;
  /** of a message: who it is from */
  role?: MessageRole | undefined;
  /** tool, or agent of a child run */
  name?: string | undefined;
  /** type of its newest event */
  type: string;
  /** whether more is to come */
  open: boolean;
  /** number of its first event */
  firstSeq: number;
  /** number of its newest event */
  lastSeq: number;
  /** when it began */
  at: string;
  /** how its text begins, at most 200 UTF-16 units; untrusted */
  text?: string | undefined;
}

/** Params of `log/head`. */
export interface LogHeadParams {
  /** session, or workspace for the published events */
  session: string;
}

/** Result of `log/head`. */
export interface LogHeadResult {
  /** position of the last event */
  head: string;
  /** number of the last event */
  seq: number;
}

/** Params of `log/verify`. */
export interface LogVerifyParams {
  /** session, or workspace for the published events */
  session: string;
  /** cursor to begin after; absent begins at the start */
  after?: string | undefined;
  /** cursor to end at; absent ends at the head */
  upTo?: string | undefined;
  /** chain of the events up to after, as 64 hex digits; absent at the start */
  chain?: string | undefined;
}

/** Result of `log/verify`. */
export interface LogVerifyResult {
  /** how far it went: 10000 events at most, go on from there */
  through: string;
  /** chain of all events up to there, as 64 hex digits */
  chain: string;
  /** how many events were added */
  count: number;
  /** whether it went as far as was asked */
  done: boolean;
}

/** A step goes over the elements of a list. */
export interface MapStarted {
  /** id of the step */
  step: string;
  /** the list */
  items: unknown;
}

/** A reply of a model is whole; its deltas have ended. */
export interface MessageCompleted {
  /** id of the step */
  step: string;
  /** id of the model call */
  call: string;
  /** id of the message */
  item: string;
  /** who it is from */
  role: MessageRole;
  /** whole text; untrusted */
  text?: string | undefined;
  /** whole reasoning; untrusted */
  reasoning?: string | undefined;
  /** calls that it asks for */
  toolCalls: ToolCallRequest[];
  /** why the model stopped */
  finish: string;
  /** what it used */
  usage: TokenUsage;
  /** what its provider wants to see again where the conversation goes on; untrusted */
  thoughts?: unknown | undefined;
}

/** A message of the run itself is part of the conversation. */
export interface MessageCreated {
  /** id of the step */
  step: string;
  /** id of the message */
  item: string;
  /** who it is from */
  role: MessageRole;
  /** whole text; untrusted */
  text: string;
  /** tool call that it answers */
  call?: string | undefined;
  /** images that go with it: paths in the workspace, or data: addresses */
  images?: string[] | undefined;
}

export type MessageRole = "system" | "user" | "tool" | "assistant" | (string & {});

export interface MissedView {
  /** name of the agent */
  agent: string;
  /** its file */
  uri: string;
  /** entry point */
  entry: string;
  /** paused; late: no daemon ran, the machine slept or its clock was put forward */
  reason: string;
  /** the first of them */
  first: string;
  /** the last of them */
  last: string;
  /** how many they are; of very many only the latest are counted */
  count: number;
  /** runs that were started to make up for them */
  runs: number;
}

/** Params of `model/check`. */
export interface ModelCheckParams {
  /** provider/model to ask */
  model: string;
  /** folder whose project file counts too */
  workspace?: string | undefined;
}

/** Result of `model/check`. */
export interface ModelCheckResult {
  /** whether the model answered, and called the tool that it was given */
  usable: boolean;
  /** what it said, where it said something; untrusted */
  text?: string | undefined;
  /** why it did not answer, or not as agents need it */
  error?: Failure | undefined;
  /** what the request used, where it was answered */
  usage?: TokenUsage | undefined;
  /** time to the first token, in milliseconds; absent where there was none */
  firstTokenMs?: number | undefined;
  /** time of the whole, in milliseconds */
  durationMs: number;
}

export interface ModelDescription {
  /** provider/model */
  name: string;
  /** US dollars for a million input tokens */
  inputUsdPerMillion?: number | undefined;
  /** the same for input that the provider had from before */
  cachedInputUsdPerMillion?: number | undefined;
  /** US dollars for a million output tokens */
  outputUsdPerMillion?: number | undefined;
  /** tokens that a request and its reply may have together */
  windowTokens?: number | undefined;
  /** tokens that a reply may have */
  outputTokensMax?: number | undefined;
}

/** The call failed. */
export interface ModelFailed {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** why */
  error: Failure;
  /** whether its work has still to be stopped */
  stopping: boolean;
}

/** Params of `model/list`. */
export interface ModelListParams {
  /** folder whose project file counts too */
  workspace?: string | undefined;
}

/** Result of `model/list`. */
export interface ModelListResult {
  /** by name */
  providers: ProviderDescription[];
  /** by name; providers may have more */
  models: ModelDescription[];
  /** what is wrong with the user's file of models */
  problems: string[];
}

/** The daemon died during the call; the money stays counted. */
export interface ModelLost {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
}

export interface ModelPrices {
  /** US dollars for a million input tokens */
  inputUsdPerMillion?: number | undefined;
  /** US dollars for a million output tokens */
  outputUsdPerMillion?: number | undefined;
  /** tokens that a request and its reply may have together */
  windowTokens?: number | undefined;
}

/** A model repeats itself. */
export interface ModelStalled {
  /** step that does not get on */
  step: string;
  /** llm.stall for what it says, llm.doom-loop for what it asks for */
  kind: string;
  /** times in a row */
  times: number;
  /** fail, nudge or ask */
  then: string;
}

/** A request is about to go out. */
export interface ModelStarted {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** provider and model */
  model: string;
  /** from 1 */
  attempt: number;
  /** id of the message that its deltas belong to */
  item: string;
  /** when the attempt is given up */
  deadline: string;
  /** what is set aside for it */
  reserved: TokenUsage;
}

export interface NamedValue {
  /** the part, as an expression */
  name: string;
  /** its value; absent where it has none */
  value?: unknown | undefined;
}

export type Nothing = Record<string, never>;

export interface OfferedTool {
  /** its name, which begins with client: */
  name: string;
  /** for models and people */
  description: string;
  /** JSON Schema 2020-12 of the arguments, an object schema; untrusted */
  input: JsonObject;
  /** JSON Schema 2020-12 of the result; absent where nothing is promised; untrusted */
  output?: unknown | undefined;
  /** whether it changes nothing; false unless said */
  readOnly?: boolean | undefined;
  /** whether a call with the same key may be repeated; false unless said */
  idempotent?: boolean | undefined;
  /** whether it may destroy what was there; false unless said */
  destructive?: boolean | undefined;
  /** how long one call may take, 1 to 86400000; the caller's limit unless said */
  timeoutMs?: number | undefined;
}

export type OnBusy = "reject" | "queue" | "steer" | "replace";

export interface OpenItem {
  /** id of the item */
  item: string;
  /** run that it belongs to */
  run: string;
  /** text, reasoning or output */
  field: string;
  /** what there is so far; untrusted */
  text: string;
  /** UTF-16 units of it */
  off: number;
}

export interface OpenStep {
  /** its node */
  node: string;
  /** which attempt it is at */
  attempt: number;
  /** tool and model calls that are not done with, as id: what, phase */
  calls: string[];
}

export type Pace = "over" | "in" | "run";

export interface Part {
  /** id of the criterion, constraint, entry point or session */
  id: string;
  /** how it stands */
  tally: Tally;
}

/** Params of `policy/get`. */
export interface PolicyGetParams {
  /** only those of this agent: the file or its URI */
  uri?: string | undefined;
  /** only those of this session, and those for all sessions */
  session?: string | undefined;
}

/** Result of `policy/get`. */
export interface PolicyGetResult {
  /** what nobody is asked about any more */
  allowances: AllowanceView[];
}

/** Params of `policy/set`. */
export interface PolicySetParams {
  /** file of the agent, or its URI */
  uri: string;
  /** name of the tool */
  tool: string;
  /** arguments of the calls; any where absent */
  args?: unknown | undefined;
  /** session that it is about; all of the agent where absent */
  session?: string | undefined;
  /** whether such calls are allowed without asking, or asked about again */
  allowed: boolean;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `policy/set`. */
export interface PolicySetResult {
  /** whether it was otherwise before */
  changed: boolean;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `policy/test`. */
export interface PolicyTestParams {
  /** file of the agent, or its URI */
  uri: string;
  /** name of the tool */
  tool: string;
  /** arguments of the call; an empty object where absent */
  args?: JsonObject | undefined;
  /** session that the call would be of */
  session?: string | undefined;
}

/** Result of `policy/test`. */
export interface PolicyTestResult {
  /** allow, ask or deny */
  verdict: string;
  /** why, for people */
  why: string;
  /** the rule that decided, or the scope of what somebody allowed; absent where the default did */
  rule?: string | undefined;
  /** who allowed it; absent where nobody did */
  by?: string | undefined;
  /** the rules that were looked at, in their order */
  rules: RuleTrial[];
}

export interface Principal {
  /** such as local:ann */
  id: string;
  /** what it may do */
  scopes: string[];
}

export interface ProblemEdit {
  /** first line, from 0 */
  line: number;
  /** UTF-16 units into it */
  character: number;
  /** last line */
  endLine: number;
  /** exclusive */
  endCharacter: number;
  /** what to put there */
  newText: string;
}

export interface ProblemFix {
  /** for people; untrusted */
  title: string;
  /** edits that do not overlap */
  edits: ProblemEdit[];
}

export interface ProblemRelated {
  /** first line, from 0 */
  line: number;
  /** UTF-16 units into it */
  character: number;
  /** last line */
  endLine: number;
  /** exclusive */
  endCharacter: number;
  /** what is there; untrusted */
  message: string;
}

export interface ProblemReport {
  /** such as F2101 */
  code: string;
  /** such as graph/unreachable-node */
  name: string;
  /** how bad */
  severity: ProblemSeverity;
  /** first line, from 0 */
  line: number;
  /** UTF-16 units into it */
  character: number;
  /** last line */
  endLine: number;
  /** exclusive */
  endCharacter: number;
  /** what, which value, what was expected; untrusted */
  message: string;
  /** other places that explain it */
  related: ProblemRelated[];
  /** best first */
  fixes: ProblemFix[];
}

export type ProblemSeverity = "error" | "warning" | "information" | "hint" | (string & {});

/** Params of `$/progress`. */
export interface ProgressParams {
  /** progressToken of the _meta of the request's params */
  token: unknown;
  /** what is going on, for people; untrusted */
  message?: string | undefined;
  /** how far it is */
  value?: number | undefined;
  /** how far it has to go, where that is known */
  total?: number | undefined;
}

export interface ProviderDescription {
  /** word before the / of its models */
  name: string;
  /** what it speaks: chat, responses, anthropic, gemini or ollama */
  protocol: string;
  /** variable of the daemon's environment that has its key; absent where none is needed */
  keyVariable?: string | undefined;
  /** why it cannot be asked; absent where nothing is known against it */
  obstacle?: string | undefined;
}

export interface PublishedEvent {
  /** number in the journal of the workspace */
  seq: number;
  /** when it was stored there */
  at: string;
  /** schema of the event */
  schema?: string | undefined;
  /** its tags */
  tags: string[];
  /** its data; untrusted */
  data: unknown;
}

/** Params of `question/answer`. */
export interface QuestionAnswerParams {
  /** 1 to 64 answers of one session */
  answers: Answer[];
  /** idempotency key, at most 128 characters */
  key: string;
  /** position of the session that the answers are given at; where something has happened to it since, they are refused with Conflict */
  expectedHead?: string | undefined;
}

/** Result of `question/answer`. */
export interface QuestionAnswerResult {
  /** position of the effect */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** in the order of the answers */
  results: AnswerOutcome[];
}

/** Somebody answered. */
export interface QuestionAnswered {
  /** id of the question */
  question: string;
  /** the answer */
  answer: unknown;
  /** who */
  by: string;
}

/** The run waits for an answer. */
export interface QuestionAsked {
  /** id of the question */
  question: string;
  /** step that asks */
  step: string;
  /** form of the answer */
  kind: QuestionKind;
  /** what is asked; untrusted */
  text: string;
  /** fields of a form by name */
  fields?: { [name: string]: FormField } | undefined;
  /** texts to choose from; untrusted */
  options?: string[] | undefined;
  /** tool to approve */
  tool?: string | undefined;
  /** its arguments; untrusted */
  args?: unknown | undefined;
  /** when the question runs out */
  expiresAt?: string | undefined;
  /** call that it is about */
  call?: string | undefined;
  /** limit that it is about */
  limit?: string | undefined;
  /** whose answer is wanted */
  assignee?: string | undefined;
}

/** Params of `question/claim`. */
export interface QuestionClaimParams {
  /** id of the question */
  question: string;
  /** for how long, at most 300000; 0 gives a claim of this connection back */
  ttlMs: number;
}

/** Result of `question/claim`. */
export interface QuestionClaimResult {
  /** id of the question */
  question: string;
  /** whether this connection is */
  claimed: boolean;
  /** who is; absent for nobody */
  by?: string | undefined;
  /** until when */
  until?: string | undefined;
}

/** Nobody answered in time. */
export interface QuestionExpired {
  /** id of the question */
  question: string;
}

export type QuestionKind = "freeText" | "form" | "choice" | "approval" | "toolApproval" | "toolUnknown" | "limit" | (string & {});

/** Params of `question/list`. */
export interface QuestionListParams {
  /** only those of this session */
  session?: string | undefined;
  /** only those for this person, team or role, and those for anybody */
  assignee?: string | undefined;
}

/** Result of `question/list`. */
export interface QuestionListResult {
  /** open questions */
  questions: QuestionView[];
}

export interface QuestionView {
  /** id of the question */
  question: string;
  /** session that waits */
  session: string;
  /** run that waits */
  run: string;
  /** name of the agent */
  agent: string;
  /** step that asks */
  step: string;
  /** node that asks */
  node: string;
  /** form of the answer */
  kind: QuestionKind;
  /** what is asked; untrusted */
  text: string;
  /** fields of a form by name */
  fields?: { [name: string]: FormField } | undefined;
  /** texts to choose from; untrusted */
  options?: string[] | undefined;
  /** tool to approve */
  tool?: string | undefined;
  /** its arguments; untrusted */
  args?: unknown | undefined;
  /** when */
  askedAt: string;
  /** when the question runs out */
  expiresAt?: string | undefined;
  /** whose answer is wanted */
  assignee?: string | undefined;
  /** who is answering it just now, by question/claim */
  claimedBy?: string | undefined;
  /** until when */
  claimedUntil?: string | undefined;
}

/** The answer is no longer wanted. */
export interface QuestionWithdrawn {
  /** id of the question */
  question: string;
  /** why */
  reason: string;
}

/** Params of `queue/list`. */
export interface QueueListParams {
  /** only entry points of this definition */
  uri?: string | undefined;
  /** only the entry point of this name */
  entry?: string | undefined;
}

/** Result of `queue/list`. */
export interface QueueListResult {
  /** entry points at which runs wait, by file and name */
  queues: QueueView[];
}

/** Params of `queue/remove`. */
export interface QueueRemoveParams {
  /** run that shall not begin */
  run: string;
  /** why, for people */
  reason?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Params of `queue/reorder`. */
export interface QueueReorderParams {
  /** run to move */
  run: string;
  /** run before which it shall wait, at the same entry point; absent for the end */
  before?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `queue/reorder`. */
export interface QueueReorderResult {
  /** ids of the runs that wait there, the next one first */
  waiting: string[];
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

export interface QueueView {
  /** file of the definition; of a session, that of the next run */
  uri: string;
  /** name of the entry point; of a session, that of the next run */
  entry: string;
  /** how many runs may be under way there */
  max: number;
  /** those that are, the oldest first */
  underWay: QueuedRun[];
  /** those that wait, the next one first */
  waiting: QueuedRun[];
  /** session whose other run they wait for; absent for an entry point */
  session?: string | undefined;
}

export interface QueuedRun {
  /** id of the run */
  run: string;
  /** its session */
  session: string;
  /** of one that waits: who asked for it */
  by?: string | undefined;
  /** of one that waits for its time: when it begins at the earliest */
  notBefore?: string | undefined;
}

export type ReadDirection = "forward" | "backward";

export type ResumeCause = "answer" | "timer" | "event" | "child" | "tool" | "client" | "daemonRestart" | (string & {});

/** The next attempt of a failed step waits for a timer. */
export interface RetryScheduled {
  /** id of the step */
  step: string;
  /** number of the attempt to come */
  attempt: number;
  /** id of the timer */
  timer: string;
  /** when */
  dueAt: string;
  /** why the last attempt failed */
  error: Failure;
  /** id of the call that failed */
  call: string;
}

export type RevertMode = "stage" | "commit";

export interface RevertedCall {
  /** id of the call */
  call: string;
  /** tool that was called */
  tool: string;
  /** node that called it */
  node?: string | undefined;
  /** number of the event that says so */
  at: number;
}

export interface RuleTrial {
  /** where it stands in the definition */
  rule: string;
  /** the tools that it is about */
  tool: string;
  /** what it says: allow, ask or deny */
  then: string;
  /** what came of it: otherTool, unfit, decided or broken */
  came: string;
}

/** Params of `run/breakpoints`. */
export interface RunBreakpointsParams {
  /** session of the run */
  session: string;
  /** run; absent means the one that has not ended */
  run?: string | undefined;
  /** what the debugger wants from now on */
  set: BreakpointSet;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `run/breakpoints`. */
export interface RunBreakpointsResult {
  /** position from which it holds */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** the run */
  run: string;
  /** breakpoints at which the run will never stand still */
  problems: BreakpointProblem[];
}

/** Params of `run/cancel`. */
export interface RunCancelParams {
  /** id of the run */
  run?: string | undefined;
  /** session whose runs to cancel */
  session?: string | undefined;
  /** why, for people */
  reason?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

export interface RunCancelResult {
  /** position of the effect */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** runs that are being cancelled; those that had ended are left out */
  runs: string[];
}

/** The run was ended by somebody. */
export interface RunCancelled {
  /** why */
  reason: string;
  /** who asked */
  by: string;
  /** what it used */
  usage: Usage;
  /** from start to end, held time included */
  durationMs: number;
}

/** Cancelling began; work under way is being ended. */
export interface RunCancelling {
  /** why */
  reason: string;
  /** who asked */
  by: string;
}

/** The run ended with an output. */
export interface RunCompleted {
  /** output of the agent; untrusted */
  output: unknown;
  /** what it used */
  usage: Usage;
  /** from start to end, held time included */
  durationMs: number;
}

/** Params of `run/evaluate`. */
export interface RunEvaluateParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
  /** number of the last event that counts; absent means all */
  at?: number | undefined;
  /** step that sees the names; absent means the run as a whole */
  step?: string | undefined;
  /** the expression, without the marks of a template */
  expression: string;
}

/** Result of `run/evaluate`. */
export interface RunEvaluateResult {
  /** the value */
  value?: unknown | undefined;
  /** why there is none */
  error?: string | undefined;
}

/** Params of `run/explain`. */
export interface RunExplainParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
  /** step to explain */
  step: string;
  /** number of the last event that counts; absent means all */
  at?: number | undefined;
}

/** Result of `run/explain`. */
export interface RunExplainResult {
  /** the run */
  run: string;
  /** the step */
  step: string;
  /** its node */
  node: string;
  /** kind of the node */
  kind: string;
  /** event with which it began */
  startedSeq: number;
  /** event with which it ended */
  finishedSeq?: number | undefined;
  /** how it ended */
  status?: string | undefined;
  /** values that it was given */
  inputs?: unknown | undefined;
  /** its outputs */
  outputs?: unknown | undefined;
  /** the condition of its node */
  guard?: ExplainedCondition | undefined;
  /** model requests, exactly as they were made */
  requests: ExplainedRequest[];
  /** edges from its node, in the order of the file; none before it has ended */
  edges: ExplainedEdge[];
}

/** The run ended without an output. */
export interface RunFailed {
  /** why */
  error: Failure;
  /** what it used */
  usage: Usage;
  /** from start to end, held time included */
  durationMs: number;
}

/** The run is bound to fail; work under way is being ended. */
export interface RunFailing {
  /** why */
  error: Failure;
}

/** What came before is a copy of another run; from here on this one goes its own way. */
export interface RunForked {
  /** session of the other run */
  parentSession: string;
  /** the other run */
  parentRun: string;
  /** number of the last event that both have, in the journal of the other session */
  at: number;
  /** input from now on; untrusted */
  input: unknown;
  /** values that keys of the shared state have from now on */
  state: { [name: string]: unknown };
  /** traits of the tools that it may use */
  tools: { [name: string]: ToolTraits };
  /** prices of the models that it may use */
  models: { [name: string]: ModelPrices };
  /** by which everything that is waited for comes later */
  shiftMs: number;
}

/** Params of `run/get`. */
export interface RunGetParams {
  /** id of the run */
  run: string;
}

export interface RunGrant {
  /** US dollars for models */
  costUsd?: number | undefined;
  /** input and output tokens of all model requests */
  tokens?: number | undefined;
  /** time spent running */
  durationMs?: number | undefined;
  /** activations of nodes */
  steps?: number | undefined;
  /** calls of tools */
  toolCalls?: number | undefined;
  /** when the run is over at the latest */
  deadline?: string | undefined;
}

/** Nothing goes on until something outside happens. */
export interface RunHeld {
  /** what it waits for: question:<id>, timer:<id>, event:<step>, child:<run>, tool:<call>, paused */
  reasons: string[];
}

export interface RunImpact {
  /** its session */
  session: string;
  /** the run */
  run: string;
  /** title of the session; untrusted */
  title?: string | undefined;
  /** state of the run */
  status: RunStatus;
  /** when something happened to it last */
  updatedAt: string;
  /** nodes that it stands on */
  nodes: string[];
  /** same, compatible or obstructed */
  verdict: ImpactVerdict;
  /** what differs from the definition that it has, in words for people */
  changes: string[];
  /** what keeps it from going on with this one */
  obstacles: ImpactObstacle[];
}

/** The run was found without a daemon. */
export interface RunInterrupted {
  /** why */
  cause: InterruptCause;
}

/** Params of `run/list`. */
export interface RunListParams {
  /** only runs of this session */
  session?: string | undefined;
  /** at most so many, 1 to 500, default 100 */
  limit?: number | undefined;
  /** where the last page ended */
  cursor?: string | undefined;
}

/** Result of `run/list`. */
export interface RunListResult {
  /** page of runs */
  runs: RunSummary[];
  /** where to go on; absent on the last page */
  cursor?: string | undefined;
}

/** Params of `run/pause`. */
export interface RunPauseParams {
  /** id of the run */
  run?: string | undefined;
  /** session whose run to pause */
  session?: string | undefined;
  /** why, for people */
  reason?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `run/pause`. */
export interface RunPauseResult {
  /** position of the effect */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** the run that is being paused, or stands still already */
  run: string;
}

/** Asked to stand still; what is under way may end. */
export interface RunPausing {
  /** why */
  reason: string;
  /** who asked */
  by: string;
}

export interface RunPlan {
  /** name of the agent */
  agent: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** entry point */
  entry: string;
  /** checked input; untrusted */
  input: unknown;
  /** folder that tools would work in */
  workspace: string;
  /** models that it may ask */
  models: string[];
  /** traits of the tools that it may call */
  tools: { [name: string]: ToolTraits };
  /** what it may use at most, whatever its own limits say */
  budget?: RunGrant | undefined;
  /** run of the session that has not ended */
  busy?: string | undefined;
  /** what would come of it now; absent where it would be refused because of busy */
  outcome?: StartOutcome | undefined;
}

export interface RunPosition {
  /** session of the run */
  session: string;
  /** run; absent means the newest of the session */
  run?: string | undefined;
  /** number of the last event that counts; absent means all */
  at?: number | undefined;
}

/** Params of `run/position`. */
export interface RunPositionParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
  /** number of the last event that counts; absent means all */
  at?: number | undefined;
  /** whether the text of the definition comes too; absent means no */
  text?: boolean | undefined;
}

/** Result of `run/position`. */
export interface RunPositionResult {
  /** the run */
  run: string;
  /** name of its agent */
  agent: string;
  /** SHA-256 of the canonical definition that was in force */
  digest: string;
  /** file of the definition */
  file: string;
  /** SHA-256 of the text of that file, as the run has it */
  fileDigest: string;
  /** number of the first event of the run */
  firstSeq: number;
  /** number of the last event that counts */
  seq: number;
  /** when that was stored */
  at: string;
  /** state of the run */
  status: RunStatus;
  /** branches that are under way */
  branches: BranchView[];
  /** why the run stands still for a debugger; absent where it does not */
  stop?: StopView | undefined;
  /** text of that file, as the run has it; absent unless asked for; untrusted */
  text?: string | undefined;
}

/** The run waits for a place at its entry point. */
export interface RunQueued {
  /** id of the run */
  run: string;
  /** name of the agent */
  agent: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** entry point */
  entry: string;
  /** checked input; untrusted */
  input: unknown;
  /** how many may be under way there; 1 where it waits for another reason */
  concurrent: number;
  /** run of its session that has to end first */
  behind?: string | undefined;
  /** when it begins at the earliest */
  notBefore?: string | undefined;
}

/** Params of `run/resume`. */
export interface RunResumeParams {
  /** session to go on with */
  session: string;
  /** run to go on with; absent means the newest that has not ended */
  run?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
  /** whether a compatible change of the definition is accepted; false refuses with the changes where there are some, also for a run that only waits */
  acceptChanges?: boolean | undefined;
}

/** A held or interrupted run goes on. */
export interface RunResumed {
  /** what let it go on */
  cause: ResumeCause;
}

/** Params of `run/retry`. */
export interface RunRetryParams {
  /** session of the run */
  session: string;
  /** run to try again; absent means the newest */
  run?: string | undefined;
  /** step to begin with; absent means the one that failed, or the last */
  fromStep?: string | undefined;
  /** definition to go on with; absent means that of the run */
  agent?: AgentReference | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Params of `run/start`. */
export interface RunStartParams {
  /** definition to run */
  agent: AgentReference;
  /** input, checked against the agent; absent means no fields */
  input?: unknown | undefined;
  /** entry point; absent means the only one or main */
  entry?: string | undefined;
  /** session to run in; absent makes one */
  session?: string | undefined;
  /** id for the run, a UUIDv7 made by the client */
  run?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
  /** title of a new session */
  title?: string | undefined;
  /** folder that tools work in; absent means the folder of the definition */
  workspace?: string | undefined;
  /** file to write a recording of the model replies to */
  record?: string | undefined;
  /** recording to answer from */
  replay?: string | undefined;
  /** models to use in place of those of the definition */
  models?: string[] | undefined;
  /** where the run is to stand still for a debugger */
  debug?: BreakpointSet | undefined;
  /** what becomes of it where the session has a run already; absent means reject */
  onBusy?: OnBusy | undefined;
  /** what it may use at most, whatever its own limits say */
  budget?: RunGrant | undefined;
  /** when it begins at the earliest; until then it is queued */
  notBefore?: string | undefined;
  /** whether it is only told what would be; nothing is changed then, nor the key used */
  dryRun?: boolean | undefined;
}

export interface RunStartResult {
  /** session of the run */
  session: string;
  /** id of the run */
  run: string;
  /** position of its first event */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** what came of it; absent means started */
  outcome?: StartOutcome | undefined;
  /** what it would be, where nothing was done */
  plan?: RunPlan | undefined;
}

/** The run began at an entry point. */
export interface RunStarted {
  /** id of the run */
  run: string;
  /** name of the agent */
  agent: string;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** entry point */
  entry: string;
  /** checked input; untrusted */
  input: unknown;
  /** traits of the tools that it may use */
  tools: { [name: string]: ToolTraits };
  /** session of the run */
  session: string;
  /** prices of the models that it may use */
  models: { [name: string]: ModelPrices };
  /** under which the definition's texts are kept */
  pin?: string | undefined;
  /** what it may use at most, whatever its own limits say */
  grant?: RunGrant | undefined;
}

export type RunStatus = "queued" | "running" | "held" | "pausing" | "interrupted" | "cancelling" | "failing" | "completed" | "failed" | "cancelled" | (string & {});

/** Params of `run/steer`. */
export interface RunSteerParams {
  /** id of the run */
  run?: string | undefined;
  /** session whose run is meant */
  session?: string | undefined;
  /** step whose model is told; absent where only one is at work */
  step?: string | undefined;
  /** what the model is told, 1 to 65536 UTF-16 units */
  text: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `run/steer`. */
export interface RunSteerResult {
  /** first position at which the effect is visible */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** the run */
  run: string;
}

/** Params of `run/step`. */
export interface RunStepParams {
  /** session of the run */
  session: string;
  /** run; absent means the one that has not ended */
  run?: string | undefined;
  /** step to go on from; absent means that the next one of any branch counts */
  step?: string | undefined;
  /** how far: over, to the next step, or in, to the next turn, call or step */
  stride: Stride;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `run/get`. */
export interface RunSummary {
  /** id of the run */
  run: string;
  /** its session */
  session: string;
  /** where it stands */
  status: RunStatus;
  /** name of the agent */
  agent: string;
  /** definition that it runs */
  digest: string;
  /** entry point */
  entry: string;
  /** when it began */
  startedAt: string;
  /** when it ended */
  endedAt?: string | undefined;
  /** output of a completed run; untrusted */
  output?: unknown | undefined;
  /** why it failed */
  error?: Failure | undefined;
  /** what it has used; of a run at work, when it last waited or a model replied */
  usage: Usage;
  /** what a held run waits for */
  reasons: string[];
  /** how it stood to the goal of its agent when it ended */
  goal?: GoalEvaluated | undefined;
}

/** Params of `run/wait`. */
export interface RunWaitParams {
  /** id of the run */
  run: string;
  /** what to wait for */
  until: WaitUntil;
  /** 0 to 300000 */
  timeoutMs: number;
}

/** Result of `run/wait`. */
export interface RunWaitResult {
  /** the run as it is */
  run: RunSummary;
  /** false when the time was up first */
  reached: boolean;
}

/** Params of `run/walk`. */
export interface RunWalkParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
  /** number of the event to begin at */
  from: number;
  /** back or forward */
  direction: Direction;
  /** how far */
  pace: Pace;
  /** step to go on from; absent means that the next one of any branch counts */
  step?: string | undefined;
  /** where to stand still on the way */
  set?: BreakpointSet | undefined;
}

/** Result of `run/walk`. */
export interface RunWalkResult {
  /** number of the event that was come to */
  seq: number;
  /** step, breakpoint, failure, question, budget, begin or end */
  reason: string;
  /** owner and id of the breakpoint, parted by a slash */
  breakpoint?: string | undefined;
  /** step that is there */
  step?: string | undefined;
  /** its node */
  node?: string | undefined;
  /** for people; untrusted */
  text?: string | undefined;
  /** what was to be told on the way */
  log: string[];
}

/** Params of `runtime/complete`. */
export interface RuntimeCompleteParams {
  /** what the program is known by */
  registration: string;
  /** the work that has ended */
  lease: string;
  /** what it gave */
  result?: unknown | undefined;
  /** why it failed */
  error?: string | undefined;
  /** whether the same may work later; no where absent */
  retryable?: boolean | undefined;
}

/** Result of `runtime/complete`. */
export interface RuntimeCompleteResult {
  /** whether somebody waited for it */
  accepted: boolean;
}

/** Result of `runtime/list`. */
export interface RuntimeListResult {
  /** all runtimes */
  runtimes: RuntimeView[];
}

/** Params of `runtime/register`. */
export interface RuntimeRegisterParams {
  /** name that definitions use */
  name: string;
  /** what it can do: code, sql, display, state */
  capabilities: string[];
  /** the highest available one of a name is used; the built-in ones have 100 */
  priority: number;
  /** how long it lasts without a request of the program, 1000 to 600000 milliseconds; 30000 where absent */
  leaseMs?: number | undefined;
}

/** Result of `runtime/register`. */
export interface RuntimeRegisterResult {
  /** what the program is known by */
  registration: string;
  /** how long it lasts without a request of the program, in milliseconds */
  leaseMs: number;
}

/** Params of `runtime/report`. */
export interface RuntimeReportParams {
  /** what the program is known by */
  registration: string;
  /** the work that it is about */
  lease: string;
  /** text for those who watch */
  output?: string | undefined;
  /** how far it has come, for people; puts off its timeout */
  progress?: string | undefined;
  /** how much is done */
  value?: number | undefined;
  /** how much there is */
  total?: number | undefined;
  /** something to show: the same content by media types */
  display?: unknown | undefined;
  /** the name of what is shown; it takes the place of what was shown by that name */
  displayId?: string | undefined;
  /** takes away what was shown: now, or next with what is shown next */
  clear?: string | undefined;
}

/** Result of `runtime/report`. */
export interface RuntimeReportResult {
  /** whether nobody waits for it any more */
  cancelled: boolean;
}

/** Params of `runtime/take`. */
export interface RuntimeTakeParams {
  /** what the program is known by */
  registration: string;
  /** how long to wait for work, 0 to 20000 */
  waitMs: number;
}

/** Result of `runtime/take`. */
export interface RuntimeTakeResult {
  /** work; absent where none came in time */
  work?: RuntimeWork | undefined;
  /** sessions whose state may be forgotten */
  ended: string[];
  /** work that nobody waits for any more */
  cancelled: string[];
}

/** Params of `runtime/unregister`. */
export interface RuntimeUnregisterParams {
  /** what the program is known by */
  registration: string;
}

export interface RuntimeView {
  /** name that definitions use */
  name: string;
  /** what it can do: code, sql, display, state */
  capabilities: string[];
  /** the highest available one of a name is used */
  priority: number;
  /** whether it can be used now */
  available: boolean;
  /** whether it is a program that has registered */
  external: boolean;
}

export interface RuntimeWork {
  /** what it tells of it under */
  lease: string;
  /** session; what one execution leaves behind is for the next of the same one */
  session: string;
  /** run that wants it */
  run: string;
  /** what is executed */
  source: string;
  /** what it works on; untrusted */
  args: unknown;
  /** files below the workspace */
  files: string[];
  /** folder that it works in */
  workspace: string;
  /** counts from 1 */
  attempt: number;
  /** idempotency key, the same for every attempt */
  key: string;
  /** traceparent that it belongs to, as W3C trace context says it */
  trace?: string | undefined;
}

export type SchemaFormat = "openrpc" | "jsonschema" | "ts";

/** Params of `schema/get`. */
export interface SchemaGetParams {
  /** form that it is given in */
  format: SchemaFormat;
}

/** Result of `schema/get`. */
export interface SchemaGetResult {
  /** form that it is given in */
  format: SchemaFormat;
  /** the schema of this build: an object, of ts a string */
  schema: unknown;
}

/** Params of `session/archive`. */
export interface SessionArchiveParams {
  /** id of the session */
  session: string;
  /** false to take it out again; default true */
  archived?: boolean | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** The session was put away, or taken out again. */
export interface SessionArchived {
  /** whether it is away now */
  archived: boolean;
}

export interface SessionCounts {
  /** all */
  total: number;
  /** with a run at work */
  running: number;
  /** with a held run */
  held: number;
}

/** Params of `session/create`. */
export interface SessionCreateParams {
  /** whose runs it is for */
  agent: AgentReference;
  /** id of the session, a UUID; a new one where absent */
  session?: string | undefined;
  /** for people */
  title?: string | undefined;
  /** what the client wants to find there again: an object, at most 16 KiB as JSON */
  metadata?: unknown | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** The session exists. */
export interface SessionCreated {
  /** id of the session */
  session: string;
  /** name of the agent */
  agent: string;
  /** where its definition was read */
  uri?: string | undefined;
  /** SHA-256 of the canonical definition */
  digest: string;
  /** for people; untrusted */
  title?: string | undefined;
}

/** Params of `session/delete`. */
export interface SessionDeleteParams {
  /** id of the session */
  session: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `session/delete`. */
export interface SessionDeleteResult {
  /** sessions that are gone: the one that was named, and those of its child runs */
  sessions: string[];
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** Params of `session/export`. */
export interface SessionExportParams {
  /** session to write, with those of its child runs */
  session: string;
  /** absolute path of the file, which is replaced */
  file: string;
}

/** Result of `session/export`. */
export interface SessionExportResult {
  /** sessions that were written, those of child runs first */
  sessions: string[];
  /** number of events */
  events: number;
  /** size of the file in bytes */
  bytes: number;
}

/** Params of `session/fork`. */
export interface SessionForkParams {
  /** session to fork */
  session: string;
  /** run to fork; absent means the newest */
  run?: string | undefined;
  /** number of the last event to keep */
  at?: number | undefined;
  /** step before which to go on */
  step?: string | undefined;
  /** node before whose last step to go on */
  node?: string | undefined;
  /** definition to go on with; absent means that of the run */
  agent?: AgentReference | undefined;
  /** input fields to change */
  input?: unknown | undefined;
  /** keys of the shared state to set */
  state?: unknown | undefined;
  /** models to use in place of those of the definition; absent means those of the run */
  models?: string[] | undefined;
  /** file to write a recording of the model replies to */
  record?: string | undefined;
  /** recording to answer from; absent means that of the run */
  replay?: string | undefined;
  /** title of the new session; absent means that of the other */
  title?: string | undefined;
  /** id for the new run, a UUIDv7 made by the client */
  newRun?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
  /** where the new run is to stand still for a debugger */
  debug?: BreakpointSet | undefined;
}

/** Result of `session/fork`. */
export interface SessionForkResult {
  /** the new session */
  session: string;
  /** the new run */
  run: string;
  /** where the new run begins */
  asOf: AsOf;
  /** whether this is the answer of an earlier call with the same key */
  replayed: boolean;
  /** the other run, and where the new one parts from it */
  parent: RunPosition;
}

/** Params of `session/get`. */
export interface SessionGetParams {
  /** id of the session */
  session: string;
}

/** Result of `session/get`. */
export interface SessionGetResult {
  /** the session */
  session: SessionSummary;
  /** its runs, newest first, at most 100 */
  runs: RunSummary[];
  /** open questions, oldest first */
  questions: QuestionView[];
}

export interface SessionHead {
  /** session */
  session: string;
  /** position of its last event */
  head: string;
}

/** Params of `session/import`. */
export interface SessionImportParams {
  /** absolute path of a file of session/export, at most 256 MiB */
  file: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `session/import`. */
export interface SessionImportResult {
  /** sessions that were taken over, those of child runs first */
  sessions: string[];
  /** number of events */
  events: number;
  /** whether this is the answer of an earlier call with the same key */
  replayed: boolean;
}

/** Params of `session/lease`. */
export interface SessionLeaseParams {
  /** session to look at */
  session: string;
  /** whether the daemon that is asked shall own it from now on; not unless said */
  take?: boolean | undefined;
}

/** Result of `session/lease`. */
export interface SessionLeaseResult {
  /** the session */
  session: string;
  /** daemon that owns it, or owned it last; absent where that ended as it should */
  owner?: SessionOwner | undefined;
  /** counts the owners: what an earlier one wants to store is refused */
  epoch: number;
  /** whether this daemon owns it */
  mine: boolean;
  /** whether its run is at work, or was when its owner died */
  atWork: boolean;
}

/** Params of `session/list`. */
export interface SessionListParams {
  /** only those that stand there; all but archived ones where absent */
  state?: SessionStatus | undefined;
  /** only those of this agent */
  agent?: string | undefined;
  /** at most so many, 1 to 500, default 100 */
  limit?: number | undefined;
  /** where the last page ended */
  cursor?: string | undefined;
  /** what they are ordered by, the newest first; absent means changed */
  order?: SessionOrder | undefined;
}

/** Result of `session/list`. */
export interface SessionListResult {
  /** page of sessions */
  sessions: SessionSummary[];
  /** where to go on; absent on the last page */
  cursor?: string | undefined;
}

export type SessionOrder = "changed" | "created";

export interface SessionOwner {
  /** UUIDv7 of its start */
  instance: string;
  /** its process */
  pid: number;
  /** when it started */
  startedAt: string;
  /** whether its process still runs */
  alive: boolean;
}

/** Params of `session/rebuild`. */
export interface SessionRebuildParams {
  /** session to derive again */
  session: string;
}

/** Result of `session/rebuild`. */
export interface SessionRebuildResult {
  /** the session */
  session: string;
  /** number of events that it was derived from */
  events: number;
}

/** Params of `session/revert`. */
export interface SessionRevertParams {
  /** session to take back */
  session: string;
  /** run to go back in; absent means the newest */
  run?: string | undefined;
  /** number of the last event to keep */
  at?: number | undefined;
  /** step before which to go on */
  step?: string | undefined;
  /** node before whose last step to go on */
  node?: string | undefined;
  /** definition to go on with; absent means that of the run */
  agent?: AgentReference | undefined;
  /** whether to do it; absent means commit */
  mode?: RevertMode | undefined;
  /** id for the new run, a UUIDv7 made by the client */
  newRun?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** Result of `session/revert`. */
export interface SessionRevertResult {
  /** the session */
  session: string;
  /** the run that goes on in it; absent where it was only staged */
  run?: string | undefined;
  /** where that run begins; absent where it was only staged */
  asOf?: AsOf | undefined;
  /** whether this is the answer of an earlier call with the same key */
  replayed: boolean;
  /** the run that was taken back, and the last event of it that counts */
  to: RunPosition;
  /** how many steps of it do not count */
  steps: number;
  /** calls among them that may have changed something outside, which stays as it is */
  calls: RevertedCall[];
}

export type SessionStatus = "idle" | "active" | "held" | "archived" | (string & {});

export interface SessionSummary {
  /** id of the session */
  session: string;
  /** for people; untrusted */
  title?: string | undefined;
  /** name of its agent */
  agent: string;
  /** where the definition was read */
  uri?: string | undefined;
  /** definition that it runs */
  digest: string;
  /** where it stands */
  state: SessionStatus;
  /** newest run */
  run?: RunSummary | undefined;
  /** when it was made */
  createdAt: string;
  /** when its last event happened */
  updatedAt: string;
  /** cursor of its last event */
  head: string;
  /** number of open questions */
  questions: number;
  /** what a client wants to find there again; untrusted */
  metadata?: unknown | undefined;
  /** how often title or metadata were changed; 0 where absent */
  revision?: number | undefined;
}

/** Params of `session/update`. */
export interface SessionUpdateParams {
  /** id of the session */
  session: string;
  /** for people; empty for none */
  title?: string | undefined;
  /** in place of what was there: an object, at most 16 KiB as JSON */
  metadata?: unknown | undefined;
  /** refused where the session has another revision by now */
  ifRev?: number | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

export interface SessionUpdateResult {
  /** id of the session */
  session: string;
  /** from where the effect can be seen */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

/** The title or the metadata of the session were changed. */
export interface SessionUpdated {
  /** for people; empty for none; untrusted */
  title?: string | undefined;
  /** in place of what was there; untrusted */
  metadata?: unknown | undefined;
  /** of the session after the change */
  revision: number;
}

export interface SettingChange {
  /** of the setting */
  name: string;
  /** as its option takes it */
  value: string;
}

export interface SettingView {
  /** its option without the dashes */
  name: string;
  /** its value, as the option takes it; the usual one in words where none was given */
  value: string;
  /** the environment variable that sets it too */
  variable: string;
  /** what it is when nobody sets it */
  usual: string;
  /** what it means */
  meaning: string;
  /** whether it can be set while the daemon runs */
  changeable: boolean;
}

export interface SharedValue {
  /** the value */
  value: unknown;
  /** how often the key was written, by whichever run */
  version: number;
}

export type ShutdownMode = "drain" | "checkpoint" | "now";

export interface SnapshotView {
  /** the last so many messages and tool results, 0 to 100; none unless said */
  items?: number | undefined;
  /** whether the state of the newest run is wanted */
  state?: boolean | undefined;
}

export type StartOutcome = "started" | "queued" | "steered" | "planned" | (string & {});

export type StartPosition = StartPositionStart | StartPositionNow | StartPositionCursor;

export interface StartPositionStart {
  kind: "start";
}

export interface StartPositionNow {
  kind: "now";
}

export interface StartPositionCursor {
  kind: "cursor";
  /** position as the daemon gave it */
  cursor: string;
}

/** What branches wrote to a key of the state cannot meet. */
export interface StateConflicted {
  /** step where they meet; absent at the end of the run */
  step?: string | undefined;
  /** name of the key */
  key: string;
  /** what was written, a list in the order of the branches */
  values: unknown;
  /** why it cannot meet */
  error: Failure;
}

/** Params of `state/get`. */
export interface StateGetParams {
  /** session of the run */
  session: string;
  /** run; absent means the newest */
  run?: string | undefined;
  /** number of the last event that counts; absent means all */
  at?: number | undefined;
}

/** Result of `state/get`. */
export interface StateGetResult {
  /** the run */
  run: string;
  /** number of the last event that counts */
  seq: number;
  /** when that was stored */
  at: string;
  /** SHA-256 of the canonical definition that was in force */
  digest: string;
  /** state of the run */
  status: RunStatus;
  /** input of the run; untrusted */
  input: unknown;
  /** values of the shared state */
  state: { [name: string]: unknown };
  /** outputs of the last successful step of each node */
  nodes: { [name: string]: unknown };
  /** steps under way, by id */
  steps: { [name: string]: OpenStep };
  /** nodes that wait for their turn */
  waiting: string[];
  /** ids of open questions */
  questions: string[];
  /** what the run had used */
  usage: Usage;
}

/** What other runs have written to keys that outlive a run. */
export interface StateLoaded {
  /** values by the name of the key */
  values: { [name: string]: SharedValue };
}

/** A key of the state has a new value. */
export interface StatePatched {
  /** step that wrote it */
  step: string;
  /** name of the key */
  key: string;
  /** value as written; it meets what is there by the reducer of the key */
  value: unknown;
  /** how often it was written, from 1 */
  version: number;
}

/** Params of `state/set`. */
export interface StateSetParams {
  /** session of the run */
  session: string;
  /** run; absent means the one that has not ended */
  run?: string | undefined;
  /** step under way that sees the value */
  step: string;
  /** name of the key of the state */
  name: string;
  /** its new value */
  value: unknown;
  /** idempotency key, at most 128 characters */
  key: string;
}

/** A run wrote a key that all runs of the agent share. */
export interface StateWritten {
  /** name of the key */
  key: string;
  /** value that it has now */
  value: unknown;
  /** how often it was written, from 1 */
  version: number;
  /** session of the run that wrote it */
  session: string;
  /** step that wrote it */
  step: string;
}

/** Somebody wants the model of a step to be told something at its next turn. */
export interface SteerAccepted {
  /** step whose model is told */
  step: string;
  /** what it is told; untrusted */
  text: string;
  /** who wants that */
  by: string;
}

/** The model of a step is told what somebody wanted it to be. */
export interface SteerApplied {
  /** step whose model is told */
  step: string;
  /** id of the message */
  item: string;
}

/** The step is tried again. */
export interface StepAttempted {
  /** id of the step */
  step: string;
  /** number of the try, from 2 */
  attempt: number;
}

/** The work of a step is done, and a model is asked where to go. */
export interface StepDeciding {
  /** id of the step */
  step: string;
  /** how its work ended */
  status: StepStatus;
  /** values that it set */
  outputs?: unknown | undefined;
  /** why it failed */
  error?: Failure | undefined;
  /** place of the question in the definition */
  question: string;
  /** what the model chooses from; untrusted */
  options: string[];
}

/** The step ended. */
export interface StepFinished {
  /** id of the step */
  step: string;
  /** id of the node */
  node: string;
  /** how */
  status: StepStatus;
  /** values that it set */
  outputs?: unknown | undefined;
  /** why it failed */
  error?: Failure | undefined;
  /** how many edge.taken or branch.failed of the step follow at once */
  edges: number;
}

/** A model judged the outputs of a step. */
export interface StepJudged {
  /** step whose outputs were judged */
  step: string;
  /** whether they count */
  accepted: boolean;
  /** why */
  reason: string;
}

/** A model is about to judge the outputs of a step. */
export interface StepJudging {
  /** step whose outputs are judged */
  step: string;
  /** outputs, an object */
  outputs: unknown;
}

/** The node was given values. */
export interface StepReceived {
  /** id of the step */
  step: string;
  /** the values, by name */
  inputs: unknown;
}

/** A node was activated. */
export interface StepStarted {
  /** id of the step */
  step: string;
  /** id of the node */
  node: string;
  /** kind of the node */
  kind: string;
  /** how often the node has been activated, from 1 */
  visit: number;
  /** branches that it runs in, outermost first */
  fanOut: string[];
  /** step of the map in whose body it runs */
  map?: string | undefined;
  /** element of that map, from 0 */
  element?: number | undefined;
}

export type StepStatus = "success" | "failure" | "timeout" | "denied" | "skipped" | "cancelled" | (string & {});

export interface StopView {
  /** entry, breakpoint, step, failure, question or budget */
  reason: string;
  /** owner and id of the breakpoint, parted by a slash */
  breakpoint?: string | undefined;
  /** step that is there */
  step?: string | undefined;
  /** its node */
  node?: string | undefined;
  /** call that is about to start */
  call?: string | undefined;
  /** for people; untrusted */
  text?: string | undefined;
}

export type Stride = "over" | "in";

/** Somebody is asked in the child run or below it, or no longer is. */
export interface SubrunAsked {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** id of the child run */
  run: string;
  /** id of the question, as question/list has it */
  question: string;
  /** whether it waits for an answer */
  open: boolean;
}

/** The child run has ended. */
export interface SubrunFinished {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** id of the child run */
  run: string;
  /** its result; untrusted */
  output?: unknown | undefined;
  /** why it has none */
  error?: Failure | undefined;
  /** what it used, which counts as the parent's */
  usage: Usage;
}

/** A run of another agent is about to begin. */
export interface SubrunStarted {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the agent */
  agent: string;
  /** SHA-256 of its canonical definition */
  digest: string;
  /** id of the child run, and of its session */
  run: string;
  /** from 1 */
  attempt: number;
  /** input of the child run; untrusted */
  input: unknown;
  /** what it may use, set aside until it ends */
  grant?: RunGrant | undefined;
  /** when it is given up */
  deadline?: string | undefined;
  /** entry point where it starts; default where absent */
  entry?: string | undefined;
}

/** The child run was given up and is being ended. */
export interface SubrunStopping {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** id of the child run */
  run: string;
  /** why */
  error: Failure;
}

export interface SubscriptionSnapshot {
  /** session, runs and open questions */
  session: SessionGetResult;
  /** events that ended the last messages and tool calls, in order, where view.items asks for them */
  items?: EventEnvelope[] | undefined;
  /** what the newest run knows, where view.state asks for it and there is a run */
  state?: StateGetResult | undefined;
}

export interface SubscriptionView {
  /** its id on its connection */
  sub: string;
  /** session, workspace, or * for hints */
  session: string;
  /** number of the last event that was looked at for it */
  position: number;
  /** number of the last event that there is */
  head: number;
  /** events that may still be sent before the client has to say that it took some */
  creditEvents: number;
  /** the same in bytes */
  creditBytes: number;
}

export interface SubscriptionWindow {
  /** events, 1 to 4096 */
  events: number;
  /** payload bytes, 4096 to 4194304 */
  bytes: number;
}

export interface Tally {
  /** runs that met it */
  met: number;
  /** runs that missed it */
  missed: number;
  /** runs of which nobody can say */
  unevaluated: number;
}

export interface TokenUsage {
  /** tokens sent */
  inputTokens: number;
  /** tokens received */
  outputTokens: number;
  /** money in US dollars, absent where the price is not known */
  costUsd?: number | undefined;
  /** tokens sent that the provider had from before, where there were some */
  cachedInputTokens?: number | undefined;
  /** tokens received that the model thought with, where it says so */
  reasoningTokens?: number | undefined;
}

export interface TokenView {
  /** its name; who comes by it is the principal token:NAME */
  name: string;
  /** the widest thing that it allows: observe, operate, author or admin */
  scope: string;
  /** when it was granted */
  createdAt: string;
  /** who granted it */
  createdBy: string;
  /** when it ends; absent for never */
  expiresAt?: string | undefined;
}

/** The call may go out. */
export interface ToolApproved {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** rule or person */
  by: string;
  /** rule that decided */
  rule?: string | undefined;
}

/** Params of `tool/call`. */
export interface ToolCallParams {
  /** name of the tool */
  name: string;
  /** its arguments; an empty object where absent */
  args?: JsonObject | undefined;
  /** folder that it works in, whose catalogues it may be declared in */
  workspace: string;
  /** the most that it may take, in milliseconds; 10 minutes where absent */
  timeoutMs?: number | undefined;
  /** idempotency key, at most 128 characters; passed on to the tool */
  key: string;
}

export interface ToolCallRequest {
  /** id of the call */
  id: string;
  /** name of the tool */
  name: string;
  /** arguments as the model gave them; untrusted */
  args: unknown;
}

/** Result of `tool/call`. */
export interface ToolCallResult {
  /** position of the effect */
  asOf: AsOf;
  /** whether the key had been used for the same params before */
  replayed: boolean;
  /** what it gave; untrusted */
  result?: unknown | undefined;
  /** why it failed */
  error?: Failure | undefined;
  /** how long it took, in milliseconds */
  durationMs: number;
}

/** The call gave a result. */
export interface ToolCompleted {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the tool */
  tool: string;
  /** what it gave; untrusted */
  result: unknown;
  /** how long it took */
  durationMs: number;
}

/** The call may not go out. */
export interface ToolDenied {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** rule or person */
  by: string;
  /** why */
  reason: string;
}

export interface ToolDescription {
  /** name of the tool */
  name: string;
  /** what it does */
  description: string;
  /** JSON schema of its arguments */
  inputSchema: unknown;
  /** JSON schema of its result */
  outputSchema?: unknown | undefined;
  /** whether a call changes nothing outside */
  readOnly: boolean;
  /** whether a repeated call with the same key has the effect of one */
  idempotent: boolean;
  /** whether a call may remove or overwrite what somebody made */
  destructive: boolean;
  /** what becomes of a call whose outcome a crash hid: ask, retry, skip or fail */
  onUnknown: string;
  /** how long a call may be silent, in milliseconds; as long as its caller says where absent */
  timeoutMs?: number | undefined;
  /** its version; absent where nobody counts */
  version?: string | undefined;
  /** calls that show what it is for; absent where there are none */
  examples?: ToolExampleView[] | undefined;
  /** what its catalogue lets it have; absent where no catalogue declares it */
  terms?: ToolTermsView | undefined;
}

export interface ToolExampleView {
  /** what it is for */
  description: string;
  /** its arguments; untrusted */
  args: unknown;
}

/** The call gave none. */
export interface ToolFailed {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the tool */
  tool: string;
  /** why */
  error: Failure;
  /** whether its work has still to be stopped */
  stopping: boolean;
}

/** Params of `tool/list`. */
export interface ToolListParams {
  /** folder whose catalogue is asked for */
  workspace?: string | undefined;
  /** whether tool servers are asked, which starts those that do not run; no where absent */
  servers?: boolean | undefined;
}

/** Result of `tool/list`. */
export interface ToolListResult {
  /** by name */
  tools: ToolDescription[];
  /** whether a tool that is not listed surely does not exist */
  complete: boolean;
  /** tool servers that the folder declares */
  servers: ToolServerView[];
}

/** Params of `tool/offer`. */
export interface ToolOfferParams {
  /** id of the offer, made by the client; of one that is there the tools are replaced */
  offer: string;
  /** the tools, 1 to 128 */
  tools: OfferedTool[];
  /** how long the offer stands while nobody takes its calls, 1000 to 600000; 30000 unless said */
  ttlMs?: number | undefined;
}

/** Result of `tool/offer`. */
export interface ToolOfferResult {
  /** id of the offer */
  offer: string;
  /** how long it stands while nobody takes its calls */
  ttlMs: number;
}

/** Params of `tool/report`. */
export interface ToolReportParams {
  /** id of the offer */
  offer: string;
  /** id of the attempt, as tool/take gave it */
  id: string;
  /** counts what is said about the attempt, from 1; one that was said before does nothing */
  number: number;
  /** what is said, in the words of programs: progress, output, display, clear, publish, wait, listen, stop, ask; tool/take brings the answers */
  message: unknown;
}

/** Result of `tool/report`. */
export interface ToolReportResult {
  /** whether the call is under way; what is said of one that is not does nothing */
  accepted: boolean;
}

/** A call was asked for. */
export interface ToolRequested {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the tool */
  tool: string;
  /** arguments; untrusted */
  args: unknown;
  /** the model's id for it, which the answer carries */
  request?: string | undefined;
}

/** Params of `tool/result`. */
export interface ToolResultParams {
  /** id of the offer */
  offer: string;
  /** id of the attempt, as tool/take gave it */
  id: string;
  /** what came out, where it worked */
  result?: unknown | undefined;
  /** why it did not work */
  error?: HostedFailure | undefined;
}

/** Result of `tool/result`. */
export interface ToolResultResult {
  /** whether somebody waited for it; not the second time and not too late */
  accepted: boolean;
}

/** Params of `toolServer/list`. */
export interface ToolServerListParams {
  /** folder whose files declare the servers */
  workspace: string;
}

/** Result of `toolServer/list`. */
export interface ToolServerListResult {
  /** in the order of their declarations */
  servers: ToolServerStatus[];
}

/** Params of `toolServer/logs`. */
export interface ToolServerLogsParams {
  /** folder whose files declare the server */
  workspace: string;
  /** its name, without mcp: */
  name: string;
  /** the last so many lines, 1 to 1000; 100 unless said */
  lines?: number | undefined;
}

/** Result of `toolServer/logs`. */
export interface ToolServerLogsResult {
  /** what it wrote to its error stream since it was started last: the beginning and the end */
  lines: string[];
}

/** Params of `toolServer/restart`. */
export interface ToolServerRestartParams {
  /** folder whose files declare the server */
  workspace: string;
  /** its name, without mcp: */
  name: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

export type ToolServerStanding = "idle" | "running" | "failed" | "stopped" | (string & {});

/** Params of `toolServer/start`. */
export interface ToolServerStartParams {
  /** folder whose files declare the server */
  workspace: string;
  /** its name, without mcp: */
  name: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

export interface ToolServerStartResult {
  /** how it stands then */
  server: ToolServerStatus;
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

export interface ToolServerStatus {
  /** its name, without mcp: */
  name: string;
  /** program, or address */
  reachedBy: string;
  /** how it stands */
  state: ToolServerStanding;
  /** how many tools it has; absent where it was never asked */
  tools?: number | undefined;
  /** why it does not answer */
  problem?: string | undefined;
}

/** Params of `toolServer/stop`. */
export interface ToolServerStopParams {
  /** folder whose files declare the server */
  workspace: string;
  /** its name, without mcp: */
  name: string;
  /** idempotency key, at most 128 characters */
  key: string;
}

export interface ToolServerView {
  /** name of the server; its tools are called mcp:NAME/TOOL */
  name: string;
  /** the program, or the address */
  reachedBy: string;
  /** how many tools it has; absent where it was never asked */
  tools?: number | undefined;
  /** why it cannot be reached */
  problem?: string | undefined;
}

/** The call is about to go out. */
export interface ToolStarted {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the tool */
  tool: string;
  /** from 1 */
  attempt: number;
  /** idempotency key, the same for every attempt */
  key: string;
  /** when the attempt is given up */
  deadline: string;
}

/** Params of `tool/take`. */
export interface ToolTakeParams {
  /** id of the offer */
  offer: string;
  /** ids of the calls that the client is at work on */
  known: string[];
  /** how long to wait for something that the client does not know, 0 to 30000 */
  waitMs: number;
  /** how far the client has heard what it is told about calls, where it has heard any of it */
  heard?: HeardMessages[] | undefined;
}

/** Result of `tool/take`. */
export interface ToolTakeResult {
  /** calls that the client does not know */
  calls: HostedCall[];
  /** of the calls that it knows those that nobody waits for any more */
  gone: string[];
  /** of the calls that it knows what it asked for by tool/report, and has not heard */
  told?: HostedMessage[] | undefined;
}

export interface ToolTermsView {
  /** what performs it: program, request or runtime */
  kind: string;
  /** the program; absent where it is none */
  program?: string | undefined;
  /** host that it asks; absent where it asks none */
  host?: string | undefined;
  /** names of the secrets that it is given; absent for none */
  secrets?: string[] | undefined;
  /** whether it publishes events, waits for them and asks people */
  events: boolean;
  /** how many calls run at once; absent for any number */
  concurrency?: number | undefined;
  /** how many calls begin in ratePerMs; absent for any number */
  rate?: number | undefined;
  /** of the rate, in milliseconds */
  ratePerMs?: number | undefined;
  /** how much it may answer, in bytes */
  outputBytes: number;
}

export interface ToolTraits {
  /** whether a call changes nothing outside */
  readOnly: boolean;
  /** whether a second call with the same key has no further effect */
  idempotent: boolean;
  /** what happens when the outcome of a call cannot be known: ask, retry, skip or fail */
  onUnknown: string;
  /** whether a call may remove or overwrite what somebody made */
  destructive: boolean;
}

/** The daemon died during the call: whether it had an effect is not known. */
export interface ToolUnknown {
  /** id of the step */
  step: string;
  /** id of the call */
  call: string;
  /** name of the tool */
  tool: string;
  /** what is done about it: ask, retry, skip or fail */
  then: string;
  /** what ended with the call; the daemon where absent */
  reason?: string | undefined;
}

/** Params of `tool/withdraw`. */
export interface ToolWithdrawParams {
  /** id of the offer */
  offer: string;
}

/** Params of `trigger/fire`. */
export interface TriggerFireParams {
  /** definition: a file URI or an absolute path */
  uri: string;
  /** entry point */
  entry: string;
  /** event to fire with; one such as the trigger makes itself where absent */
  event?: unknown | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
  /** time that was missed, to make up for it: the event is as it would have been then */
  dueAt?: string | undefined;
}

/** Result of `trigger/fire`. */
export interface TriggerFireResult {
  /** session of the run */
  session: string;
  /** run that was started, or waits for a place */
  run: string;
  /** whether the key had been used before */
  replayed: boolean;
}

/** Result of `trigger/list`. */
export interface TriggerListResult {
  /** armed triggers, by file and entry point */
  triggers: TriggerView[];
  /** where webhooks are taken, while one is armed */
  webhooks?: string | undefined;
  /** whether this daemon serves them, and not another one of the same store */
  isServing: boolean;
}

/** Params of `trigger/missed`. */
export interface TriggerMissedParams {
  /** definition: a file URI or an absolute path; of all that are armed where absent */
  uri?: string | undefined;
  /** entry point; all where absent */
  entry?: string | undefined;
}

/** Result of `trigger/missed`. */
export interface TriggerMissedResult {
  /** by file and entry point, the latest first; of each trigger at most the last ten */
  missed: MissedView[];
}

export interface TriggerPauseParams {
  /** definition: a file URI or an absolute path */
  uri: string;
  /** entry point; all of the definition that have a trigger where absent */
  entry?: string | undefined;
  /** idempotency key, at most 128 characters */
  key: string;
}

export interface TriggerPauseResult {
  /** its file */
  uri: string;
  /** entry points whose triggers are as wanted now and were not before */
  entries: string[];
  /** whether the key had been used for the same params before */
  replayed: boolean;
}

export interface TriggerView {
  /** name of the agent */
  agent: string;
  /** its file */
  uri: string;
  /** entry point */
  entry: string;
  /** cron, every, webhook, file or event */
  kind: string;
  /** what it waits for */
  detail: string;
  /** when it fires next */
  dueAt?: string | undefined;
  /** when it fired last */
  firedAt?: string | undefined;
  /** run that it started then */
  run?: string | undefined;
  /** session of that run */
  session?: string | undefined;
  /** why it started none then */
  refusal?: string | undefined;
  /** runs that may be under way at once */
  concurrent?: number | undefined;
  /** runs that are, where they are limited */
  underWay: number;
  /** runs that wait for a place */
  waiting: number;
  /** why the file as it is now is not used */
  problem?: string | undefined;
  /** since when it fires nothing by itself, by trigger/pause */
  pausedAt?: string | undefined;
}

export interface Usage {
  /** activations of nodes */
  steps: number;
  /** calls of tools */
  toolCalls: number;
  /** tokens sent to models */
  inputTokens: number;
  /** tokens received from models */
  outputTokens: number;
  /** money in US dollars */
  costUsd: number;
  /** time not held, in milliseconds */
  runningMs: number;
}

/** The usage changed. */
export interface UsageUpdated {
  /** what the run has used */
  usage: Usage;
}

export interface ValueChange {
  /** JSON pointer into the result of state/get */
  pointer: string;
  /** value at a; absent where there is none */
  before?: unknown | undefined;
  /** value at b; absent where there is none */
  after?: unknown | undefined;
}

/** The step waits no longer. */
export interface WaitEnded {
  /** step that waited */
  step: string;
  /** time, event or timeout */
  by: string;
  /** event that came */
  event?: PublishedEvent | undefined;
}

/** The step waits. */
export interface WaitStarted {
  /** step that waits */
  step: string;
  /** when the wait is over, or for an event given up */
  dueAt?: string | undefined;
  /** event that is waited for; absent where it is the time */
  event?: Awaited | undefined;
}

export type WaitUntil = "terminal" | "held";

/** Something that a person should know. */
export interface Warning {
  /** machine-readable */
  kind: string;
  /** for people; untrusted */
  message: string;
}

export interface WindowLimits {
  /** events */
  events: number;
  /** payload bytes */
  bytes: number;
}

/** The methods, each with its params and its result. */
export interface Methods {
  /** Opens the connection: both sides say who they are; only $/ping may come before it. Refused with `UnsupportedProtocolVersion`, `AlreadyInitialized`. */
  "initialize": { params: InitializeParams; result: InitializeResult };
  /** Answers at once; does not keep an idle daemon from ending. */
  "$/ping": { params: Nothing; result: Nothing };
  /** Announces the end of a daemon that serves one client over stdio. Refused with `InvalidState`. */
  "shutdown": { params: Nothing; result: Nothing };
  /** Tells how the daemon is. */
  "daemon/status": { params: Nothing; result: DaemonStatusResult };
  /** Ends the daemon; held and interrupted work goes on at its next start. */
  "daemon/shutdown": { params: DaemonShutdownParams; result: DaemonShutdownResult };
  /** Lets the daemon make room for another: it ends when it has nothing to do, whoever is connected. */
  "daemon/drain": { params: DaemonDrainParams; result: DaemonShutdownResult };
  /** Lets the time pass that runs wait for, where nothing is under way; refused by a daemon that was not started for tests. Refused with `InvalidState`, `NotFound`. */
  "daemon/skip": { params: DaemonSkipParams; result: DaemonSkipResult };
  /** Tells how the daemon is set, and sets some of it until it ends. Refused with `InvalidState`. */
  "daemon/config": { params: DaemonConfigParams; result: DaemonConfigResult };
  /** Gives the schema of the protocol as this build speaks it. */
  "schema/get": { params: SchemaGetParams; result: SchemaGetResult };
  /** Tells who is connected, what they follow and how far they are. */
  "daemon/diagnostics": { params: Nothing; result: DaemonDiagnosticsResult };
  /** Gives the last lines of the daemon's log. Refused with `NotFound`. */
  "daemon/logs": { params: DaemonLogsParams; result: DaemonLogsResult };
  /** Lets a page of a browser connect once, as Sec-WebSocket-Protocol: fermata.v1, fermata.ticket.<ticket>. Refused with `Forbidden`, `LimitExceeded`. */
  "auth/ticket": { params: AuthTicketParams; result: AuthTicketResult };
  /** Lists the tokens that were granted to others. */
  "auth/list": { params: Nothing; result: AuthListResult };
  /** Lets somebody else in by a token of their own, under a name that audit and events show. Refused with `AlreadyExists`, `LimitExceeded`, `Forbidden`, `IdempotencyConflict`, `StorageError`. */
  "auth/grant": { params: AuthGrantParams; result: AuthGrantResult };
  /** Takes a token back, and ends the connections that came by it. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "auth/revoke": { params: AuthRevokeParams; result: AuthRevokeResult };
  /** Checks a definition as the editor and the loader do. Refused with `NotFound`. */
  "agent/validate": { params: AgentValidateParams; result: AgentValidateResult };
  /** Lists agents: those of a folder, or those that the daemon has to do with. Refused with `CursorInvalid`. */
  "agent/list": { params: AgentListParams; result: AgentListResult };
  /** Finds the file of an agent by its name. Refused with `NotFound`. */
  "agent/resolve": { params: AgentResolveParams; result: AgentResolveResult };
  /** Gives the schema of the definition language as this build reads it. */
  "agent/schema": { params: AgentSchemaParams; result: AgentSchemaResult };
  /** Tells what an agent wants as input. Refused with `NotFound`, `AgentInvalid`. */
  "agent/get": { params: AgentGetParams; result: AgentGetResult };
  /** Draws the graph of an agent, as far as its definition can be read. Refused with `NotFound`, `AgentInvalid`, `LimitExceeded`. */
  "agent/graph": { params: AgentGraphParams; result: AgentGraphResult };
  /** Starts a run, in a new session unless one is named; answers when that is durable. Refused with `NotFound`, `AgentInvalid`, `AlreadyExists`, `LimitExceeded`, `Busy`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "run/start": { params: RunStartParams; result: RunStartResult };
  /** Tells what is known of a run. Refused with `NotFound`. */
  "run/get": { params: RunGetParams; result: RunSummary };
  /** Lists runs, newest first. Refused with `NotFound`, `CursorInvalid`. */
  "run/list": { params: RunListParams; result: RunListResult };
  /** Waits until a run is held or has ended. Refused with `NotFound`. */
  "run/wait": { params: RunWaitParams; result: RunWaitResult };
  /** Cancels a run; it has ended when run.cancelled says so. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "run/cancel": { params: RunCancelParams; result: RunCancelResult };
  /** Tells a model that is at work something that it has not asked for, before its next turn. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `StorageError`. */
  "run/steer": { params: RunSteerParams; result: RunSteerResult };
  /** Lets a run stand still until run/resume; it does when run.held says so. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `StorageError`. */
  "run/pause": { params: RunPauseParams; result: RunPauseResult };
  /** Lets a run go on that was interrupted or paused; checks that the definition is the one that it was started with. Refused with `NotFound`, `InvalidState`, `AgentInvalid`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "run/resume": { params: RunResumeParams; result: RunStartResult };
  /** Lists the runs that wait for a place at their entry points. */
  "queue/list": { params: QueueListParams; result: QueueListResult };
  /** Lets a run wait before others, or behind all. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `StorageError`. */
  "queue/reorder": { params: QueueReorderParams; result: QueueReorderResult };
  /** Takes a run out of the queue: it is cancelled before it began. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `StorageError`. */
  "queue/remove": { params: QueueRemoveParams; result: RunCancelResult };
  /** Lists sessions, last changed first. Refused with `CursorInvalid`. */
  "session/list": { params: SessionListParams; result: SessionListResult };
  /** Tells what is known of a session. Refused with `NotFound`. */
  "session/get": { params: SessionGetParams; result: SessionGetResult };
  /** Makes a session without a run; run/start with its id starts one there. Refused with `NotFound`, `AgentInvalid`, `AlreadyExists`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/create": { params: SessionCreateParams; result: SessionUpdateResult };
  /** Changes the title or the metadata of a session. Refused with `NotFound`, `Conflict`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/update": { params: SessionUpdateParams; result: SessionUpdateResult };
  /** Puts a session away whose runs have ended, or takes it out again; so does a new run. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/archive": { params: SessionArchiveParams; result: SessionUpdateResult };
  /** Deletes a session whose runs have ended, with its journal, its folder and those of its child runs; session.deleted.v1 is published. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/delete": { params: SessionDeleteParams; result: SessionDeleteResult };
  /** Tells what a definition would mean for the runs that wait: which could go on with it. Refused with `NotFound`, `AgentInvalid`. */
  "agent/impact": { params: AgentImpactParams; result: AgentImpactResult };
  /** Starts a run in a new session where another one was, with other values if wanted. Refused with `NotFound`, `AgentInvalid`, `AlreadyExists`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/fork": { params: SessionForkParams; result: SessionForkResult };
  /** Takes a session back to where one of its runs was, and lets a new run go on from there in it. Refused with `NotFound`, `AgentInvalid`, `AlreadyExists`, `InvalidState`, `Busy`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/revert": { params: SessionRevertParams; result: SessionRevertResult };
  /** Tries a run that has ended again from one of its steps, as a new run of its session; what had finished before is not done again. Refused with `NotFound`, `AgentInvalid`, `InvalidState`, `Busy`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "run/retry": { params: RunRetryParams; result: RunStartResult };
  /** Writes a session to a file, as CloudEvents on lines. Refused with `NotFound`, `InvalidState`, `StorageError`. */
  "session/export": { params: SessionExportParams; result: SessionExportResult };
  /** Takes the sessions of a file over, all or none; their runs go on as after the end of their daemon. Refused with `AlreadyExists`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "session/import": { params: SessionImportParams; result: SessionImportResult };
  /** Derives from the journal of a session again what lists, inboxes and its folder show. Refused with `NotFound`, `Busy`, `StorageError`. */
  "session/rebuild": { params: SessionRebuildParams; result: SessionRebuildResult };
  /** Tells which of several daemons on one store owns a session, and takes it over where asked. Refused with `NotFound`, `LeaseHeld`, `StorageError`. */
  "session/lease": { params: SessionLeaseParams; result: SessionLeaseResult };
  /** Lists what a session keeps under names. Refused with `NotFound`. */
  "artifact/list": { params: ArtifactListParams; result: ArtifactListResult };
  /** Gives bytes of what a session keeps under a name. Refused with `NotFound`, `StorageError`. */
  "artifact/read": { params: ArtifactReadParams; result: ArtifactReadResult };
  /** Gives a content by its SHA-256, or a part of it. Refused with `NotFound`, `StorageError`. */
  "blob/read": { params: BlobReadParams; result: BlobReadResult };
  /** Keeps a content under its SHA-256, for a day unless something names it. Refused with `LimitExceeded`, `IdempotencyConflict`, `StorageError`. */
  "blob/put": { params: BlobPutParams; result: BlobPutResult };
  /** Lists the positions of a run that it can be forked from. Refused with `NotFound`. */
  "checkpoint/list": { params: CheckpointListParams; result: CheckpointListResult };
  /** Compares two positions, of one run or of two. Refused with `NotFound`. */
  "checkpoint/diff": { params: CheckpointDiffParams; result: CheckpointDiffResult };
  /** Tells all that a run knows, or knew after one of its events. Refused with `NotFound`. */
  "state/get": { params: StateGetParams; result: StateGetResult };
  /** Says where a run is to stand still for a debugger; it does as one that is paused. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "run/breakpoints": { params: RunBreakpointsParams; result: RunBreakpointsResult };
  /** Lets a paused run go on to the next step, turn or call. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "run/step": { params: RunStepParams; result: RunStartResult };
  /** Gives a key of the state of a paused run another value, as one of its steps sees it. Refused with `NotFound`, `InvalidState`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "state/set": { params: StateSetParams; result: RunStartResult };
  /** Tells exactly what a step asked of models, and why its edges were taken or not. Refused with `NotFound`. */
  "run/explain": { params: RunExplainParams; result: RunExplainResult };
  /** Tells where a run is, or was after one of its events: branches, steps, calls. Refused with `NotFound`. */
  "run/position": { params: RunPositionParams; result: RunPositionResult };
  /** Goes back or forward over the events of a run; nothing is run. Refused with `NotFound`. */
  "run/walk": { params: RunWalkParams; result: RunWalkResult };
  /** Tells the value of an expression in a run, now or after one of its events. Refused with `NotFound`. */
  "run/evaluate": { params: RunEvaluateParams; result: RunEvaluateResult };
  /** Lists open questions, oldest first. Refused with `NotFound`. */
  "question/list": { params: QuestionListParams; result: QuestionListResult };
  /** Answers questions; all answers take effect or none. Refused with `NotFound`, `Conflict`, `QuestionAlreadyAnswered`, `QuestionExpired`, `InvalidState`, `IdempotencyConflict`, `StorageError`. */
  "question/answer": { params: QuestionAnswerParams; result: QuestionAnswerResult };
  /** Says that somebody is answering a question, so that others do not begin too; no answer is refused for it. Refused with `NotFound`. */
  "question/claim": { params: QuestionClaimParams; result: QuestionClaimResult };
  /** Lists the tools that agents of a workspace may use. */
  "tool/list": { params: ToolListParams; result: ToolListResult };
  /** Calls a tool as a run would, without a run: nobody is asked, for who calls has decided. Answers when it has ended; $/cancelRequest ends it. Refused with `IdempotencyConflict`, `Overloaded`, `Draining`, `StorageError`. */
  "tool/call": { params: ToolCallParams; result: ToolCallResult };
  /** Lists the tool servers that a folder declares, as they stand; starts none. */
  "toolServer/list": { params: ToolServerListParams; result: ToolServerListResult };
  /** Starts a tool server and asks it for its tools. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "toolServer/start": { params: ToolServerStartParams; result: ToolServerStartResult };
  /** Ends a tool server; it stays down until it is started again or the daemon ends. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "toolServer/stop": { params: ToolServerStopParams; result: ToolServerStartResult };
  /** Ends a tool server and starts it anew. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "toolServer/restart": { params: ToolServerRestartParams; result: ToolServerStartResult };
  /** Gives what a tool server wrote to its error stream. Refused with `NotFound`. */
  "toolServer/logs": { params: ToolServerLogsParams; result: ToolServerLogsResult };
  /** Lists the calls of tools that somebody has allowed for longer than once. */
  "policy/get": { params: PolicyGetParams; result: PolicyGetResult };
  /** Allows calls of a tool without asking, or takes that back; what a rule denies stays denied. Refused with `NotFound`, `AgentInvalid`, `IdempotencyConflict`, `StorageError`. */
  "policy/set": { params: PolicySetParams; result: PolicySetResult };
  /** Tells what would become of a call of a tool, and why; calls nothing. Refused with `NotFound`, `AgentInvalid`. */
  "policy/test": { params: PolicyTestParams; result: PolicyTestResult };
  /** Offers tools that the client performs itself, to every run whose definition allows them; takes no effect on runs that have begun. Refused with `LimitExceeded`. */
  "tool/offer": { params: ToolOfferParams; result: ToolOfferResult };
  /** Takes calls of offered tools; asking for them keeps the offer. Refused with `NotFound`. */
  "tool/take": { params: ToolTakeParams; result: ToolTakeResult };
  /** Tells how far a call of an offered tool is and what it shows, publishes and waits for events and asks people in its name. Refused with `NotFound`. */
  "tool/report": { params: ToolReportParams; result: ToolReportResult };
  /** Tells how a call of an offered tool ended; the first result holds. Refused with `NotFound`. */
  "tool/result": { params: ToolResultParams; result: ToolResultResult };
  /** Takes an offer back; how calls that were taken ended is then unknown. Refused with `NotFound`. */
  "tool/withdraw": { params: ToolWithdrawParams; result: Nothing };
  /** Lists the runtimes of code nodes. */
  "runtime/list": { params: Nothing; result: RuntimeListResult };
  /** Makes a program a runtime, as long as it asks for work. Refused with `LimitExceeded`. */
  "runtime/register": { params: RuntimeRegisterParams; result: RuntimeRegisterResult };
  /** Ends a registration; what the program was at work on has no known outcome. Refused with `NotFound`. */
  "runtime/unregister": { params: RuntimeUnregisterParams; result: Nothing };
  /** Waits for work; renews the registration. Refused with `NotFound`. */
  "runtime/take": { params: RuntimeTakeParams; result: RuntimeTakeResult };
  /** Shows what a work does; renews the registration. Refused with `NotFound`. */
  "runtime/report": { params: RuntimeReportParams; result: RuntimeReportResult };
  /** Says how a work ended, once; what comes later changes nothing. Refused with `NotFound`. */
  "runtime/complete": { params: RuntimeCompleteParams; result: RuntimeCompleteResult };
  /** Lists the providers of models and the models of which something is known. */
  "model/list": { params: ModelListParams; result: ModelListResult };
  /** Asks a model for one call of a tool, which may cost a little; waits a minute at most. Refused with `Overloaded`. */
  "model/check": { params: ModelCheckParams; result: ModelCheckResult };
  /** Tells how runs stand to the goals of their agents, added up. Refused with `NotFound`. */
  "goal/progress": { params: GoalProgressParams; result: GoalProgressResult };
  /** Arms the triggers of a definition, until it is unregistered; new runs follow its file. Refused with `NotFound`, `AgentInvalid`, `AlreadyExists`, `IdempotencyConflict`, `Draining`, `StorageError`. */
  "agent/register": { params: AgentRegisterParams; result: AgentRegisterResult };
  /** Disarms the triggers of a definition; runs that they have started go on. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "agent/unregister": { params: AgentUnregisterParams; result: AgentUnregisterResult };
  /** Lists the armed triggers. */
  "trigger/list": { params: Nothing; result: TriggerListResult };
  /** Fires an armed trigger now; when it is due next stays as it is. Refused with `NotFound`, `Busy`, `LimitExceeded`, `Draining`, `StorageError`. */
  "trigger/fire": { params: TriggerFireParams; result: TriggerFireResult };
  /** Lets triggers fire nothing by themselves until trigger/resume; by hand they still do. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "trigger/pause": { params: TriggerPauseParams; result: TriggerPauseResult };
  /** Lets paused triggers fire again; what came meanwhile is let go, and trigger/missed tells of times among it. Refused with `NotFound`, `IdempotencyConflict`, `StorageError`. */
  "trigger/resume": { params: TriggerPauseParams; result: TriggerPauseResult };
  /** Lists the times of triggers that were not served when they came, and what became of them. Refused with `NotFound`. */
  "trigger/missed": { params: TriggerMissedParams; result: TriggerMissedResult };
  /** Follows a journal from a position without a gap; events/batch brings the events. Refused with `NotFound`, `AlreadyExists`, `CursorInvalid`, `SubscriptionLimit`. */
  "events/subscribe": { params: EventsSubscribeParams; result: EventsSubscribeResult };
  /** Ends a subscription; batches that were on their way may still come. Refused with `NotFound`. */
  "events/unsubscribe": { params: EventsUnsubscribeParams; result: Nothing };
  /** Reads a journal page by page. Refused with `NotFound`, `CursorInvalid`. */
  "events/read": { params: EventsReadParams; result: EventsReadResult };
  /** Waits until a subscription has sent all that there was when the call came, and has said so. Refused with `NotFound`. */
  "events/flush": { params: EventsFlushParams; result: EventsFlushResult };
  /** Tells where a journal ends. Refused with `NotFound`. */
  "log/head": { params: LogHeadParams; result: LogHeadResult };
  /** Tells the digest over the events of a journal, by which a client sees whether it has had the same. Refused with `NotFound`, `CursorInvalid`, `Corrupt`. */
  "log/verify": { params: LogVerifyParams; result: LogVerifyResult };
  /** Lists the messages, tool calls, questions and child runs of a session. Refused with `CursorInvalid`. */
  "item/list": { params: ItemListParams; result: ItemListResult };
  /** Gives the text of an item from an offset on, for who has missed pieces of it. Refused with `NotFound`. */
  "item/read": { params: ItemReadParams; result: ItemReadResult };
  /** Publishes an event; when it is answered, the event is stored and whoever waits for it will be told, whatever happens to the daemon. Refused with `IdempotencyConflict`, `Draining`, `StorageError`. */
  "events/publish": { params: EventsPublishParams; result: EventsPublishResult };
  /** Waits for a published event that a selector fits. Refused with `CursorInvalid`. */
  "events/wait": { params: EventsWaitParams; result: EventsWaitResult };
}

/** The methods that change something and so take an idempotency key. */
export const mutatingMethods = [
  "auth/grant",
  "auth/revoke",
  "run/start",
  "run/cancel",
  "run/steer",
  "run/pause",
  "run/resume",
  "queue/reorder",
  "queue/remove",
  "session/create",
  "session/update",
  "session/archive",
  "session/delete",
  "session/fork",
  "session/revert",
  "run/retry",
  "session/import",
  "blob/put",
  "run/breakpoints",
  "run/step",
  "state/set",
  "question/answer",
  "tool/call",
  "toolServer/start",
  "toolServer/stop",
  "toolServer/restart",
  "policy/set",
  "agent/register",
  "agent/unregister",
  "trigger/fire",
  "trigger/pause",
  "trigger/resume",
  "events/publish",
] as const;

/** What is told to the daemon, each with its params. */
export interface ClientNotifications {
  /** Asks to give up a request, which is still answered: with its result or with RequestCancelled. */
  "$/cancelRequest": CancelRequestParams;
  /** Ends a daemon that serves one client over stdio. */
  "exit": Nothing;
  /** Gives the daemon credit to send more on a subscription. */
  "events/ack": EventsAckParams;
}

/** What is told to the client, each with its params. */
export interface DaemonNotifications {
  /** Brings events of a subscription, or none as a heartbeat. */
  "events/batch": EventsBatchParams;
  /** Says once that a client is far behind; nothing is lost, and it may subscribe anew at the end. */
  "events/lag": EventsLagParams;
  /** Says which sessions have changed, to who follows *. */
  "hint": HintParams;
  /** Says how far a request is whose params have a progressToken in their _meta; comes before its reply. */
  "$/progress": ProgressParams;
  /** Comes before the daemon closes the connection. */
  "daemon/goodbye": DaemonGoodbyeParams;
}

/** The types of events, each with its data. */
export interface EventData {
  /** The session exists. */
  "session.created": SessionCreated;
  /** The title or the metadata of the session were changed. */
  "session.updated": SessionUpdated;
  /** The session was put away, or taken out again. */
  "session.archived": SessionArchived;
  /** A run goes on with a changed definition, because somebody wanted that. */
  "definition.accepted": DefinitionAccepted;
  /** The run waits for a place at its entry point. */
  "run.queued": RunQueued;
  /** The run began at an entry point. */
  "run.started": RunStarted;
  /** Nothing goes on until something outside happens. */
  "run.held": RunHeld;
  /** Asked to stand still; what is under way may end. */
  "run.pausing": RunPausing;
  /** A held or interrupted run goes on. */
  "run.resumed": RunResumed;
  /** The run was found without a daemon. */
  "run.interrupted": RunInterrupted;
  /** What came before is a copy of another run; from here on this one goes its own way. */
  "run.forked": RunForked;
  /** Cancelling began; work under way is being ended. */
  "run.cancelling": RunCancelling;
  /** The run is bound to fail; work under way is being ended. */
  "run.failing": RunFailing;
  /** The run ended with an output. */
  "run.completed": RunCompleted;
  /** The run ended without an output. */
  "run.failed": RunFailed;
  /** The run was ended by somebody. */
  "run.cancelled": RunCancelled;
  /** A node was activated. */
  "step.started": StepStarted;
  /** The node was given values. */
  "step.received": StepReceived;
  /** The step is tried again. */
  "step.attempted": StepAttempted;
  /** The step ended. */
  "step.finished": StepFinished;
  /** The next attempt of a failed step waits for a timer. */
  "retry.scheduled": RetryScheduled;
  /** The run went over an edge. */
  "edge.taken": EdgeTaken;
  /** A branch failed, and the node where its branches meet goes on without it. */
  "branch.failed": BranchFailed;
  /** A node goes on without the branches that have not come. */
  "branches.withdrawn": BranchesWithdrawn;
  /** What branches wrote to a key of the state cannot meet. */
  "state.conflicted": StateConflicted;
  /** The work of a step is done, and a model is asked where to go. */
  "step.deciding": StepDeciding;
  /** A model decided where to go; it is not asked again. */
  "edge.decided": EdgeDecided;
  /** A step goes over the elements of a list. */
  "map.started": MapStarted;
  /** The body of a map begins for an element. */
  "element.started": ElementStarted;
  /** The body of a map ended for an element. */
  "element.finished": ElementFinished;
  /** A message of the run itself is part of the conversation. */
  "message.created": MessageCreated;
  /** A reply of a model is whole; its deltas have ended. */
  "message.completed": MessageCompleted;
  /** A request is about to go out. */
  "model.started": ModelStarted;
  /** The call failed. */
  "model.failed": ModelFailed;
  /** The daemon died during the call; the money stays counted. */
  "model.lost": ModelLost;
  /** A step goes on with the conversation of the visit before. */
  "conversation.continued": ConversationContinued;
  /** The model is no longer told a part of what was said. */
  "conversation.compacted": ConversationCompacted;
  /** A model is about to sum up a part of a conversation. */
  "conversation.summarizing": ConversationSummarizing;
  /** A model repeats itself. */
  "model.stalled": ModelStalled;
  /** Somebody wants the model of a step to be told something at its next turn. */
  "steer.accepted": SteerAccepted;
  /** The model of a step is told what somebody wanted it to be. */
  "steer.applied": SteerApplied;
  /** A model is about to judge the outputs of a step. */
  "step.judging": StepJudging;
  /** A model judged the outputs of a step. */
  "step.judged": StepJudged;
  /** A call was asked for. */
  "tool.requested": ToolRequested;
  /** The call may go out. */
  "tool.approved": ToolApproved;
  /** The call may not go out. */
  "tool.denied": ToolDenied;
  /** The call is about to go out. */
  "tool.started": ToolStarted;
  /** The call gave a result. */
  "tool.completed": ToolCompleted;
  /** The call gave none. */
  "tool.failed": ToolFailed;
  /** The daemon died during the call: whether it had an effect is not known. */
  "tool.unknown": ToolUnknown;
  /** A run of another agent is about to begin. */
  "subrun.started": SubrunStarted;
  /** The child run was given up and is being ended. */
  "subrun.stopping": SubrunStopping;
  /** The child run has ended. */
  "subrun.finished": SubrunFinished;
  /** Somebody is asked in the child run or below it, or no longer is. */
  "subrun.asked": SubrunAsked;
  /** A result of work that had ended; it changes nothing. */
  "call.late": CallLate;
  /** The run waits for an answer. */
  "question.asked": QuestionAsked;
  /** Somebody answered. */
  "question.answered": QuestionAnswered;
  /** Nobody answered in time. */
  "question.expired": QuestionExpired;
  /** The answer is no longer wanted. */
  "question.withdrawn": QuestionWithdrawn;
  /** A key of the state has a new value. */
  "state.patched": StatePatched;
  /** What other runs have written to keys that outlive a run. */
  "state.loaded": StateLoaded;
  /** A run wrote a key that all runs of the agent share. */
  "state.written": StateWritten;
  /** A model judges what the run gave. */
  "goal.judging": GoalJudging;
  /** The run was held against its goal. */
  "goal.evaluated": GoalEvaluated;
  /** A constraint of the goal was broken. */
  "constraint.violated": ConstraintViolated;
  /** The usage changed. */
  "usage.updated": UsageUpdated;
  /** A limit is nearly used up. */
  "budget.marked": BudgetMarked;
  /** Somebody let the run use more. */
  "budget.raised": BudgetRaised;
  /** The step waits. */
  "wait.started": WaitStarted;
  /** The step waits no longer. */
  "wait.ended": WaitEnded;
  /** The run published an event, which is in the journal of the workspace by now. */
  "event.emitted": EventEmitted;
  /** Published events that the run was started with. */
  "context.fetched": ContextFetched;
  /** A content is kept under a name that the session did not have. */
  "artifact.created": ArtifactCreated;
  /** Another content is kept under a name. */
  "artifact.updated": ArtifactUpdated;
  /** A debugger said where the run is to stand still. */
  "debug.set": DebugSet;
  /** Somebody steps through the run. */
  "debug.stepping": DebugStepping;
  /** The run is at a place that a debugger has marked. */
  "debug.reached": DebugReached;
  /** Something that a person should know. */
  "warning": Warning;
  /** What somebody published, as it was given. */
  "event.published": JsonObject;
}

/** Why a request is refused, by `error.data.kind`. */
export const errorKinds = {
  /** the bytes are not a JSON value that the daemon reads */
  ParseError: { code: -32700, retryable: false },
  /** the JSON value is not a request */
  InvalidRequest: { code: -32600, retryable: false },
  /** there is no such method; data.suggestions names near ones */
  MethodNotFound: { code: -32601, retryable: false },
  /** the params do not fit the method; data.issues says where */
  InvalidParams: { code: -32602, retryable: false },
  /** a bug of the daemon; data.incident names its report in the log */
  InternalError: { code: -32603, retryable: false },
  /** the client cancelled the request */
  RequestCancelled: { code: -32800, retryable: false },
  /** initialize comes first */
  NotInitialized: { code: 1001, retryable: false },
  /** initialize comes once */
  AlreadyInitialized: { code: 1002, retryable: false },
  /** no common version; data.supported lists those of the daemon */
  UnsupportedProtocolVersion: { code: 1003, retryable: false },
  /** the client may not do that; data.scope says what it would need */
  Forbidden: { code: 1102, retryable: false },
  /** too much is under way; try again after data.retryAfterMs */
  Overloaded: { code: 1201, retryable: true },
  /** who asks has asked too often, over all of its connections; try again after data.retryAfterMs */
  RateLimited: { code: 1202, retryable: true },
  /** the daemon takes no new work; try again after data.retryAfterMs */
  Draining: { code: 1203, retryable: true },
  /** a limit would be passed; data.limit and data.value say which */
  LimitExceeded: { code: 1204, retryable: false },
  /** there is no such thing; data.what and data.id say which */
  NotFound: { code: 1301, retryable: false },
  /** the id is taken */
  AlreadyExists: { code: 1303, retryable: false },
  /** it has changed meanwhile; read it again */
  Conflict: { code: 1304, retryable: true },
  /** the key was used with other params */
  IdempotencyConflict: { code: 1305, retryable: false },
  /** the session has a run at work */
  Busy: { code: 1306, retryable: true },
  /** not possible where it stands; data.state and data.allowed say more */
  InvalidState: { code: 1307, retryable: false },
  /** somebody was first; data.by says who */
  QuestionAlreadyAnswered: { code: 1308, retryable: false },
  /** the question ran out */
  QuestionExpired: { code: 1309, retryable: false },
  /** another daemon owns the session; try again after data.retryAfterMs */
  LeaseHeld: { code: 1310, retryable: true },
  /** the text is not a cursor of this journal */
  CursorInvalid: { code: 1403, retryable: false },
  /** the connection has as many subscriptions as it may */
  SubscriptionLimit: { code: 1404, retryable: false },
  /** the definition has errors; data.problems lists them */
  AgentInvalid: { code: 1501, retryable: false },
  /** the store failed, such as a full disk */
  StorageError: { code: 1601, retryable: false },
  /** what is stored cannot be read */
  Corrupt: { code: 1602, retryable: false },
} as const;

/** The name of a method. */
export type MethodName = keyof Methods;

/** A method that changes something and so takes an idempotency key. */
export type MutatingMethod = (typeof mutatingMethods)[number];

/** A type of event that this version knows. */
export type EventType = keyof EventData;

/** An event of one type. */
export type EventOf<T extends EventType> = Omit<EventEnvelope, "type" | "data"> & {
  type: T;
  data: EventData[T];
};

/**
 * An event of any type, told apart by `type`. A newer daemon may send types that are not
 * listed: a `switch` wants a `default` that passes them over.
 */
export type FermataEvent = { [T in EventType]: EventOf<T> }[EventType];

/** The word that says why a request was refused. */
export type ErrorKind = keyof typeof errorKinds;
