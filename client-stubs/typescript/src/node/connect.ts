import { randomUUID } from "node:crypto";
import { FermataClient, type ClientOptions, type Opened, type Platform } from "../client.js";
import { DisconnectedError, UnreachableError } from "../errors.js";
import type { ClientIdentity } from "../generated/protocol.js";
import type { Transport } from "../transport.js";
import { startDaemon } from "./launcher.js";
import { locate, requirePrivate, sockets } from "./places.js";
import { ProcessTransport } from "./process.js";
import { SocketTransport } from "./socket.js";

/** How a client on this machine comes to its daemon. */
export interface ConnectOptions extends ClientOptions {
  /**
   * Variables that say where the daemon is (`FERMATA_STATE_DIR`, `FERMATA_RUN_DIR`,
   * `FERMATA_BUILD`), and that a started one gets; default are those of this process.
   */
  readonly environment?: NodeJS.ProcessEnv;
  /**
   * Program and arguments before `daemon start`, by which a daemon is started where none runs;
   * default is `fermata` on the path. An empty list starts none.
   */
  readonly launcher?: readonly string[];
}

/** How a client starts a daemon of its own. */
export interface StdioOptions extends ClientOptions {
  /** Program and arguments of the daemon; default is `fermata daemon --stdio`. */
  readonly command?: readonly string[];
  /** Variables of the daemon; default are those of this process. */
  readonly environment?: NodeJS.ProcessEnv;
}

type ShakeHands = (transport: Transport) => Promise<Opened | undefined>;

/**
 * Connects to the daemon of this user over its Unix socket, and starts one if there is none.
 *
 * Throws `UnreachableError` when none can be had; says why and what to do.
 */
export function connect(options: ConnectOptions = {}): Promise<FermataClient> {
  const environment = options.environment ?? process.env;
  const launcher = options.launcher ?? ["fermata"];
  const { run } = locate(environment);
  const platform: Platform = {
    identity: identityOf(options),
    newKey: randomUUID,
    starts: launcher.length > 0,
    advice: `no daemon runs in ${run} (start one with: fermata daemon start)`,
    open: async (shakeHands, mayStart) => {
      const there = await dial(run, environment, shakeHands);
      if (there !== undefined || !mayStart || launcher.length === 0) {
        return there;
      }
      await startDaemon(launcher, environment);
      return dial(run, environment, shakeHands);
    },
  };
  return FermataClient.open(platform, options);
}

/** The daemon that answers, of all whose sockets are there; a socket that nobody listens on is none. */
async function dial(
  run: string,
  environment: NodeJS.ProcessEnv,
  shakeHands: ShakeHands,
): Promise<Opened | undefined> {
  let refusal: unknown;
  for (const socket of await sockets(run, environment)) {
    await requirePrivate(run);
    const transport = await SocketTransport.dial(socket);
    try {
      const opened = transport && (await shakeHands(transport));
      if (opened !== undefined) {
        return opened;
      }
    } catch (error) {
      // A daemon of another build may speak our version.
      refusal ??= error;
    }
  }
  if (refusal !== undefined) {
    throw refusal;
  }
  return undefined;
}

/**
 * Starts a daemon of one's own and speaks to it over its standard streams. It ends with the client;
 * what was held by then goes on under the next daemon.
 *
 * Throws `UnreachableError` when it cannot be started or does not answer.
 */
export async function connectStdio(options: StdioOptions = {}): Promise<FermataClient> {
  const environment = options.environment ?? process.env;
  const command = options.command ?? ["fermata", "daemon", "--stdio"];
  let isStarted = false;
  const open = async (shakeHands: ShakeHands): Promise<Opened | undefined> => {
    if (isStarted) {
      throw new DisconnectedError("the daemon of this client has ended");
    }
    isStarted = true;
    const transport = await ProcessTransport.start(command, environment);
    const opened = await shakeHands(transport);
    if (opened === undefined) {
      throw new UnreachableError(`${command.join(" ")} ended before it answered\n${transport.printed}`);
    }
    return opened;
  };
  const advice = "the daemon ended before it answered";
  return FermataClient.open(
    { identity: identityOf(options), newKey: randomUUID, starts: true, advice, open },
    options,
  );
}

function identityOf(options: ClientOptions): ClientIdentity {
  return {
    name: options.name ?? "fermata-client-ts",
    version: options.version ?? "0.1.0",
    pid: process.pid,
  };
}
