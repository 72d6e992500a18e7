import type { Ephemeral, EphemeralDelta, OpenItem } from "./generated/protocol.js";

/** Items that are remembered; the oldest goes first. A model seldom speaks in more at once. */
const ITEMS_MAX = 256;

/**
 * How much of each item under way has been given, so that pieces that come twice are given once and
 * pieces that do not fit are left out: the item's last event has the whole text.
 */
export class ItemTexts {
  readonly #lengths = new Map<string, number>();

  /** What of the piece has not been given before; undefined where it does not fit. */
  fit(piece: Ephemeral): Ephemeral | undefined {
    return piece.kind === "delta" ? this.#fitDelta(piece) : piece;
  }

  /** What of an item that was under way at the attach has not been given before. */
  join(open: OpenItem, session: string): Ephemeral | undefined {
    const { item, run, field, text } = open;
    return this.fit({ kind: "delta", session, run, item, field, off: 0, text, after: 0 });
  }

  #fitDelta(delta: EphemeralDelta): EphemeralDelta | undefined {
    const name = `${delta.item} ${delta.field}`;
    const have = this.#lengths.get(name) ?? 0;
    const end = delta.off + delta.text.length;
    if (delta.off > have || end <= have) {
      return undefined;
    }
    this.#remember(name, end);
    return { ...delta, off: have, text: delta.text.slice(have - delta.off) };
  }

  #remember(name: string, length: number): void {
    this.#lengths.set(name, length);
    if (this.#lengths.size > ITEMS_MAX) {
      const [oldest] = this.#lengths.keys();
      this.#lengths.delete(oldest as string);
    }
  }
}
