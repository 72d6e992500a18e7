import type { Receiver } from "../transport.js";

/** The longest message, in bytes: the largest frame of a daemon and some room. */
export const LINE_BYTES_MAX = 64 * 1024 * 1024;

const LINE_FEED = 10;

/**
 * Cuts what arrives into lines, each of which is a message.
 *
 * Bytes are kept as they came until their line is whole, so a character may be cut anywhere.
 */
export class Lines {
  readonly #receiver: Receiver;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  /** Takes what arrived; false when a line is too long to go on. */
  take(chunk: Buffer): boolean {
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, at));
      this.#finish();
      start = at + 1;
    }
    this.#keep(chunk.subarray(start));
    return this.#size <= LINE_BYTES_MAX;
  }

  #keep(piece: Buffer): void {
    if (piece.length > 0) {
      this.#pieces.push(piece);
      this.#size += piece.length;
    }
  }

  #finish(): void {
    const line = Buffer.concat(this.#pieces).toString("utf8").trim();
    this.#pieces = [];
    this.#size = 0;
    if (line !== "") {
      this.#receiver.message(line);
    }
  }
}
