import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { lstat, readdir, readFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { basename, join, resolve } from "node:path";
import { UnreachableError } from "../errors.js";
import { protocolVersions } from "../generated/protocol.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a daemon keeps its state, and where it and its clients meet. */
export interface Places {
  readonly state: string;
  readonly run: string;
}

/** The places that the environment names, or those below the user's home. */
export function locate(environment: Environment): Places {
  const state = stateOf(environment);
  const named = filled(environment["FERMATA_RUN_DIR"]);
  if (named !== undefined) {
    return { state, run: resolve(named) };
  }
  const profile = shortHash(`${state}\n${userInfo().username}`);
  const runtime = filled(environment["XDG_RUNTIME_DIR"]);
  if (runtime !== undefined) {
    return { state, run: join(resolve(runtime), "fermata", profile) };
  }
  return { state, run: belowHome(environment, userInfo().username, profile, mounts()) };
}

/**
 * The run directory where the system names no place for such things. A home that another machine
 * serves is none: its locks may not be kept, and its sockets are of one machine.
 */
export function belowHome(
  environment: Environment,
  user: string,
  profile: string,
  table: string,
): string {
  const place = home(environment);
  if (!isRemote(place, table)) {
    return join(place, ".cache/fermata/run/fermata", profile);
  }
  return join(resolve(filled(environment["TMPDIR"]) ?? "/tmp"), `fermata-${user}-${profile}`);
}

/** The types of file systems that another machine serves. */
const remote = new Set(
  (
    "nfs nfs4 cifs smb3 smbfs ncpfs afs auristorfs coda ceph lustre gpfs beegfs panfs orangefs pvfs2 9p " +
    "fuse.sshfs fuse.glusterfs fuse.ceph fuse.rclone fuse.s3fs fuse.davfs2 davfs"
  ).split(" "),
);

/** Where file systems are mounted, as Linux tells it; empty on other systems. */
function mounts(): string {
  try {
    return readFileSync("/proc/self/mounts", "latin1");
  } catch {
    return "";
  }
}

function isRemote(path: string, table: string): boolean {
  let nearest = "";
  let type: string | undefined;
  for (const line of table.split("\n")) {
    const [, at = "", of] = line.split(" ");
    const mount = Buffer.from(
      at.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8))),
      "latin1",
    ).toString("utf8");
    const isAbove = mount === "/" || path === mount || path.startsWith(`${mount}/`);
    if (mount.startsWith("/") && isAbove && mount.length >= nearest.length) {
      nearest = mount;
      type = of;
    }
  }
  return type !== undefined && remote.has(type);
}

function stateOf(environment: Environment): string {
  const named = filled(environment["FERMATA_STATE_DIR"]);
  if (named !== undefined) {
    return resolve(named);
  }
  const xdg = filled(environment["XDG_STATE_HOME"]);
  return resolve(xdg ?? join(home(environment), ".local/state"), "fermata");
}

function home(environment: Environment): string {
  return resolve(filled(environment["HOME"]) ?? homedir());
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text;
}

/** The first 6 hexadecimal digits of the SHA-256 of a text. */
function shortHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 6);
}

/**
 * Checks that only this user may enter the run directory: whoever may enter it may use the daemon.
 *
 * Throws `UnreachableError` where it is a link, belongs to another user or is open to others.
 */
export async function requirePrivate(run: string): Promise<void> {
  const found = await lstat(run);
  const mode = found.mode & 0o777;
  if (!found.isDirectory()) {
    throw new UnreachableError(`run directory ${run} is not a directory (a link is not followed)`);
  }
  if (mode !== 0o700) {
    throw new UnreachableError(
      `run directory ${run} has mode ${mode.toString(8)} ` +
        `(expected: 700, because whoever enters it may use the daemon; run chmod 700 on it)`,
    );
  }
  if (found.uid !== process.getuid?.()) {
    throw new UnreachableError(`run directory ${run} belongs to another user`);
  }
}

/** What a daemon says of itself in a file: a hint, the socket is the truth. */
interface Description {
  readonly state?: string;
  readonly startedAt?: string;
  readonly protocol?: readonly string[];
}

/**
 * The sockets of the daemons of a run directory, whatever their build: that of the build the
 * environment names alone, else the one that one can best talk to first.
 */
export async function sockets(run: string, environment: Environment): Promise<string[]> {
  const build = filled(environment["FERMATA_BUILD"]);
  const names = await readdir(run).catch(() => []);
  const found = names.filter((name) => /^d-[0-9a-f]{6}\.sock$/.test(name));
  if (build !== undefined) {
    return found.filter((name) => name === `d-${shortHash(build)}.sock`).map((name) => join(run, name));
  }
  const described = await Promise.all(
    found.map(async (name) => ({ path: join(run, name), rank: rankOf(await describe(run, name)) })),
  );
  return described.sort((one, other) => (one.rank < other.rank ? 1 : -1)).map((each) => each.path);
}

async function describe(run: string, socket: string): Promise<Description> {
  try {
    const file = join(run, `${basename(socket, ".sock")}.json`);
    return JSON.parse(await readFile(file, "utf8")) as Description;
  } catch {
    // What cannot be read is no hint; the socket will tell.
    return {};
  }
}

/** Speaks our protocol, then serves, then newest: the greatest text is the best daemon. */
function rankOf(description: Description): string {
  const speaks = description.protocol?.some((each) => protocolVersions.some((ours) => ours === each));
  const serves = description.state === "ready";
  return `${speaks === true ? 1 : 0}${serves ? 1 : 0}${description.startedAt ?? ""}`;
}
