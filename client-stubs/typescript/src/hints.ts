import type { HintParams, SessionHead } from "./generated/protocol.js";

/** Changed sessions that are remembered; beyond that, whoever reads lists them all again. */
const CHANGED_MAX = 10_000;

/** Which sessions have changed. */
export interface Hint {
  /** Whether sessions may have changed that are not named: list them again. So it is at first. */
  readonly sweep: boolean;
  /** Sessions that have changed, each once with its newest position. */
  readonly changed: readonly SessionHead[];
}

/**
 * The hints of one subscription that came and were not taken yet, as one: of a session that has
 * changed twice the newest position counts. One reader at a time.
 */
export class HintQueue {
  readonly #changed = new Map<string, SessionHead>();
  #sweep = false;
  #wake: (() => void) | undefined;
  #isEnded = false;

  add({ sweep, changed }: HintParams): void {
    this.#sweep ||= sweep === true;
    changed.forEach((each) => this.#changed.set(each.session, each));
    if (this.#changed.size > CHANGED_MAX) {
      this.#changed.clear();
      this.#sweep = true;
    }
    this.#wake?.();
  }

  /** Says that no more will come; what is there may still be taken. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  /** All that there is; undefined when there is nothing and nothing will come. */
  async next(): Promise<Hint | undefined> {
    while (!this.#sweep && this.#changed.size === 0) {
      if (this.#isEnded) {
        return undefined;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
    }
    const hint = { sweep: this.#sweep, changed: [...this.#changed.values()] };
    this.#sweep = false;
    this.#changed.clear();
    return hint;
  }
}
