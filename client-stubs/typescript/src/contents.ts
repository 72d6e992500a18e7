import { MalformedError } from "./errors.js";
import type { BlobReadParams, BlobReadResult } from "./generated/protocol.js";
import { sha256 } from "./sha256.js";

/** A value that the daemon keeps as a content: what stands in its place. */
export interface ContentReference {
  /** SHA-256 of the content, 64 hex digits in lower case. */
  readonly sha256: string;
  /** Bytes of the content. */
  readonly size?: number;
  /** Its media type. */
  readonly mime?: string;
}

/** Reads a part of a content. */
export type ReadContent = (params: BlobReadParams) => Promise<BlobReadResult>;

/** What stands in place of a value that came by reference; undefined for one that is whole. */
export function referenceOf(value: unknown): ContentReference | undefined {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 1) {
    return undefined;
  }
  const reference = (value as { blobRef?: unknown }).blobRef;
  return typeof reference === "object" && reference !== null && "sha256" in reference
    ? (reference as ContentReference)
    : undefined;
}

/** The bytes of a content, part by part: no part is asked for before the one before is taken. */
export async function* partsOf(content: string, read: ReadContent): AsyncGenerator<Uint8Array> {
  for (let from = 0; ; ) {
    const part = await read({ sha256: content, from });
    const bytes = Uint8Array.from(atob(part.data), (unit) => unit.charCodeAt(0));
    if (bytes.length > 0) {
      yield bytes;
    }
    from += bytes.length;
    if (from >= part.size) {
      return;
    }
    if (bytes.length === 0) {
      throw new MalformedError(`content ${content} ends at ${from} of ${part.size} bytes`);
    }
  }
}

/** The bytes of a content, which are what its name says. */
export async function bytesOf(content: string, read: ReadContent): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of partsOf(content, read)) {
    parts.push(part);
  }
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const name = Array.from(sha256(all), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (name !== content) {
    throw new MalformedError(`content ${content} has the digest ${name}`);
  }
  return all;
}

/** A value with the values that came by reference in their places; each is read once. */
export async function wholeOf<T>(value: T, read: ReadContent): Promise<T> {
  const known = new Map<string, Promise<unknown>>();
  const load = (content: string): Promise<unknown> => {
    let loaded = known.get(content);
    if (loaded === undefined) {
      loaded = bytesOf(content, read).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
      known.set(content, loaded);
    }
    return loaded;
  };
  const fill = async (part: unknown): Promise<unknown> => {
    const reference = referenceOf(part);
    if (reference !== undefined) {
      return load(reference.sha256);
    }
    if (Array.isArray(part)) {
      return Promise.all(part.map(fill));
    }
    if (typeof part === "object" && part !== null) {
      const members = Object.entries(part);
      const values = await Promise.all(members.map(([, member]) => fill(member)));
      return Object.fromEntries(members.map(([name], index) => [name, values[index]]));
    }
    return part;
  };
  return (await fill(value)) as T;
}
