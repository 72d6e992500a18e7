import assert from "node:assert/strict";
import { createServer } from "node:net";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { connect, connectStdio, type ConnectOptions } from "@fermata/client";
import { ASKED, eventually, Home, isRunning, launcher } from "./daemon.js";

/** A folder that is as a run directory must be, with nothing in it. */
async function runDirectory(home: Home, name: string): Promise<ConnectOptions & { run: string }> {
  const run = join(home.folder, name);
  await mkdir(run, { mode: 0o700 });
  return { run, launcher: [], environment: { ...home.environment, FERMATA_RUN_DIR: run } };
}

test("of many clients on a cold machine one starts a daemon, and a stale socket is in nobody's way", async (t) => {
  const home = await Home.of(t);
  for (let round = 0; round < 2; round++) {
    const clients = await Promise.all(Array.from({ length: 50 }, () => home.client(t)));
    const instances = new Set(clients.map((client) => client.daemon.daemon.instance));
    assert.equal(instances.size, 1);
    const pid = clients[0]?.daemon.daemon.pid as number;
    clients.forEach((client) => client.close());
    // What a killed daemon leaves: its socket, its description and its number.
    process.kill(pid, "SIGKILL");
    await eventually(() => !isRunning(pid));
  }
});

test("says what to do where nothing runs and nothing may be started", async (t) => {
  const home = await Home.of(t);
  await assert.rejects(connect(await runDirectory(home, "empty")), {
    kind: "Unreachable",
    message: /^no daemon runs in .*empty \(start one with: fermata daemon start\)$/,
  });
});

test("a socket that nobody listens on and a description of a number that is somebody else's are no daemon", async (t) => {
  const home = await Home.of(t);
  const options = await runDirectory(home, "stale");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(options.run, "d-abcdef.sock"), resolve));
  // A process that dies leaves its socket; one that closes it takes it away, so it is put back.
  await new Promise((resolve) => server.close(resolve));
  await writeFile(join(options.run, "d-abcdef.sock"), "");
  const description = { state: "ready", pid: process.pid, protocol: ["1.0.0"], startedAt: "2026" };
  await writeFile(join(options.run, "d-abcdef.json"), JSON.stringify(description));
  await assert.rejects(connect(options), { kind: "Unreachable", message: /no daemon runs/ });
});

test("a run directory that others may enter, or that is a link, is not used", async (t) => {
  const home = await Home.of(t);
  const options = await runDirectory(home, "open");
  await writeFile(join(options.run, "d-abcdef.sock"), "");
  await chmod(options.run, 0o755);
  await assert.rejects(connect(options), { kind: "Unreachable", message: /has mode 755 .*chmod 700/ });
  await chmod(options.run, 0o700);
  const link = join(home.folder, "link");
  await symlink(options.run, link);
  const environment = { ...home.environment, FERMATA_RUN_DIR: link };
  await assert.rejects(connect({ environment, launcher: [] }), { message: /a link is not followed/ });
});

test("a daemon that speaks another version is named, one beside it that speaks ours is taken", async (t) => {
  const home = await Home.of(t);
  const options = await runDirectory(home, "skew");
  await answering(t, join(options.run, "d-aaaaaa.sock"), {
    error: { code: 1003, message: "no", data: { kind: "UnsupportedProtocolVersion", supported: ["2.0.0"] } },
  });
  await assert.rejects(connect(options), { kind: "Unreachable", message: /2\.0\.0 \(expected: 1\.0\.0\)/ });
  const daemon = { instance: "i1", build: "b", version: "1", pid: 1, startedAt: "" };
  await answering(t, join(options.run, "d-bbbbbb.sock"), { result: { protocol: "1.0.0", daemon } });
  const client = await connect(options);
  assert.equal(client.daemon.daemon.instance, "i1");
  client.close();
});

type After = { after(end: () => void): void };

/** A peer that answers the handshake, and whatever else it is asked, with the same. */
async function answering(t: After, path: string, reply: object): Promise<void> {
  const server = createServer((socket) => {
    socket.on("data", () => socket.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, ...reply })}\n`));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  t.after(() => server.close());
}

test("says what the launcher said where no daemon can be started", async (t) => {
  const home = await Home.of(t);
  const file = join(home.folder, "file");
  await writeFile(file, "");
  // No folder can be made below a file: as a home that is mounted for reading only.
  const environment = { ...home.environment, FERMATA_RUN_DIR: join(file, "run") };
  await assert.rejects(connect({ environment, launcher }), {
    kind: "Unreachable",
    message: /^no daemon could be started: .* ended with exit code \d+\n.*no daemon could be started in/s,
  });
  await assert.rejects(connect({ environment, launcher: ["/no/such/fermata"] }), {
    kind: "Unreachable",
    message: /there is no program \/no\/such\/fermata/,
  });
});

test("says that the path of a socket would be too long", async (t) => {
  const home = await Home.of(t);
  const run = join(home.folder, "x".repeat(120));
  const environment = { ...home.environment, FERMATA_RUN_DIR: run };
  await assert.rejects(connect({ environment, launcher }), { kind: "Unreachable", message: /103/ });
});

test("a daemon of one's own serves over standard streams and ends with the client", async (t) => {
  const home = await Home.of(t);
  const command = [...launcher, "daemon", "--stdio"];
  const client = await connectStdio({ environment: home.environment, command });
  const { pid } = client.daemon.daemon;
  const { session } = await client.startRun(await home.agent("asked", ASKED));
  const [question] = await client.questions(session);
  await client.answer(question?.question as string, "left");
  client.close();
  await eventually(() => !isRunning(pid));
  await assert.rejects(client.request("$/ping", {}), { kind: "Disconnected" });
});

test("says why a daemon of one's own ended", async (t) => {
  const home = await Home.of(t);
  const command = ["sh", "-c", "echo the disk is full >&2; exit 1"];
  await assert.rejects(connectStdio({ environment: home.environment, command }), {
    kind: "Unreachable",
    message: /ended before it answered\nthe disk is full$/,
  });
  await assert.rejects(connectStdio({ environment: home.environment, command: ["/nowhere"] }), {
    kind: "Unreachable",
    message: /cannot be started/,
  });
});

test("meets the daemon on this machine where the home is served by another", async () => {
  const { belowHome } = await import(
    new URL("./node/places.js", import.meta.resolve("@fermata/client")).href
  );
  const table = [
    "/dev/sda1 / ext4 rw 0 0",
    "server:/export /home nfs4 rw 0 0",
    "/dev/sdb1 /home/local ext4 rw 0 0",
    "//server/share /mnt/with\\040blank cifs rw 0 0",
  ].join("\n");
  const below = (environment: Record<string, string>) => belowHome(environment, "ann", "012345", table) as string;
  assert.equal(below({ HOME: "/home/ann" }), "/tmp/fermata-ann-012345");
  assert.equal(below({ HOME: "/home/ann", TMPDIR: "/var/tmp" }), "/var/tmp/fermata-ann-012345");
  assert.equal(below({ HOME: "/mnt/with blank/ann" }), "/tmp/fermata-ann-012345");
  assert.equal(below({ HOME: "/home/local/ann" }), "/home/local/ann/.cache/fermata/run/fermata/012345");
  assert.equal(below({ HOME: "/homes/ann" }), "/homes/ann/.cache/fermata/run/fermata/012345");
});
