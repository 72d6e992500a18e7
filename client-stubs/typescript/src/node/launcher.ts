import { spawn } from "node:child_process";
import { UnreachableError } from "../errors.js";

/** How long the launcher may take until a daemon answers. */
const START_MAX_MS = 120_000;

/** Characters of what the launcher printed that are kept. */
const PRINTED_MAX = 4000;

/** Launchers at work in this process, by what they were asked: many clients wait for one. */
const starting = new Map<string, Promise<void>>();

/**
 * Starts a daemon by `fermata daemon start`, which is done when one answers. Of many that do this at
 * once exactly one starts it: the launcher holds the lock for that.
 */
export function startDaemon(launcher: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const name = JSON.stringify([launcher, environment["FERMATA_RUN_DIR"], environment["FERMATA_STATE_DIR"]]);
  const there = starting.get(name);
  if (there !== undefined) {
    return there;
  }
  const start = launch([...launcher, "daemon", "start", "--json"], environment);
  const tracked = start.finally(() => starting.delete(name));
  starting.set(name, tracked);
  return tracked;
}

function launch(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const [program = "", ...words] = command;
  return new Promise<void>((resolve, reject) => {
    let printed = "";
    const child = spawn(program, words, { env: environment, stdio: ["ignore", "ignore", "pipe"] });
    const timer = setTimeout(() => child.kill(), START_MAX_MS);
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text: string) => (printed = (printed + text).slice(-PRINTED_MAX)));
    child.once("error", (error: NodeJS.ErrnoException) => reject(missing(program, error)));
    child.once("close", (code) => {
      clearTimeout(timer);
      return code === 0 ? resolve() : reject(failed(command, code, printed.trim()));
    });
  });
}

function missing(program: string, error: NodeJS.ErrnoException): UnreachableError {
  return new UnreachableError(
    error.code === "ENOENT"
      ? `no daemon runs, and there is no program ${program} to start one (expected: fermata on the path, or the option launcher)`
      : `no daemon runs, and ${program} cannot start one: ${error.message}`,
  );
}

function failed(command: readonly string[], code: number | null, printed: string): UnreachableError {
  const how = code === null ? "did not end in time" : `ended with exit code ${code}`;
  return new UnreachableError(`no daemon could be started: ${command.join(" ")} ${how}\n${printed}`);
}
