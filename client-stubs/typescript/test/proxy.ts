import { mkdir } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { readdirSync } from "node:fs";
import type { TestContext } from "node:test";
import { connect, type FermataClient } from "@fermata/client";
import type { Home } from "./daemon.js";

/**
 * Stands between a client and the daemon of a home: counts what the client is sent, and cuts the
 * connection when it is told to.
 */
export class Proxy {
  /** Bytes that the client was sent. */
  bytes = 0;
  /** How often a connection was cut. */
  cuts = 0;
  /** After how many bytes to the client its connection is cut. */
  cutAfter: () => number = () => Number.POSITIVE_INFINITY;
  readonly #open = new Set<Socket>();

  private constructor(readonly environment: NodeJS.ProcessEnv) {}

  static async before(home: Home, test: TestContext): Promise<Proxy> {
    const folder = join(home.folder, `proxy${Math.random().toString(36).slice(2, 8)}`);
    await mkdir(folder, { mode: 0o700 });
    const proxy = new Proxy({ ...home.environment, FERMATA_RUN_DIR: folder });
    const server = createServer((client) => proxy.#forward(client, socketOf(home)));
    await new Promise<void>((resolve) => server.listen(join(folder, "d-000000.sock"), resolve));
    test.after(() => {
      server.close();
      proxy.#open.forEach((each) => each.destroy());
    });
    return proxy;
  }

  /** A client that comes this way. */
  async client(test: TestContext): Promise<FermataClient> {
    const client = await connect({ environment: this.environment, launcher: [] });
    test.after(() => client.close());
    return client;
  }

  #forward(client: Socket, daemon: string): void {
    const upstream = createConnection({ path: daemon });
    let left = this.cutAfter();
    const end = () => {
      client.destroy();
      upstream.destroy();
      this.#open.delete(client);
    };
    this.#open.add(client);
    for (const socket of [client, upstream]) {
      socket.on("error", end);
      socket.on("close", end);
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk: Buffer) => {
      const part = chunk.subarray(0, left);
      this.bytes += part.length;
      left -= part.length;
      client.write(part, () => {
        if (left <= 0) {
          this.cuts++;
          end();
        }
      });
    });
  }
}

function socketOf(home: Home): string {
  const run = home.environment["FERMATA_RUN_DIR"] as string;
  const name = readdirSync(run).find((each) => each.endsWith(".sock")) as string;
  return join(run, name);
}
