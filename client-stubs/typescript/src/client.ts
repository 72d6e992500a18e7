import { DisconnectedError, StoppedError, TimedOutError, UnreachableError } from "./errors.js";
import {
  mutatingMethods,
  type Answer,
  type EventsPublishResult,
  type EventsSubscribeParams,
  type InitializeResult,
  type MethodName,
  type Methods,
  type MutatingMethod,
  type QuestionAnswerResult,
  type QuestionView,
  type RunCancelResult,
  type RunStartParams,
  type RunStartResult,
  type RunSummary,
  type WaitUntil,
} from "./generated/protocol.js";
import { Link, type Patience, type Progress } from "./link.js";
import { bytesOf, partsOf, wholeOf } from "./contents.js";
import { EventChain } from "./chain.js";
import { EventStream } from "./events.js";
import type { Links, StreamOptions } from "./following.js";
import { HintStream } from "./hintstream.js";
import { ItemStream } from "./stream.js";
import { ToolHost, type HostedTool, type ToolCalls } from "./tools.js";
import { LinkLost, type Transport } from "./transport.js";
import { openLink, type ClientIdentity } from "./handshake.js";

/** How often a call is sent again to a daemon that is lost during it. */
const RESENDS_MAX = 3;

/** How long the successor of a daemon that was stopped is waited for, as in a restart. */
const SUCCESSOR_MAX_MS = 6000;

/** How long the daemon lets one `run/wait` wait; a longer wait is made of several. */
const WAIT_MAX_MS = 30_000;

/** What a client is like, however it reaches its daemon. */
export interface ClientOptions {
  /** Name of the program, as the daemon's log and other clients see it. */
  readonly name?: string;
  /** Version of the program. */
  readonly version?: string;
  /** Whether the connection keeps an idle daemon from ending. */
  readonly keepAlive?: boolean;
  /** How long a call waits for its reply, reconnects included; 60,000 unless said. */
  readonly timeoutMs?: number;
  /**
   * Streams to open with the connection, in its first round trip: `followed` of the client. All or
   * none: where one is refused, so is the connection.
   */
  readonly follow?: readonly StreamOptions[];
}

/** What one call is like. */
export interface CallOptions {
  /** Cancels the call: the daemon is told by `$/cancelRequest`. */
  readonly signal?: AbortSignal;
  /** How long to wait for the reply. */
  readonly timeoutMs?: number;
  /** Told how far the call is, where the method says so: `tool/call` and `session/export` do. */
  readonly onProgress?: (progress: Progress) => void;
  /** The W3C trace that the call belongs to; events that it causes name it. */
  readonly traceparent?: string;
}

/** The params of a method as a caller gives them: a key is made where none is given. */
export type CallParams<M extends MethodName> = M extends MutatingMethod
  ? Omit<Methods[M]["params"], "key"> & { key?: string }
  : Methods[M]["params"];

/** A daemon that has been shaken hands with. */
export interface Opened {
  readonly link: Link;
  readonly daemon: InitializeResult;
}

/** How a client of one platform comes to a connection. */
export interface Platform {
  readonly identity: ClientIdentity;

  /**
   * A connection to a daemon, or undefined where there is none.
   *
   * @param shakeHands what makes a transport a connection; undefined where nobody answers
   * @param mayStart whether a daemon may be started where none answers
   */
  open(
    shakeHands: (transport: Transport) => Promise<Opened | undefined>,
    mayStart: boolean,
  ): Promise<Opened | undefined>;

  /** Whether it can start a daemon; where it cannot, one that is lost is waited for. */
  readonly starts: boolean;

  /** A new idempotency key. */
  newKey(): string;

  /** What to do where there is no daemon, for people. */
  readonly advice: string;
}

/**
 * A client of a daemon.
 *
 * It reconnects by itself, starting a daemon where it may, and sends again what was under way: a call
 * changes nothing or carries an idempotency key. Only one that ends the daemon fails as
 * `DisconnectedError`.
 */
export class FermataClient {
  readonly #platform: Platform;
  readonly #options: ClientOptions;
  readonly #links: Links;
  /** The streams that were opened with the connection, in their order. */
  readonly followed: readonly ItemStream[];
  #current!: Opened;
  #connecting: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(platform: Platform, options: ClientOptions) {
    this.#platform = platform;
    this.#options = options;
    this.#links = { link: (mayStart) => this.#link(mayStart), patience: this.#patience({}) };
    this.followed = (options.follow ?? []).map((each) => this.items(each));
  }

  /** A client that is connected. */
  static async open(platform: Platform, options: ClientOptions): Promise<FermataClient> {
    const client = new FermataClient(platform, options);
    const wanted = client.followed.map((stream) => stream.params);
    const opened = await connectFirst(platform, options, wanted);
    client.#current = opened;
    const results = opened.daemon.subscriptions ?? [];
    await Promise.all(
      results.map((result, at) => client.followed[at]?.begin(opened.link, result)),
    );
    return client;
  }

  /** What the daemon said of itself when it was last connected to. */
  get daemon(): InitializeResult {
    return this.#current.daemon;
  }

  /** Calls a method and waits for its result. */
  async request<M extends MethodName>(
    method: M,
    params: CallParams<M>,
    options: CallOptions = {},
  ): Promise<Methods[M]["result"]> {
    const whole = this.#withKey(method, params);
    const patience = this.#patience(options);
    const deadline = Date.now() + patience.timeoutMs;
    for (let losses = 1; ; losses++) {
      try {
        const link = await untilAborted(this.#link(true), options.signal);
        const timeoutMs = Math.max(0, deadline - Date.now());
        return await link.call(method, whole, { ...patience, timeoutMs });
      } catch (error) {
        if (!(error instanceof LinkLost)) {
          throw error;
        }
        requireAnotherTry(method, losses, error);
        if (Date.now() >= deadline) {
          throw new TimedOutError(`no reply to ${method} in time`);
        }
      }
    }
  }

  // The key is made once for the call, so that one that is sent again has its effect once.
  #withKey<M extends MethodName>(method: M, params: CallParams<M>): Methods[M]["params"] {
    const isMutating = (mutatingMethods as readonly string[]).includes(method);
    return isMutating && (params as { key?: string }).key === undefined
      ? { ...params, key: this.#platform.newKey() }
      : params;
  }

  #patience({ signal, timeoutMs, onProgress, traceparent }: CallOptions): Patience {
    const wait = timeoutMs ?? this.#options.timeoutMs ?? 60_000;
    return { signal, timeoutMs: wait, onProgress, traceparent };
  }

  async #link(mayStart: boolean): Promise<Link> {
    const turn = this.#connecting.then(() => this.#usable(mayStart));
    this.#connecting = turn.catch(() => undefined);
    return turn;
  }

  async #usable(mayStart: boolean): Promise<Link> {
    this.#requireOpen();
    if (!this.#current.link.isUsable) {
      const opened = await connectAgain(this.#platform, this.#options, mayStart);
      if (this.#isClosed) {
        opened.link.close();
      }
      this.#requireOpen();
      this.#current = opened;
    }
    return this.#current.link;
  }

  #requireOpen(): void {
    if (this.#isClosed) {
      throw new DisconnectedError("the client is closed");
    }
  }

  /**
   * Starts a run; the reply comes when that is durable.
   *
   * @param agent definition to run: a file URI or an absolute path
   * @param input checked against the agent
   */
  startRun(
    agent: string,
    input: unknown = {},
    more: Partial<Omit<RunStartParams, "agent" | "input">> & CallOptions = {},
  ): Promise<RunStartResult> {
    const { signal, timeoutMs, onProgress, traceparent, ...params } = more;
    return this.request(
      "run/start",
      { ...params, agent: { uri: agent }, input },
      { ...callOptions(signal, timeoutMs), ...known({ onProgress, traceparent }) },
    );
  }

  /** Waits until a run has ended, or `until` it is held, however long that takes. */
  async waitForRun(
    run: string,
    { until = "terminal", signal }: { until?: WaitUntil; signal?: AbortSignal } = {},
  ): Promise<RunSummary> {
    while (true) {
      const params = { run, until, timeoutMs: WAIT_MAX_MS };
      const result = await this.request("run/wait", params, {
        ...callOptions(signal, undefined),
        timeoutMs: 2 * WAIT_MAX_MS,
      });
      if (result.reached) {
        return result.run;
      }
    }
  }

  /** Cancels a run; it has ended when `run.cancelled` says so. */
  cancelRun(run: string, reason: string, options: CallOptions = {}): Promise<RunCancelResult> {
    return this.request("run/cancel", { run, reason }, options);
  }

  /** The open questions, of one session or of all, oldest first. */
  async questions(session?: string, options: CallOptions = {}): Promise<QuestionView[]> {
    return (await this.request("question/list", { session }, options)).questions;
  }

  /** Answers a question; the first answer holds. */
  answer(
    question: string,
    content: unknown,
    options: CallOptions & { readonly action?: Answer["action"] } = {},
  ): Promise<QuestionAnswerResult> {
    const { action = "accept", ...call } = options;
    return this.request("question/answer", { answers: [{ id: question, action, content }] }, call);
  }

  /** Publishes an event; when it is answered, the event is stored. */
  publish(
    schema: string,
    data: { [name: string]: unknown },
    options: CallOptions & { readonly tags?: string[]; readonly dedupeKey?: string } = {},
  ): Promise<EventsPublishResult> {
    const { tags, dedupeKey, ...call } = options;
    return this.request("events/publish", { schema, data, tags, dedupeKey }, call);
  }

  /** Follows the events of a session: every one once and in order, whatever happens to the daemon. */
  events(options: StreamOptions): EventStream {
    return new EventStream(new ItemStream(this.#links, options, "none"));
  }

  /** Follows the events of a session, and the pieces of what is under way between them. */
  items(options: StreamOptions): ItemStream {
    return new ItemStream(this.#links, options, "all");
  }

  /** The bytes of a content by its SHA-256, part by part, at the pace of who takes them. */
  contents(content: string, options: CallOptions = {}): AsyncGenerator<Uint8Array> {
    return partsOf(content, (params) => this.request("blob/read", params, options));
  }

  /** The bytes of a content, which are checked against its SHA-256. */
  content(content: string, options: CallOptions = {}): Promise<Uint8Array> {
    return bytesOf(content, (params) => this.request("blob/read", params, options));
  }

  /**
   * A value with everything that came by reference in its place, such as the data of an event of a
   * stream with an `inlineLimit`.
   */
  whole<T>(value: T, options: CallOptions = {}): Promise<T> {
    return wholeOf(value, (params) => this.request("blob/read", params, options));
  }

  /** Says which sessions change: for lists of sessions, however many there are. */
  hints({ signal }: { readonly signal?: AbortSignal } = {}): HintStream {
    return new HintStream(this.#links, signal);
  }

  /**
   * The chain of the events of a session as the daemon has them stored, from the first one up to a
   * cursor: who has followed that far and added up the same has had the same.
   */
  async chain(session: string, upTo?: string, options: CallOptions = {}): Promise<EventChain> {
    let after: string | undefined;
    let chain: string | undefined;
    while (true) {
      const params = { session, after, upTo, chain };
      const result = await this.request("log/verify", params, options);
      if (result.done) {
        return new EventChain(result.chain);
      }
      after = result.through;
      chain = result.chain;
    }
  }

  /** Performs tools of this program for the runs of the daemon, until what is given is closed. */
  offerTools(tools: readonly HostedTool[]): Promise<ToolHost> {
    const calls: ToolCalls = {
      offer: (offer, offered) => this.request("tool/offer", { offer, tools: offered }),
      take: (offer, known, waitMs, signal, heard) =>
        this.request(
          "tool/take",
          { offer, known, waitMs, heard },
          { signal, timeoutMs: 2 * WAIT_MAX_MS },
        ),
      report: (offer, id, number, message) =>
        this.request("tool/report", { offer, id, number, message }),
      finish: (offer, id, end) => this.request("tool/result", { offer, id, ...end }),
      withdraw: (offer) => this.request("tool/withdraw", { offer }, { timeoutMs: 2000 }),
    };
    return ToolHost.open(calls, this.#platform.newKey(), tools);
  }

  /** Ends the connection and every call and stream that waits on it. */
  close(): void {
    this.#isClosed = true;
    this.#current.link.close();
  }
}

/** The members of an object that are there. */
function known<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function callOptions(signal: AbortSignal | undefined, timeoutMs: number | undefined): CallOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

/** What ends a daemon is not sent to its successor, and what kills each is not sent for ever. */
function requireAnotherTry(method: MethodName, losses: number, loss: LinkLost): void {
  const endsDaemon = method === "daemon/shutdown" || method === "shutdown";
  if (endsDaemon || losses > RESENDS_MAX) {
    throw new DisconnectedError(`${loss.message}; whether it had an effect is not known`);
  }
}

type ShakeHands = (transport: Transport) => Promise<Opened | undefined>;

function handshake(
  platform: Platform,
  options: ClientOptions,
  subscribe: EventsSubscribeParams[],
): ShakeHands {
  return (transport) =>
    openLink(transport, platform.identity, options.keepAlive === true, subscribe);
}

async function connectFirst(
  platform: Platform,
  options: ClientOptions,
  subscribe: EventsSubscribeParams[],
): Promise<Opened> {
  const opened = await platform.open(handshake(platform, options, subscribe), true);
  if (opened === undefined) {
    throw new UnreachableError(platform.advice);
  }
  return opened;
}

/**
 * A daemon that went on purpose is not started again for who only looks on, but its successor is
 * waited for; so it is where none can be started from here.
 */
async function connectAgain(
  platform: Platform,
  options: ClientOptions,
  mayStart: boolean,
): Promise<Opened> {
  const shakeHands = handshake(platform, options, []);
  const deadline = Date.now() + SUCCESSOR_MAX_MS;
  for (let pause = 25; ; pause = Math.min(400, pause * 1.5)) {
    const opened = await platform.open(shakeHands, mayStart);
    if (opened !== undefined) {
      return opened;
    }
    if (mayStart && (platform.starts || Date.now() >= deadline)) {
      throw new UnreachableError(platform.advice);
    }
    if (Date.now() >= deadline) {
      throw new StoppedError("the daemon was stopped");
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** What a promise gives, unless the signal comes first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

