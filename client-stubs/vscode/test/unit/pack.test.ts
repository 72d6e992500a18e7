import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { documentOf } from "../../src/host/document.js";

interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languages: readonly { readonly configuration: string; readonly icon: { readonly light: string } }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly markdown: string } }[] }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
  };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

/** The files of a zip, by its directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + length).toString();
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 20))));
    at += 46 + length;
  }
  return files;
}

test("packs everything that the manifest names, and no sources", () => {
  execFileSync(process.execPath, ["--input-type=module", "-e", "import {writeVsix} from './pack.mjs'; import {readFileSync} from 'node:fs'; await writeVsix('dist/test.vsix', JSON.parse(readFileSync('package.json','utf8')))"]);
  const files = unzip(readFileSync("dist/test.vsix"));
  const { contributes } = manifest;
  const named = [manifest.main, manifest.icon, ...contributes.languages.flatMap((language) => [language.configuration, language.icon.light]),
    ...contributes.grammars.map((grammar) => grammar.path), ...contributes.snippets.map((snippets) => snippets.path),
    ...contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps.map((step) => step.media.markdown)),
    ...contributes.viewsContainers.activitybar.map((container) => container.icon)];
  for (const name of named) {
    assert.ok(files.has(`extension/${name.replace("./", "")}`), name);
  }
  assert.ok(files.get("extension.vsixmanifest")?.toString().includes(`Version="${manifest.version}"`));
  assert.ok(![...files.keys()].some((name) => name.endsWith(".ts") || name.includes("node_modules")));
  assert.equal(files.get("extension/package.json")?.toString().includes("devDependencies"), false);
});

test("registers each command that the manifest names, and names each that it registers", () => {
  const bundle = readFileSync("src/host/commands.ts", "utf8");
  const registered = [...bundle.matchAll(/^ {6}(\w+): \(/gm)].map((found) => `fermata.${found[1] ?? ""}`);
  const shown = new Set(contributed());
  assert.deepEqual(registered.filter((name) => !shown.has(name)), ["fermata.showReferences", "fermata.openSource"]);
  assert.deepEqual([...shown].filter((name) => !registered.includes(name)), []);
});

function contributed(): string[] {
  return manifest.contributes.commands.map((command) => command.command);
}

test("lets a page run one script, with its nonce, and nothing else", () => {
  const text = documentOf({ nonce: "abc", title: "Run", styles: ["a.css"], script: "run.js", source: "https://here" });
  assert.match(text, /default-src 'none'; img-src data:; style-src https:\/\/here; script-src 'nonce-abc'/);
  assert.equal(text.includes("unsafe"), false);
  assert.equal(text.match(/<script/g)?.length, 1);
});
