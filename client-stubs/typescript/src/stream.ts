import type { Arrived, BatchQueue } from "./batches.js";
import { cursorAt, epochOf } from "./cursor.js";
import { DisconnectedError, EventsLostError } from "./errors.js";
import type { Links, StreamItem, StreamOptions } from "./following.js";
import type {
  DeltaDelivery,
  Ephemeral,
  EventsLagParams,
  EventsSubscribeParams,
  EventsSubscribeResult,
  FermataEvent,
  StartPosition,
} from "./generated/protocol.js";
import type { Link } from "./link.js";
import { ItemTexts } from "./texts.js";
import { LinkLost } from "./transport.js";

/** How often in a row the subscription is made anew without anything coming of it. */
const HEALINGS_MAX = 10;

/** How long a stream waits at most before it subscribes again. */
const PAUSE_MAX_MS = 1000;

/** A subscription on a link, and how far it has come. */
export interface Attachment {
  readonly link: Link;
  readonly sub: string;
  readonly batches: BatchQueue;
  last: number;
  size: number;
}

/**
 * The events of one session in order, without gaps and without repetitions, across reconnects and
 * restarts of the daemon.
 *
 * Every event says which one was delivered before it; where that is not the last one that came, the
 * subscription is made anew at the cursor. What is taken here is acknowledged, so a slow reader makes
 * the daemon wait and keeps at most what the daemon may send ahead.
 */
export class ItemStream implements AsyncIterableIterator<StreamItem> {
  readonly #links: Links;
  readonly #options: StreamOptions;
  readonly #deltas: DeltaDelivery;
  readonly #ready: StreamItem[] = [];
  readonly #texts = new ItemTexts();
  readonly #onAbort = () => void this.close();
  #position: StartPosition;
  #epoch = epochOf("");
  #attachment: Attachment | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #closing: Promise<void>;
  #endWaiting: () => void = () => undefined;
  #isSynced = false;
  #isClosed = false;
  #wasToldToGo = false;
  #healings = 0;

  constructor(links: Links, options: StreamOptions, deltas: DeltaDelivery) {
    this.#links = links;
    this.#options = options;
    this.#deltas = deltas;
    this.#position = positionOf(options.from ?? "start");
    this.#closing = new Promise((resolve) => (this.#endWaiting = resolve));
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  /**
   * The position after the last event that was given; a stream opened there goes on exactly.
   * Undefined until there is one.
   */
  get cursor(): string | undefined {
    return this.#position.kind === "cursor" ? this.#position.cursor : undefined;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The next item. One that is asked for before the last came waits for its turn. */
  next(): Promise<IteratorResult<StreamItem, undefined>> {
    const turn = this.#turn.then(() => this.#next());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #next(): Promise<IteratorResult<StreamItem, undefined>> {
    while (true) {
      this.#options.signal?.throwIfAborted();
      if (this.#isClosed) {
        return { done: true, value: undefined };
      }
      const item = this.#ready.shift();
      if (item !== undefined) {
        return { done: false, value: this.#given(item) };
      }
      const filling = this.#fill();
      await Promise.race([filling, this.#closing]);
      // A stream that is closed does not wait for what was under way, nor hear how it ended.
      filling.catch(() => undefined);
    }
  }

  #given(item: StreamItem): StreamItem {
    if (item.kind === "event") {
      this.#position = { kind: "cursor", cursor: cursorAt(this.#epoch, item.event.seq) };
    }
    return item;
  }

  async #fill(): Promise<void> {
    try {
      const attachment = this.#attachment ?? (await this.#attach());
      const arrived = await attachment.batches.next();
      if (arrived !== undefined) {
        await ("lag" in arrived ? this.#lagging(arrived.lag) : this.#accept(attachment, arrived));
      } else if (!this.#isClosed) {
        throw new LinkLost("the connection ended");
      }
    } catch (error) {
      if (!(error instanceof LinkLost)) {
        throw error;
      }
      this.#detach();
      await this.#pause();
    }
  }

  /** The first loss is healed at once; a daemon that dies of every subscription is given time. */
  async #pause(): Promise<void> {
    this.#requireProgress();
    if (this.#healings > 1) {
      const millis = Math.min(PAUSE_MAX_MS, 25 * 2 ** this.#healings);
      await new Promise((resolve) => setTimeout(resolve, millis));
    }
  }

  #requireProgress(): void {
    if (++this.#healings > HEALINGS_MAX) {
      this.#healings = 0;
      throw new DisconnectedError(
        `events of session ${this.#options.session} after ${this.cursor ?? "the start"}: ` +
          `subscribed anew ${HEALINGS_MAX} times and got nothing that fits`,
      );
    }
  }

  async #attach(): Promise<Attachment> {
    const link = await this.#links.link(!this.#wasToldToGo);
    const result = await link.call("events/subscribe", this.params, this.#links.patience);
    return this.begin(link, result);
  }

  /** Begins with a subscription that was made as `params` say. */
  async begin(link: Link, result: EventsSubscribeResult): Promise<Attachment> {
    const attachment = { link, sub: result.sub, batches: link.batches(result.sub), last: 0, size: 0 };
    if (this.#isClosed) {
      await this.#unsubscribe(attachment);
      return attachment;
    }
    this.#attachment = attachment;
    this.#wasToldToGo = false;
    this.#begin(result);
    return attachment;
  }

  /** The subscription that goes on where this stream is. */
  get params(): EventsSubscribeParams {
    const { session, types, runs, path, items, ...same } = this.#options;
    const { selector, window, depth, maxLatencyMs, view, lag, inlineLimit } = same;
    return {
      session,
      from: this.#position,
      types: types === undefined ? undefined : [...types],
      selector,
      deltas: this.#deltas,
      window,
      runs: runs === undefined ? undefined : [...runs],
      path: path === undefined ? undefined : [...path],
      depth,
      maxLatencyMs,
      view,
      lag,
      inlineLimit,
      items: items === undefined ? undefined : [...items],
    };
  }

  #begin(result: EventsSubscribeResult): void {
    if (result.status === "expired" || result.status === "epochChanged") {
      const loss = new EventsLostError(result.status, result.from, result.snapshot);
      this.#ready.push({ kind: "lost", loss });
    } else if (result.snapshot !== undefined) {
      this.#ready.push({ kind: "snapshot", snapshot: result.snapshot, at: result.from });
    }
    this.#epoch = epochOf(result.from);
    // A start at "now" is over once it is known where that was: a reconnect must not skip.
    if (this.#position.kind !== "start") {
      this.#position = { kind: "cursor", cursor: result.from };
    }
    for (const open of result.open) {
      this.#addPiece(this.#texts.join(open, this.#options.session));
    }
  }

  async #accept(attachment: Attachment, { batch, size }: Arrived): Promise<void> {
    attachment.size += size;
    const pieces = [...batch.deltas];
    for (const event of batch.events) {
      this.#addPieces(pieces, event.seq - 1);
      if (event.prev !== attachment.last) {
        return this.#resubscribe(attachment);
      }
      attachment.last = event.seq;
      this.#ready.push({ kind: "event", event: event as FermataEvent });
    }
    this.#addPieces(pieces, Number.MAX_SAFE_INTEGER);
    if (batch.last !== attachment.last) {
      return this.#resubscribe(attachment);
    }
    this.#healings = 0;
    if (batch.synced === true && !this.#isSynced) {
      this.#isSynced = true;
      this.#ready.push({ kind: "synced" });
    }
    if (batch.events.length + batch.deltas.length > 0) {
      const { sub, size: bytes } = attachment;
      attachment.link.notify("events/ack", { sub, cursor: batch.through, bytes });
    }
  }

  async #lagging({ position, head }: EventsLagParams): Promise<void> {
    this.#ready.push({ kind: "lag", position, head });
  }

  #addPieces(pieces: Ephemeral[], upTo: number): void {
    while (pieces[0] !== undefined && pieces[0].after <= upTo) {
      this.#addPiece(this.#texts.fit(pieces.shift() as Ephemeral));
    }
  }

  #addPiece(piece: Ephemeral | undefined): void {
    if (piece !== undefined) {
      this.#ready.push({ kind: "piece", piece });
    }
  }

  /** Something is missing: what came in order is kept, the rest is asked for again. */
  async #resubscribe(attachment: Attachment): Promise<void> {
    this.#attachment = undefined;
    this.#requireProgress();
    await this.#unsubscribe(attachment);
  }

  async #unsubscribe(attachment: Attachment): Promise<void> {
    await attachment.link.unsubscribe(attachment.sub, this.#links.patience);
  }

  #detach(): void {
    this.#wasToldToGo = this.#attachment?.link.goodbye !== undefined;
    this.#attachment = undefined;
  }

  /** Ends the stream, and a `next` that waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#endWaiting();
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
    const attachment = this.#attachment;
    this.#attachment = undefined;
    if (attachment?.link.isUsable === true) {
      attachment.batches.end();
      // Where that fails, the subscription has ended with its connection or is about to.
      await this.#unsubscribe(attachment).catch(() => undefined);
    }
  }

  async return(): Promise<IteratorResult<StreamItem, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }
}

function positionOf(from: "start" | "now" | { readonly cursor: string }): StartPosition {
  return typeof from === "string" ? { kind: from } : { kind: "cursor", cursor: from.cursor };
}
