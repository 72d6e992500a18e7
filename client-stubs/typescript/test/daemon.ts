import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestContext } from "node:test";
import { connect, type ConnectOptions, type FermataClient } from "@fermata/client";

/** The root of the checkout. */
export const root = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "mvnw"))) {
    folder = dirname(folder);
  }
  return folder;
})();

/** The command of this build. */
export const launcher = [join(root, "fermata")];

/** A folder with a state and a daemon of its own; both are gone when the test has ended. */
export class Home {
  readonly environment: NodeJS.ProcessEnv;

  private constructor(readonly folder: string) {
    const { FERMATA_BUILD: _, FERMATA_DAEMON_COMMAND: __, ...others } = process.env;
    this.environment = {
      ...others,
      FERMATA_REBUILD: "never",
      FERMATA_STATE_DIR: join(folder, "state"),
      FERMATA_RUN_DIR: join(folder, "run"),
      NO_COLOR: "1",
    };
  }

  /** A home for one test. */
  static async of(test: TestContext): Promise<Home> {
    const home = await Home.create();
    test.after(() => home.remove());
    return home;
  }

  /** A home that whoever asks for it removes. */
  static async create(): Promise<Home> {
    return new Home(await mkdtemp(join(tmpdir(), "fermata-ts-")));
  }

  async remove(): Promise<void> {
    for (const { pid } of await this.descriptions()) {
      if (isRunning(pid)) {
        process.kill(pid, "SIGKILL");
        await eventually(() => !isRunning(pid));
      }
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** Runs a command to its end and gives what it printed. */
  fermata(...words: string[]): string {
    const { stdout } = spawnSync(launcher[0] as string, words, {
      env: this.environment,
      encoding: "utf8",
      timeout: 90_000,
    });
    return stdout;
  }

  /** A client of this home's daemon, which is started where none runs; closed with the test. */
  async client(test: TestContext, options: ConnectOptions = {}): Promise<FermataClient> {
    const client = await this.connected(options);
    test.after(() => client.close());
    return client;
  }

  /** A client of this home's daemon that whoever asks for it closes. */
  connected(options: ConnectOptions): Promise<FermataClient> {
    return connect({ environment: this.environment, launcher, ...options });
  }

  /** Writes a definition and gives its path. */
  async agent(name: string, text: string): Promise<string> {
    const path = join(this.folder, `${name}.agent.yaml`);
    await writeFile(path, text);
    return path;
  }

  /** What the daemons of this home say of themselves. */
  async descriptions(): Promise<{ pid: number; instanceId: string; state: string }[]> {
    const run = this.environment["FERMATA_RUN_DIR"] as string;
    const all = await readdir(run).catch(() => []);
    const names = all.filter((name) => /^d-.*\.json$/.test(name));
    return Promise.all(
      names.map(async (name) => JSON.parse(await readFile(join(run, name), "utf8"))),
    );
  }

  /** Kills the daemon as a power cut would. */
  async kill(client: FermataClient): Promise<void> {
    const pid = client.daemon.daemon.pid;
    process.kill(pid, "SIGKILL");
    await eventually(() => !isRunning(pid));
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something holds. */
export async function eventually(holds: () => boolean, maxMs = 20_000): Promise<void> {
  const deadline = Date.now() + maxMs;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`not so within ${maxMs} ms: ${holds}`);
    }
    await sleep(10);
  }
}

/** An agent that asks which way to go. */
export const ASKED = `agent: asked
output: {way: {from: "\${{ nodes.done.way }}"}}
nodes:
  ask:
    ask: Which way?
    choices: [left, right]
    next: done
  done:
    set: {way: "\${{ nodes.ask.choice }}"}
    outputs: {way: {type: string}}
`;
