import { spawn, type ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { UnreachableError } from "../errors.js";
import type { Receiver, Transport } from "../transport.js";
import { Lines } from "./lines.js";

/** How long the process may take to end after its input has ended; then it is killed. */
const END_MAX_MS = 10_000;

/** Characters of what the process printed that are kept. */
const PRINTED_MAX = 4000;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** The standard streams of a process that serves this client alone, and ends with it. */
export class ProcessTransport implements Transport {
  readonly #child: Child;
  #printed = "";

  private constructor(child: Child) {
    this.#child = child;
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => {
      this.#printed = (this.#printed + text).slice(-PRINTED_MAX);
    });
  }

  /** Starts a process. Throws `UnreachableError` where there is no such program. */
  static start(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<ProcessTransport> {
    const [program = "", ...words] = command;
    return new Promise((resolve, reject) => {
      const child = spawn(program, words, { env: environment, stdio: ["pipe", "pipe", "pipe"] });
      child.once("error", (error) =>
        reject(new UnreachableError(`the daemon cannot be started: ${error.message}`)),
      );
      child.once("spawn", () => resolve(new ProcessTransport(child)));
    });
  }

  /** The end of what the process printed for people. */
  get printed(): string {
    return this.#printed.trim();
  }

  start(receiver: Receiver): void {
    const lines = new Lines(receiver);
    this.#child.stdin.on("error", () => undefined);
    this.#child.stdout.on("data", (chunk: Buffer) => {
      if (!lines.take(chunk)) {
        this.close();
      }
    });
    this.#child.once("close", () => receiver.end());
  }

  send(text: string): void {
    if (this.#child.stdin.writable) {
      this.#child.stdin.write(`${text}\n`);
    }
  }

  close(): void {
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), END_MAX_MS);
    this.#child.once("close", () => clearTimeout(timer));
  }
}
