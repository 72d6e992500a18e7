import type { EventsBatchParams, EventsLagParams } from "./generated/protocol.js";

/** A batch and what it counts against the window of its subscription. */
export interface Arrived {
  readonly batch: EventsBatchParams;
  readonly size: number;
}

/** Word that the reader is far behind. */
export interface Lagging {
  readonly lag: EventsLagParams;
}

/**
 * What came for one subscription and was not taken yet.
 *
 * The daemon sends no further than the credit that it was given, which bounds the queue. One reader
 * at a time.
 */
export class BatchQueue {
  readonly #waiting: (Arrived | Lagging)[] = [];
  #wake: (() => void) | undefined;
  #isEnded = false;

  add(arrived: Arrived | Lagging): void {
    if (!this.#isEnded) {
      this.#waiting.push(arrived);
      this.#wake?.();
    }
  }

  /** Says that no more will come; what is there may still be taken. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  /** How many wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** The next of them; undefined when there is none and none will come. */
  async next(): Promise<Arrived | Lagging | undefined> {
    while (this.#waiting.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
    return this.#waiting.shift();
  }
}
