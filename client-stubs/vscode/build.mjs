// Builds the extension: bundles it and its pages, compiles the tests and, with --pack, writes the .vsix.
//
//   node build.mjs [--pack]

import { build } from "esbuild";
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeVsix } from "./pack.mjs";

const common = { bundle: true, target: "es2022", legalComments: "none", logLevel: "warning" };

await rm("dist", { recursive: true, force: true });
await Promise.all([
  build({ ...common, entryPoints: ["src/host/extension.ts"], outfile: "dist/extension.cjs", platform: "node", format: "cjs", external: ["vscode"], minify: true }),
  build({ ...common, entryPoints: { run: "src/page/run/main.ts", graph: "src/page/graph/main.ts" }, outdir: "dist", platform: "browser", format: "iife", minify: true }),
]);

const tests = (await Promise.all(["test/unit", "test/pages"].map(async (folder) => (await readdir(folder)).map((name) => join(folder, name)))))
  .flat().filter((name) => name.endsWith(".test.ts"));
await rm("test/build", { recursive: true, force: true });
await build({
  ...common, entryPoints: tests, outdir: "test/build", outExtension: { ".js": ".mjs" }, platform: "node", format: "esm",
  external: ["playwright-core", "vscode"], sourcemap: "inline",
});

if (process.argv.includes("--pack")) {
  const manifest = JSON.parse(await readFile("package.json", "utf8"));
  const file = `dist/fermata-${manifest.version}.vsix`;
  await writeVsix(file, manifest);
  console.log(file);
}
