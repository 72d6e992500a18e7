import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ASKED, Home, launcher, root } from "./daemon.js";

const home = await Home.create();
after(() => home.remove());
const programs = join(dirname(fileURLToPath(import.meta.url)), "examples");
const sources = join(root, "client-stubs/typescript/test/examples");

/** Runs an example as its reader would: with `fermata` on the path. */
async function run(name: string, ...words: string[]): Promise<{ out: string; code: number | null }> {
  const bin = join(home.folder, "bin");
  await mkdir(bin, { recursive: true });
  await symlink(launcher[0] as string, join(bin, "fermata")).catch(() => undefined);
  await chmod(bin, 0o755);
  const path = `${bin}:${home.environment["PATH"]}`;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(programs, `${name}.js`), ...words],
    { cwd: home.folder, env: { ...home.environment, PATH: path }, encoding: "utf8", timeout: 90_000 },
  );
  return { out: stdout + stderr, code: status };
}

test("follow-run follows a run to its end over the socket", async () => {
  const agent = await home.agent("asked", ASKED);
  const { out, code } = await run("follow-run", agent, "{}");
  assert.match(out, /^\d+ question\.asked\nWhich way\? left$/m);
  assert.match(out, /^output \{"way":"left"\}$/m);
  assert.equal(code, 0, out);
});

test("follow-run follows a run to its end over standard streams", async () => {
  const own = await Home.create();
  try {
    const agent = await home.agent("asked", ASKED);
    Object.assign(home.environment, { FERMATA_STATE_DIR: join(own.folder, "state") });
    Object.assign(home.environment, { FERMATA_RUN_DIR: join(own.folder, "run") });
    const { out, code } = await run("follow-run", agent, "{}", "--stdio");
    assert.match(out, /^output \{"way":"left"\}$/m);
    assert.equal(code, 0, out);
    assert.deepEqual(await own.descriptions(), []);
  } finally {
    Object.assign(home.environment, { FERMATA_STATE_DIR: join(home.folder, "state") });
    Object.assign(home.environment, { FERMATA_RUN_DIR: join(home.folder, "run") });
    await own.remove();
  }
});

test("errors says what there is not", async () => {
  const { out } = await run("errors");
  assert.match(out, /^there is no [a-z ]+ at \/there\/is\/no\.agent\.yaml$/m);
});

test("watch goes on after the last event that it has seen", async (t) => {
  const client = await home.client(t);
  const { asOf } = await client.publish("build.started", { n: 0 });
  await writeFile(join(home.folder, "cursor.txt"), asOf.cursor);
  await client.publish("build.finished", { n: 1 });
  assert.equal((await run("watch")).out, 'build.finished {"n":1}\n');
  await client.publish("build.finished", { n: 2 });
  assert.equal((await run("watch")).out, 'build.finished {"n":2}\n');
});

test("every example stands in the README as it is", async () => {
  const readme = await readFile(join(root, "client-stubs/typescript/README.md"), "utf8");
  const names = await readdir(sources);
  assert.ok(names.length >= 4);
  for (const name of names) {
    assert.ok(readme.includes(await readFile(join(sources, name), "utf8")), `${name} is not there`);
  }
});
