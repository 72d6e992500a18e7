import type { EventEnvelope, FermataEvent } from "./generated/protocol.js";
import { sha256 } from "./sha256.js";

const DIGEST_BYTES = 32;

/**
 * A digest over the events of a journal, one after another: who has the same one has had the same
 * events, to the last member and in the same order. Immutable.
 *
 * Each is SHA-256 over the 32 bytes before it, zeros at the start, and the event as canonical JSON
 * (RFC 8785) without `prev`, which differs between subscriptions.
 */
export class EventChain {
  /** Of no event. */
  static readonly START = new EventChain("0".repeat(2 * DIGEST_BYTES));

  /** @param hex 64 lower-case digits, as `log/verify` gives them */
  constructor(readonly hex: string) {
    if (!/^[0-9a-f]{64}$/.test(hex)) {
      throw new RangeError(`a chain of ${JSON.stringify(hex)} (expected: 64 hexadecimal digits)`);
    }
  }

  /** The chain with one more event, as it came. */
  with(event: EventEnvelope | FermataEvent): EventChain {
    const { prev: _, ...plain } = event;
    const text = new TextEncoder().encode(canonicalJson(plain));
    const bytes = new Uint8Array(DIGEST_BYTES + text.length);
    bytes.set(bytesOf(this.hex));
    bytes.set(text, DIGEST_BYTES);
    return new EventChain(hexOf(sha256(bytes)));
  }

  /** Whether both have had the same. */
  equals(other: EventChain): boolean {
    return this.hex === other.hex;
  }
}

/** A value as canonical JSON (RFC 8785), which takes numbers and strings from ECMAScript. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((each) => canonicalJson(each ?? null)).join(",")}]`;
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`);
  return `{${members.join(",")}}`;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
