import { createConnection, type Socket } from "node:net";
import { UnreachableError } from "../errors.js";
import type { Receiver, Transport } from "../transport.js";
import { Lines } from "./lines.js";

/** A Unix socket that carries a message on each line. */
export class SocketTransport implements Transport {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /**
   * A connection to the socket at a path; undefined where nobody listens.
   *
   * Throws `UnreachableError` where this user may not use it.
   */
  static dial(path: string): Promise<SocketTransport | undefined> {
    return new Promise((resolve, reject) => {
      const socket = createConnection({ path });
      socket.pause();
      socket.once("connect", () => {
        socket.removeAllListeners("error");
        resolve(new SocketTransport(socket));
      });
      socket.once("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "EACCES" || error.code === "EPERM") {
          reject(new UnreachableError(`socket ${path} may not be used by this user`));
        } else {
          resolve(undefined);
        }
      });
    });
  }

  start(receiver: Receiver): void {
    const lines = new Lines(receiver);
    this.#socket.on("data", (chunk: Buffer) => {
      if (!lines.take(chunk)) {
        this.#socket.destroy();
      }
    });
    // An error is followed by the end, which is all that anybody can make of it.
    this.#socket.on("error", () => undefined);
    this.#socket.once("close", () => receiver.end());
    this.#socket.resume();
  }

  send(text: string): void {
    if (this.#socket.writable) {
      this.#socket.write(`${text}\n`);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
