import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "./daemon.js";

const folder = join(root, "client-stubs/typescript");
const scratch = await mkdtemp(join(tmpdir(), "fermata-pack-"));
after(() => rm(scratch, { recursive: true, force: true }));

function run(cwd: string, program: string, ...words: string[]): string {
  const { stdout, stderr, status, error } = spawnSync(program, words, { cwd, encoding: "utf8" });
  assert.equal(status, 0, `${program} ${words.join(" ")}: ${error ?? ""}\n${stdout}${stderr}`);
  return stdout;
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

const [packed] = JSON.parse(
  run(folder, "npm", "pack", "--json", "--ignore-scripts", "--pack-destination", scratch),
) as Packed[];

test("the package has the compiled modules, their types, and nothing of the tests", () => {
  const paths = (packed as Packed).files.map((file) => file.path);
  const others = paths.filter((path) => !/^dist\/([a-z]+\/)?[a-z0-9]+\.(js|d\.ts)$/.test(path));
  assert.deepEqual(others.sort(), ["LICENSE", "README.md", "package.json"]);
  for (const entry of ["index", "web", "generated/protocol"]) {
    assert.ok(paths.includes(`dist/${entry}.js`) && paths.includes(`dist/${entry}.d.ts`), entry);
  }
});

test("the package works where it is installed, and its types compile", async () => {
  const manifest = { type: "module", dependencies: {} };
  await writeFile(join(scratch, "package.json"), JSON.stringify(manifest));
  const tarball = join(scratch, (packed as Packed).filename);
  run(scratch, "npm", "install", "--offline", "--no-audit", "--no-fund", tarball);
  const program = `
    import { connect, RefusedError } from "@fermata/client";
    import { connectWebSocket } from "@fermata/client/web";
    import { protocolVersions, type RunSummary } from "@fermata/client/protocol";
    const run: RunSummary | undefined = undefined;
    console.log(typeof connect, typeof connectWebSocket, RefusedError.name, protocolVersions[0], run);
  `;
  await writeFile(join(scratch, "program.ts"), program);
  const tsc = join(folder, "node_modules/typescript/bin/tsc");
  const options = ["--module", "nodenext", "--target", "es2022", "--strict", "--types", "node"];
  const roots = ["--typeRoots", join(folder, "node_modules/@types")];
  run(scratch, process.execPath, tsc, ...options, ...roots, "program.ts");
  assert.equal(run(scratch, process.execPath, "program.js"), "function function RefusedError 1.0.0 undefined\n");
});

test("the entry for browsers imports nothing of Node", () => {
  const listed = run(folder, "grep", "-lr", "from \"node:", "dist", "--include=*.js");
  const outside = listed.split("\n").filter((path) => path !== "" && !path.startsWith("dist/node/"));
  assert.deepEqual(outside, []);
  const web = run(folder, "grep", "-rh", "^} from\\|^export .* from\\|^import", "dist/web.js", "dist/shared.js");
  assert.doesNotMatch(web, /node\//);
});
