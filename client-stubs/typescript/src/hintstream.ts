import { DisconnectedError } from "./errors.js";
import type { Links } from "./following.js";
import type { Hint, HintQueue } from "./hints.js";
import type { Link } from "./link.js";
import { LinkLost } from "./transport.js";

/** How often in a row the subscription is made anew without a hint. */
const HEALINGS_MAX = 10;

/** How long to wait before each time but the first. */
const PAUSE_MS = 200;

interface Attachment {
  readonly link: Link;
  readonly sub: string;
  readonly hints: HintQueue;
}

/**
 * Which sessions have changed, across reconnects and restarts of the daemon: what a list of
 * thousands of sessions is kept true by.
 *
 * The first hint, and the first after a reconnect, asks to list them all. Whoever reads slowly gets
 * fewer hints, never older ones.
 */
export class HintStream implements AsyncIterableIterator<Hint> {
  readonly #links: Links;
  readonly #signal: AbortSignal | undefined;
  readonly #closing: Promise<void>;
  #endWaiting: () => void = () => undefined;
  #attachment: Attachment | undefined;
  #isClosed = false;

  constructor(links: Links, signal: AbortSignal | undefined) {
    this.#links = links;
    this.#signal = signal;
    this.#closing = new Promise((resolve) => (this.#endWaiting = resolve));
    signal?.addEventListener("abort", () => void this.close(), { once: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Hint, undefined>> {
    for (let healings = 0; ; healings++) {
      this.#signal?.throwIfAborted();
      if (this.#isClosed) {
        return { done: true, value: undefined };
      }
      if (healings > HEALINGS_MAX) {
        throw new DisconnectedError(`hints: subscribed anew ${HEALINGS_MAX} times and got none`);
      }
      if (healings > 1) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      const taking = this.#take();
      // A stream that is closed does not wait for what was under way, nor hear how it ended.
      taking.catch(() => undefined);
      const hint = await Promise.race([taking, this.#closing]);
      if (hint !== undefined) {
        return { done: false, value: hint };
      }
    }
  }

  /** The next hint; undefined where the connection was lost. */
  async #take(): Promise<Hint | undefined> {
    try {
      this.#attachment ??= await this.#attach();
      if (this.#isClosed) {
        // Closed while it was being made: nobody else would end it.
        await this.close();
        return undefined;
      }
      const hint = await this.#attachment.hints.next();
      if (hint === undefined) {
        this.#attachment = undefined;
      }
      return hint;
    } catch (error) {
      if (error instanceof LinkLost) {
        return undefined;
      }
      throw error;
    }
  }

  async #attach(): Promise<Attachment> {
    const link = await this.#links.link(true);
    const params = { session: "*", from: { kind: "now" } } as const;
    const { sub } = await link.call("events/subscribe", params, this.#links.patience);
    return { link, sub, hints: link.hints(sub) };
  }

  /** Ends the stream, and a `next` that waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endWaiting();
    const attachment = this.#attachment;
    this.#attachment = undefined;
    if (attachment?.link.isUsable === true) {
      // Where that fails, the subscription has ended with its connection or is about to.
      await attachment.link.unsubscribe(attachment.sub, this.#links.patience).catch(() => undefined);
    }
  }

  async return(): Promise<IteratorResult<Hint, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }
}
