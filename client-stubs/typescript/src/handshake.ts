import type { Opened } from "./client.js";
import { FermataError, RefusedError, UnreachableError } from "./errors.js";
import { protocolVersions, type ClientIdentity, type EventsSubscribeParams } from "./generated/protocol.js";
import { Link } from "./link.js";
import { LinkLost, type Transport } from "./transport.js";

export type { ClientIdentity };

/** How long a daemon that listens may take to answer the handshake. */
const HANDSHAKE_MAX_MS = 20_000;

/**
 * Shakes hands over a transport: the only proof that a daemon is there.
 *
 * Undefined where the daemon went away meanwhile.
 */
export async function openLink(
  transport: Transport,
  client: ClientIdentity,
  keepAlive: boolean,
  subscribe: EventsSubscribeParams[],
): Promise<Opened | undefined> {
  const link = Link.over(transport);
  const params = {
    protocol: [...protocolVersions],
    client,
    keepAlive,
    subscribe: subscribe.length === 0 ? undefined : subscribe,
  };
  try {
    const patience = { timeoutMs: HANDSHAKE_MAX_MS, signal: undefined };
    return { link, daemon: await link.call("initialize", params, patience) };
  } catch (error) {
    link.close();
    if (error instanceof LinkLost) {
      return undefined;
    }
    throw subscribe.length > 0 && isOfSubscription(error) ? error : unreachable(error);
  }
}

function isOfSubscription(error: unknown): boolean {
  return error instanceof RefusedError && error.kind !== "UnsupportedProtocolVersion";
}

function unreachable(error: unknown): unknown {
  if (!(error instanceof FermataError)) {
    return error;
  }
  if (RefusedError.is(error, "UnsupportedProtocolVersion")) {
    const supported = error.data["supported"];
    return new UnreachableError(
      `the daemon speaks another version of the protocol: ${String(supported)} ` +
        `(expected: ${protocolVersions.join(", ")}); update the older one, ` +
        `or end the daemon with: fermata daemon stop`,
    );
  }
  return error.kind === "TimedOut"
    ? new UnreachableError("a daemon listens but does not answer")
    : new UnreachableError(`the daemon refused to talk: ${error.message}`);
}
