import { BatchQueue } from "./batches.js";
import { HintQueue } from "./hints.js";
import { MalformedError, RefusedError, TimedOutError } from "./errors.js";
import type {
  ClientNotifications,
  DaemonGoodbyeParams,
  EventsBatchParams,
  EventsLagParams,
  HintParams,
  JsonObject,
  MethodName,
  Methods,
  ProgressParams,
} from "./generated/protocol.js";
import { LinkLost, type Receiver, type Transport } from "./transport.js";

/** How long a call waits and what cancels it. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Told how far the call is, until it is answered. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The trace that the call belongs to. */
  readonly traceparent?: string | undefined;
}

/** How far a call is. */
export interface Progress {
  /** What is going on, for people. */
  readonly message?: string | undefined;
  /** How far it is. */
  readonly value?: number | undefined;
  /** How far it has to go, where that is known. */
  readonly total?: number | undefined;
}

interface Waiting {
  resolve(message: JsonObject): void;
  reject(cause: Error): void;
}

/**
 * One connection to a daemon: requests out, replies and batches in.
 *
 * When the transport ends, everybody who waits learns of it, and the link is of no more use.
 */
export class Link implements Receiver {
  readonly #transport: Transport;
  readonly #waiting = new Map<number, Waiting>();
  readonly #subscriptions = new Map<string, BatchQueue>();
  readonly #progress = new Map<number, (progress: Progress) => void>();
  readonly #hints = new Map<string, HintQueue>();
  #lastId = 0;
  #isLost = false;
  #goodbye: DaemonGoodbyeParams | undefined;

  private constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** A link that reads from now on. */
  static over(transport: Transport): Link {
    const link = new Link(transport);
    transport.start(link);
    return link;
  }

  get isUsable(): boolean {
    return !this.#isLost;
  }

  /** Why the daemon said that it would go, where it did. */
  get goodbye(): DaemonGoodbyeParams | undefined {
    return this.#goodbye;
  }

  /** Sends a request and waits for its reply; one that nobody waits for any more is cancelled. */
  async call<M extends MethodName>(
    method: M,
    params: Methods[M]["params"],
    patience: Patience,
  ): Promise<Methods[M]["result"]> {
    patience.signal?.throwIfAborted();
    if (this.#isLost) {
      throw new LinkLost(`the connection ended before ${method}`);
    }
    const id = ++this.#lastId;
    const message = await this.#reply(id, method, params, patience);
    const error = message["error"] as JsonObject | undefined;
    if (error !== undefined) {
      throw refusal(error);
    }
    if (message["result"] === undefined) {
      throw new MalformedError(`the daemon's reply to ${method} has neither a result nor an error`);
    }
    return message["result"] as Methods[M]["result"];
  }

  // The id comes before the params: of a message that is too large the daemon reads no more than
  // the head.
  #reply(id: number, method: string, params: object, patience: Patience): Promise<JsonObject> {
    const { signal, timeoutMs, onProgress } = patience;
    return new Promise<JsonObject>((resolve, reject) => {
      const giveUp = (reason: unknown) => {
        this.notify("$/cancelRequest", { id });
        finish();
        reject(reason);
      };
      const onAbort = () => giveUp(signal?.reason);
      const timer = setTimeout(
        () => giveUp(new TimedOutError(`no reply to ${method} in time`)),
        timeoutMs,
      );
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        this.#waiting.delete(id);
        this.#progress.delete(id);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.set(id, {
        resolve: (message) => (finish(), resolve(message)),
        reject: (cause) => (finish(), reject(cause)),
      });
      if (onProgress !== undefined) {
        this.#progress.set(id, onProgress);
      }
      const whole = withMeta(params, id, patience);
      this.#transport.send(JSON.stringify({ jsonrpc: "2.0", id, method, params: whole }));
    });
  }

  /** Sends what nobody answers. */
  notify<N extends keyof ClientNotifications>(method: N, params: ClientNotifications[N]): void {
    if (!this.#isLost) {
      this.#transport.send(JSON.stringify({ jsonrpc: "2.0", method, params }));
    }
  }

  /** The batches of a subscription; those that came before this call are in it. */
  batches(subscription: string): BatchQueue {
    let queue = this.#subscriptions.get(subscription);
    if (queue === undefined) {
      queue = new BatchQueue();
      this.#subscriptions.set(subscription, queue);
    }
    if (this.#isLost) {
      queue.end();
    }
    return queue;
  }

  /** The hints of a subscription; those that came before this call are in it. */
  hints(subscription: string): HintQueue {
    let queue = this.#hints.get(subscription);
    if (queue === undefined) {
      queue = new HintQueue();
      this.#hints.set(subscription, queue);
    }
    if (this.#isLost) {
      queue.end();
    }
    return queue;
  }

  /** Takes nothing of a subscription any more, and ends it. */
  async unsubscribe(sub: string, patience: Patience): Promise<void> {
    this.#subscriptions.get(sub)?.end();
    this.#hints.get(sub)?.end();
    await this.call("events/unsubscribe", { sub }, patience);
    // Its name is the daemon's to give once more.
    this.#subscriptions.delete(sub);
    this.#hints.delete(sub);
  }

  message(text: string): void {
    const message = parse(text);
    if (message === undefined) {
      this.close();
    } else if (typeof message["method"] === "string") {
      this.#notified(message["method"], message["params"], text.length);
    } else {
      this.#waiting.get(message["id"] as number)?.resolve(message);
    }
  }

  // What a batch counts is at most the length of its text, so that may be counted in its place.
  #notified(method: string, params: unknown, size: number): void {
    if (method === "events/batch") {
      const batch = params as EventsBatchParams;
      this.batches(batch.sub).add({ batch, size });
    } else if (method === "events/lag") {
      const lag = params as EventsLagParams;
      this.batches(lag.sub).add({ lag });
    } else if (method === "hint") {
      const hint = params as HintParams;
      this.hints(hint.sub).add(hint);
    } else if (method === "$/progress") {
      const { token, ...progress } = params as ProgressParams;
      this.#progress.get(token as number)?.(progress);
    } else if (method === "daemon/goodbye") {
      this.#goodbye = params as DaemonGoodbyeParams;
    }
  }

  end(): void {
    this.#isLost = true;
    for (const each of [...this.#waiting.values()]) {
      each.reject(new LinkLost("the connection ended before the reply"));
    }
    for (const each of [...this.#subscriptions.values(), ...this.#hints.values()]) {
      each.end();
    }
  }

  close(): void {
    if (!this.#isLost) {
      this.end();
      this.#transport.close();
    }
  }
}

/** Params with what they say beside their method; the id of a call names its progress too. */
function withMeta(params: object, id: number, patience: Patience): object {
  const { onProgress, traceparent } = patience;
  if (onProgress === undefined && traceparent === undefined) {
    return params;
  }
  const meta = {
    ...(params as { _meta?: object })._meta,
    ...(onProgress === undefined ? {} : { progressToken: id }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  return { ...params, _meta: meta };
}

/** A text as a JSON object; undefined where it is none. */
function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

function refusal(error: JsonObject): RefusedError {
  const data = typeof error["data"] === "object" && error["data"] !== null ? error["data"] : {};
  return new RefusedError(Number(error["code"]), String(error["message"]), data as JsonObject);
}
