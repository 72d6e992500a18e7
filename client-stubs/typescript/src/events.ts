import type { FermataEvent } from "./generated/protocol.js";
import type { ItemStream } from "./stream.js";

/**
 * The durable events of one session, as `ItemStream` gives them, and nothing else.
 *
 * Where events are not to be had any more, `next` throws `EventsLostError`, and goes on after the
 * loss when it is called again.
 */
export class EventStream implements AsyncIterableIterator<FermataEvent> {
  readonly #items: ItemStream;

  constructor(items: ItemStream) {
    this.#items = items;
  }

  /** The position after the last event that was given; a stream opened there goes on exactly. */
  get cursor(): string | undefined {
    return this.#items.cursor;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<FermataEvent, undefined>> {
    while (true) {
      const { done, value } = await this.#items.next();
      if (done === true) {
        return { done, value };
      }
      if (value.kind === "lost") {
        throw value.loss;
      }
      if (value.kind === "event") {
        return { done: false, value: value.event };
      }
    }
  }

  /** Ends the stream, and a `next` that waits. */
  close(): Promise<void> {
    return this.#items.close();
  }

  async return(): Promise<IteratorResult<FermataEvent, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }
}
