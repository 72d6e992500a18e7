// A real VS Code in a browser, with the extension and a desk of examples; see scripts/vscode-tour.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../../..");
/** Where programs are is a setting of the machine, which code-server is to its browser. */
const MACHINE = { "fermata.path": join(root, "fermata") };
const SETTINGS = {
  "workbench.startupEditor": "none", "security.workspace.trust.enabled": false, "telemetry.telemetryLevel": "off",
  "workbench.tips.enabled": false, "editor.minimap.enabled": false, "chat.disableAIFeatures": true, "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden", "debug.inlineValues": "on", "debug.openDebug": "openOnSessionStart", "editor.wordWrap": "on",
};

export const WAIT = { timeout: 120_000 };

/** VS Code with its page, and what a user does there. */
export class Stage {
  desk;
  page;
  #scratch;
  #environment;
  #pictures;
  #server;
  #browser;
  #violations = [];
  #step = 0;

  constructor(pictures) {
    this.#pictures = pictures;
    this.#scratch = mkdtempSync(join(tmpdir(), "fermata-tour-"));
    this.desk = join(this.#scratch, "desk");
    this.#environment = { ...process.env, FERMATA_STATE_DIR: join(this.#scratch, "state"), FERMATA_RUN_DIR: join(this.#scratch, "run"), FERMATA_REBUILD: "never" };
  }

  static async open(codeServer, pictures, examples) {
    const stage = new Stage(pictures);
    mkdirSync(stage.desk);
    examples.forEach((example) => cpSync(join(root, "agents-examples", example), join(stage.desk, example), { recursive: true }));
    const url = await stage.#serve(codeServer);
    stage.#browser = await chromium.launch({ executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path)), args: ["--no-sandbox"] });
    stage.page = await stage.#browser.newPage({ viewport: { width: 1500, height: 950 } });
    stage.page.on("console", (message) => {
      // VS Code has policies of its own; those of our pages name our nonce or our folder.
      if (/Content Security Policy/.test(message.text()) && /fermata/.test(message.text())) {
        stage.#violations.push(message.text());
      }
    });
    await stage.page.goto(url, WAIT);
    await stage.page.locator(".monaco-workbench").waitFor(WAIT);
    return stage;
  }

  async #serve(codeServer) {
    const entry = [join(codeServer, "out/node/entry.js"), "--user-data-dir", join(this.#scratch, "data"), "--extensions-dir", join(this.#scratch, "extensions"), "--config", join(this.#scratch, "config.yaml")];
    this.#write("data/Machine/settings.json", JSON.stringify(MACHINE));
    this.#write("data/User/settings.json", JSON.stringify(SETTINGS));
    this.#write("config.yaml", "auth: none\ncert: false\n");
    const vsix = readdirSync(join(root, "client-stubs/vscode/dist")).find((name) => name.startsWith("fermata-") && name.endsWith(".vsix"));
    execFileSync(process.execPath, [...entry, "--install-extension", join(root, "client-stubs/vscode/dist", vsix)], { env: this.#environment, stdio: "ignore" });
    const port = await freePort();
    this.#server = spawn(process.execPath, [...entry, "--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check", this.desk], { env: this.#environment, stdio: "ignore" });
    await answers(`http://127.0.0.1:${port}/healthz`);
    return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(this.desk)}`;
  }

  #write(path, text) {
    const file = join(this.#scratch, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** What broke the policy of one of our pages. */
  get violations() {
    return this.#violations;
  }

  async close() {
    await this.#browser?.close();
    this.#server?.kill();
    execFileSync(join(root, "fermata"), ["daemon", "stop"], { env: this.#environment, stdio: "ignore" });
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  /** A step that is done: its picture is left. */
  async picture(name) {
    const file = join(this.#pictures, `${String(++this.#step).padStart(2, "0")}-${name}.png`);
    await this.page.screenshot({ path: file });
    console.log(`✓ ${name}`);
  }

  async failed() {
    await this.page?.screenshot({ path: join(this.#pictures, "failed.png") });
  }

  async command(title) {
    await this.#pick("F1", `>${title}`, title);
  }

  async openFile(path) {
    await this.#pick("Control+p", path, path.split("/").at(-1));
    await this.page.locator(".monaco-editor .view-lines").first().waitFor(WAIT);
  }

  /** What opens meanwhile takes the focus, and closes what was opened by a key: then it is opened again. */
  async #pick(key, typed, shown) {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        const input = this.page.locator(".quick-input-widget input").first();
        await input.waitFor({ timeout: 10_000 });
        await input.fill(typed, { timeout: 10_000 });
        await this.page.locator(".quick-input-list .monaco-list-row", { hasText: shown }).first().waitFor({ timeout: 10_000 });
        await this.page.keyboard.press("Enter");
        return;
      } catch (error) {
        if (attempt === 5) {
          throw error;
        }
      }
    }
  }

  /** The number of the first line of a file of the desk with some words. */
  lineOf(path, words) {
    return readFileSync(join(this.desk, path), "utf8").split("\n").findIndex((content) => content.includes(words)) + 1;
  }

  async goToLine(line) {
    await this.page.keyboard.press("Control+g");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor(WAIT);
    await input.fill(`:${line}`);
    await this.page.keyboard.press("Enter");
  }

  /** The inner frame of the panel whose document has a selector. */
  async panel(selector) {
    const end = Date.now() + WAIT.timeout;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        if (await frame.locator(selector).count().catch(() => 0)) {
          return frame;
        }
      }
      await this.page.waitForTimeout(300);
    }
    throw new Error(`no panel with ${selector}`);
  }

  killDaemon() {
    const file = readdirSync(join(this.#scratch, "run")).find((name) => /^d-.*\.json$/.test(name));
    process.kill(JSON.parse(readFileSync(join(this.#scratch, "run", file), "utf8")).pid, "SIGKILL");
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(url) {
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (attempt > 200) {
        throw error;
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
