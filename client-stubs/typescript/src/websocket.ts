import { FermataClient, type ClientOptions, type Platform } from "./client.js";
import type { Receiver, Transport } from "./transport.js";

/** How a client comes to a daemon over a WebSocket. */
export interface WebSocketOptions extends ClientOptions {
  /**
   * Such as `ws://127.0.0.1:7420/rpc`; or what tells it for each connection, where a daemon that is
   * started anew may listen at another port.
   */
  readonly url: string | (() => string | Promise<string>);
  /** Gives a ticket for each connection, as `auth/ticket` makes them: each is good for one. */
  readonly ticket?: () => string | Promise<string>;
  /** What to make the socket with, where the platform has no `WebSocket`. */
  readonly WebSocket?: typeof WebSocket;
}

/** The name under which the protocol is asked for. */
const PROTOCOL = "fermata.v1";

/**
 * Connects to a daemon over a WebSocket, as a page or a panel of an editor does. A lost connection is
 * replaced; a daemon is never started.
 */
export function connectWebSocket(options: WebSocketOptions): Promise<FermataClient> {
  const make = options.WebSocket ?? globalThis.WebSocket;
  let url = "";
  const platform: Platform = {
    identity: { name: options.name ?? "fermata-client-web", version: options.version ?? "0.1.0" },
    newKey,
    starts: false,
    get advice() {
      return `no daemon answers at ${url}`;
    },
    open: async (shakeHands) => {
      url = typeof options.url === "string" ? options.url : await options.url();
      const ticket = await options.ticket?.();
      const protocols = ticket === undefined ? [PROTOCOL] : [PROTOCOL, `fermata.ticket.${ticket}`];
      const transport = await dial(new make(url, protocols));
      return transport && shakeHands(transport);
    },
  };
  return FermataClient.open(platform, options);
}

function dial(socket: WebSocket): Promise<Transport | undefined> {
  return new Promise<Transport | undefined>((resolve) => {
    socket.onopen = () => resolve(transportOver(socket));
    // An error is followed by the end, which is all that anybody can make of it; sockets of packages
    // for Node throw what nobody takes.
    socket.onerror = () => undefined;
    socket.onclose = () => resolve(undefined);
  });
}

/** A WebSocket that carries a message in each text frame. */
function transportOver(socket: WebSocket): Transport {
  const early: string[] = [];
  socket.onmessage = ({ data }) => early.push(String(data));
  return {
    start: (receiver: Receiver) => {
      early.forEach((each) => receiver.message(each));
      socket.onmessage = ({ data }) => receiver.message(String(data));
      socket.onclose = () => receiver.end();
    },
    send: (text) => {
      if (socket.readyState === socket.OPEN) {
        socket.send(text);
      }
    },
    close: () => socket.close(),
  };
}

/** A UUID of version 4. `randomUUID` is missing in pages that came without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, "0");
  }).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
