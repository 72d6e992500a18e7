// Leads the extension through a day's work in a real VS Code; see scripts/vscode-tour.
//
//   node tour.mjs CODE-SERVER-FOLDER FOLDER-FOR-PICTURES

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const [codeServer, pictures] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "fermata-tour-"));
const desk = join(scratch, "desk");
const environment = { ...process.env, FERMATA_STATE_DIR: join(scratch, "state"), FERMATA_RUN_DIR: join(scratch, "run"), FERMATA_REBUILD: "never" };
const WAIT = { timeout: 120_000 };

function prepare() {
  mkdirSync(join(scratch, "data/User"), { recursive: true });
  mkdirSync(desk);
  for (const example of ["preflight", "folder-review", "release-notes"]) {
    cpSync(join(root, "agents-examples", example), join(desk, example), { recursive: true });
  }
  writeFileSync(join(scratch, "data/User/settings.json"), JSON.stringify({
    "fermata.path": join(root, "fermata"), "workbench.startupEditor": "none", "security.workspace.trust.enabled": false, "telemetry.telemetryLevel": "off",
    "workbench.tips.enabled": false, "editor.minimap.enabled": false, "chat.disableAIFeatures": true, "window.commandCenter": false, "workbench.secondarySideBar.defaultVisibility": "hidden",
  }));
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

const entry = [join(codeServer, "out/node/entry.js"), "--user-data-dir", join(scratch, "data"), "--extensions-dir", join(scratch, "extensions"), "--config", join(scratch, "config.yaml")];

async function startServer() {
  writeFileSync(join(scratch, "config.yaml"), "auth: none\ncert: false\n");
  const vsix = readdirSync(join(root, "client-stubs/vscode/dist")).find((name) => name.startsWith("fermata-") && name.endsWith(".vsix"));
  execFileSync(process.execPath, [...entry, "--install-extension", join(root, "client-stubs/vscode/dist", vsix)], { env: environment, stdio: "ignore" });
  const port = await freePort();
  const server = spawn(process.execPath, [...entry, "--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check", desk], { env: environment, stdio: "ignore" });
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
      return { server, url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(desk)}` };
    } catch (error) {
      if (attempt > 200) {
        throw error;
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

let step = 0;
async function picture(page, name) {
  const file = join(pictures, `${String(++step).padStart(2, "0")}-${name}.png`);
  await page.screenshot({ path: file });
  console.log(`✓ ${name}`);
}

async function command(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor(WAIT);
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor(WAIT);
  await page.keyboard.press("Enter");
}

async function openFile(page, path) {
  await page.keyboard.press("Control+p");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor(WAIT);
  await input.fill(path);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: path.split("/").at(-1) }).first().waitFor(WAIT);
  await page.keyboard.press("Enter");
  await page.locator(".monaco-editor .view-lines").first().waitFor(WAIT);
}

/** The inner frame of the panel whose document has a selector. */
async function panel(page, selector) {
  const end = Date.now() + WAIT.timeout;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      if (await frame.locator(selector).count().catch(() => 0)) {
        return frame;
      }
    }
    await page.waitForTimeout(300);
  }
  throw new Error(`no panel with ${selector}`);
}

function daemonPid() {
  const file = readdirSync(join(scratch, "run")).find((name) => /^d-.*\.json$/.test(name));
  return JSON.parse(readFileSync(join(scratch, "run", file), "utf8")).pid;
}

async function goToLine(page, line) {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor(WAIT);
  await input.fill(`:${line}`);
  await page.keyboard.press("Enter");
}

async function tour(page, violations) {
  await page.locator(".monaco-workbench").waitFor(WAIT);
  await openFile(page, "preflight/preflight.agent.yaml");
  await page.locator(".codelens-decoration", { hasText: "Run" }).first().waitFor(WAIT);
  await picture(page, "example");

  // A misspelt name is a problem; its fix takes it away.
  const text = readFileSync(join(desk, "preflight/preflight.agent.yaml"), "utf8").split("\n");
  const line = text.findIndex((content) => content.includes("tool: files.find")) + 1;
  await page.locator(".monaco-editor .view-lines").first().click();
  await goToLine(page, line);
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.locator(".squiggly-error").first().waitFor(WAIT);
  await picture(page, "problem");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget", { hasText: "files.find" }).waitFor(WAIT);
  await picture(page, "fixes");
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-error").first().waitFor({ ...WAIT, state: "detached" });
  await picture(page, "fixed");

  // Completion of the names that there are.
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row").first().waitFor(WAIT);
  await picture(page, "completion");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await command(page, "File: Save All");
  await page.locator(".tab.dirty").first().waitFor({ ...WAIT, state: "detached" });

  // A run by the palette, with the form of its input.
  await command(page, "Fermata: Run Agent");
  const form = await panel(page, "form.start");
  await form.getByLabel("limit_bytes").fill("1");
  await picture(page, "input");
  await form.getByRole("button", { name: "Run" }).click();
  const run = await panel(page, ".list");
  await run.locator(".question.open").waitFor(WAIT);
  await picture(page, "question");

  // The graph shows where it is.
  await run.getByRole("button", { name: "Graph" }).click();
  const graph = await panel(page, "#canvas svg");
  await graph.locator("[data-node=ask].held").waitFor(WAIT);
  await picture(page, "graph");
  await graph.locator("[data-node=size]").click();
  await page.locator(".monaco-editor .view-line", { hasText: "size:" }).first().waitFor(WAIT);

  // The inbox has the question; the sessions wait.
  await command(page, "Fermata: Focus on Inbox View");
  await page.locator(".pane-body .monaco-list-row", { hasText: "preflight" }).first().waitFor(WAIT);
  await picture(page, "inbox");

  // The daemon dies; the panel goes on with the next one, and the answer gets there.
  process.kill(daemonPid(), "SIGKILL");
  await command(page, "Fermata: Answer Question");
  const asked = await panel(page, ".question.open");
  await asked.getByRole("checkbox", { name: "go" }).check();
  await asked.getByLabel("why").fill("Small enough");
  await picture(page, "answering");
  await asked.getByRole("button", { name: "Answer", exact: true }).click();
  await asked.locator("#head .status.completed").waitFor(WAIT);
  await picture(page, "completed");

  // A run that is killed at work is resumed after the window was loaded again.
  await page.reload();
  const again = await panel(page, "#head .status.completed");
  assert.match(await again.locator("#head").innerText(), /preflight/);
  await picture(page, "reloaded");

  await openFile(page, "release-notes/release-notes.agent.yaml");
  await command(page, "Fermata: Run Agent");
  const notes = await panel(page, "form.start");
  await notes.getByRole("button", { name: "Run" }).click();
  const written = await panel(page, ".question.open");
  await picture(page, "model");
  process.kill(daemonPid(), "SIGKILL");
  await command(page, "Fermata: Resume Run");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "release-notes" }).first().waitFor(WAIT);
  await page.keyboard.press("Enter");
  await written.getByRole("button", { name: /Approve|yes|publish/i }).first().click();
  await written.locator("#head .status.completed").waitFor(WAIT);
  await picture(page, "resumed");
  assert.deepEqual(violations, []);
}

prepare();
const { server, url } = await startServer();
const browser = await chromium.launch({ executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path)), args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
const violations = [];
page.on("console", (message) => {
  // VS Code has policies of its own; those of our pages name our nonce or our folder.
  if (/Content Security Policy/.test(message.text()) && /fermata/.test(message.text())) {
    violations.push(message.text());
  }
});
try {
  await page.goto(url, WAIT);
  await tour(page, violations);
  console.log(`pictures in ${pictures}`);
} catch (error) {
  await page.screenshot({ path: join(pictures, "failed.png") });
  throw error;
} finally {
  await browser.close();
  server.kill();
  execFileSync(join(root, "fermata"), ["daemon", "stop"], { env: environment, stdio: "ignore" });
  rmSync(scratch, { recursive: true, force: true });
}
