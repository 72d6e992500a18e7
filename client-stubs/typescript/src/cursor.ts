/** The epoch of a journal that was never rewritten. */
const FIRST_EPOCH = "e1";

/** The epoch of a cursor. */
export function epochOf(cursor: string): string {
  const dot = cursor.indexOf(".");
  return dot > 0 ? cursor.slice(0, dot) : FIRST_EPOCH;
}

/** The position after an event of a journal. */
export function cursorAt(epoch: string, seq: number): string {
  return `${epoch}.${seq}`;
}
