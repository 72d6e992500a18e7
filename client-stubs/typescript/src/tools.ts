import type { HeardMessages, HostedCall, OfferedTool, ToolTakeResult } from "./generated/protocol.js";
import { CallTalk, type HostedTalk } from "./talk.js";
import { FermataError, RefusedError } from "./errors.js";

/** How long one request for calls waits. */
const TAKE_MAX_MS = 20_000;

/** How long to wait before the daemon is asked again after a failure. */
const PAUSE_MS = 500;

/** A tool that this program performs for the runs of a daemon. */
export interface HostedTool extends OfferedTool {
  /**
   * What the tool does.
   *
   * What it gives is the result of the call; what it throws fails the call, and the run that made it
   * sees the message. The signal says that nobody waits any more. By the talk it publishes, waits for
   * events, asks people and shows how far it is.
   */
  run(args: unknown, call: HostedCall, signal: AbortSignal, talk: HostedTalk): Promise<unknown>;
}

/** The calls that a host of tools makes. */
export interface ToolCalls {
  offer(offer: string, tools: OfferedTool[]): Promise<unknown>;
  take(
    offer: string,
    known: string[],
    waitMs: number,
    signal: AbortSignal,
    heard: HeardMessages[],
  ): Promise<ToolTakeResult>;
  report(offer: string, id: string, number: number, message: object): Promise<unknown>;
  finish(offer: string, id: string, end: ToolEnd): Promise<unknown>;
  withdraw(offer: string): Promise<unknown>;
}

/** How a call ended. */
export type ToolEnd = { readonly result: unknown } | { readonly error: { message: string } };

/** A call that is performed. */
interface Work {
  readonly nobodyWaits: AbortController;
  readonly talk: CallTalk;
}

/**
 * Performs tools of this program for the runs of a daemon, until it is closed.
 *
 * It asks for calls over whatever connection its client has, and offers the tools again where the
 * daemon was started anew. A call that was taken is performed once, however often its answer has to be
 * sent.
 */
export class ToolHost {
  readonly #calls: ToolCalls;
  readonly #offer: string;
  readonly #tools: Map<string, HostedTool>;
  readonly #working = new Map<string, Work>();
  readonly #closing = new AbortController();

  private constructor(calls: ToolCalls, offer: string, tools: readonly HostedTool[]) {
    this.#calls = calls;
    this.#offer = offer;
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
  }

  /** Offers tools; runs that begin afterwards find them. */
  static async open(
    calls: ToolCalls,
    offer: string,
    tools: readonly HostedTool[],
  ): Promise<ToolHost> {
    const host = new ToolHost(calls, offer, tools);
    await host.#offerAll();
    void host.#serve();
    return host;
  }

  #offerAll(): Promise<unknown> {
    const described = [...this.#tools.values()].map(({ run: _, ...tool }) => tool);
    return this.#calls.offer(this.#offer, described);
  }

  async #serve(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        const known = [...this.#working.keys()];
        const taken = await this.#calls.take(
          this.#offer,
          known,
          TAKE_MAX_MS,
          signal,
          this.#heard(),
        );
        for (const gone of taken.gone) {
          this.#working.get(gone)?.nobodyWaits.abort();
          this.#working.get(gone)?.talk.end();
          this.#working.delete(gone);
        }
        taken.told?.forEach((told) => this.#working.get(told.id)?.talk.hear(told));
        taken.calls.forEach((call) => void this.#perform(call));
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  #heard(): HeardMessages[] {
    const all = [...this.#working].map(([id, work]) => ({ id, number: work.talk.heard }));
    return all.filter(({ number }) => number > 0);
  }

  /** A daemon that was started anew knows nothing of the offer. */
  async #recover(error: unknown): Promise<void> {
    if (this.#closing.signal.aborted) {
      return;
    }
    if (!RefusedError.is(error, "NotFound")) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    await this.#offerAll().catch(() => undefined);
  }

  async #perform(call: HostedCall): Promise<void> {
    if (this.#working.has(call.id)) {
      return;
    }
    const nobodyWaits = new AbortController();
    const talk = new CallTalk((number, message) =>
      this.#calls.report(this.#offer, call.id, number, message),
    );
    this.#working.set(call.id, { nobodyWaits, talk });
    try {
      const end = await this.#end(call, nobodyWaits.signal, talk);
      // Until the daemon has the answer the call is known, so it is not given out again.
      await this.#calls.finish(this.#offer, call.id, end);
    } catch (error) {
      if (!(error instanceof FermataError)) {
        throw error;
      }
      // The offer ended meanwhile, and the daemon has said what became of the call.
    } finally {
      talk.end();
      this.#working.delete(call.id);
    }
  }

  async #end(call: HostedCall, signal: AbortSignal, talk: HostedTalk): Promise<ToolEnd> {
    try {
      const result = await this.#tools.get(call.tool)?.run(call.args, call, signal, talk);
      return { result: result ?? null };
    } catch (error) {
      return { error: { message: error instanceof Error ? error.message : String(error) } };
    }
  }

  /** Takes the tools back; calls under way are aborted, and how they ended is unknown. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("the tools were taken back"));
    this.#working.forEach((work) => work.nobodyWaits.abort());
    await this.#calls.withdraw(this.#offer).catch(() => undefined);
  }
}
