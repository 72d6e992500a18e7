// A page of the extension in a real browser, with a stand-in for VS Code around it.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { documentOf } from "../../src/host/document.js";
import type { Batch } from "../../src/shared/messages.js";
import type { EventEnvelope } from "../../../typescript/src/generated/protocol.js";

const BROWSERS = [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of this machine; undefined where there is none. */
export const browserPath = BROWSERS.find((path) => path !== "" && existsSync(path));

/** Why the tests of pages are skipped; false where they are not. */
export const skip: string | false = browserPath !== undefined || process.env["FERMATA_NODE_REQUIRED"] === "1" ? false : "there is no Chromium (apt-get install chromium)";

const TYPES: { readonly [end: string]: string } = { js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8" };

/** Colours as VS Code gives them. */
export const THEMES = {
  dark: { "--vscode-editor-background": "#1f1f1f", "--vscode-foreground": "#cccccc", "--vscode-descriptionForeground": "#9d9d9d", "--vscode-errorForeground": "#f85149", "--vscode-button-background": "#0078d4", "--vscode-button-foreground": "#ffffff", "--vscode-button-secondaryBackground": "#313131", "--vscode-button-secondaryForeground": "#cccccc", "--vscode-panel-border": "#2b2b2b", "--vscode-focusBorder": "#0078d4", "--vscode-textLink-foreground": "#4daafc", "--vscode-charts-green": "#89d185", "--vscode-charts-yellow": "#cca700", "--vscode-charts-blue": "#3794ff", "--vscode-editorWidget-background": "#202020", "--vscode-textCodeBlock-background": "#2b2b2b", "--vscode-input-background": "#313131", "--vscode-input-foreground": "#cccccc", "--vscode-input-border": "#3c3c3c" },
  light: { "--vscode-editor-background": "#ffffff", "--vscode-foreground": "#3b3b3b", "--vscode-descriptionForeground": "#616161", "--vscode-errorForeground": "#c72e0f", "--vscode-button-background": "#005fb8", "--vscode-button-foreground": "#ffffff", "--vscode-button-secondaryBackground": "#e5e5e5", "--vscode-button-secondaryForeground": "#3b3b3b", "--vscode-panel-border": "#e5e5e5", "--vscode-focusBorder": "#005fb8", "--vscode-textLink-foreground": "#005fb8", "--vscode-charts-green": "#388a34", "--vscode-charts-yellow": "#8a6d00", "--vscode-charts-blue": "#1a85ff", "--vscode-editorWidget-background": "#f8f8f8", "--vscode-textCodeBlock-background": "#f2f2f2", "--vscode-input-background": "#ffffff", "--vscode-input-foreground": "#3b3b3b", "--vscode-input-border": "#cecece" },
  contrast: { "--vscode-editor-background": "#000000", "--vscode-foreground": "#ffffff", "--vscode-descriptionForeground": "#ffffff", "--vscode-errorForeground": "#f48771", "--vscode-contrastBorder": "#6fc3df", "--vscode-button-foreground": "#ffffff", "--vscode-focusBorder": "#f38518", "--vscode-textLink-foreground": "#21a6ff", "--vscode-charts-green": "#89d185", "--vscode-charts-yellow": "#ffd370", "--vscode-charts-blue": "#3794ff", "--vscode-editorWidget-background": "#0c141f", "--vscode-textCodeBlock-background": "#000000", "--vscode-input-background": "#000000", "--vscode-input-foreground": "#ffffff" },
} as const;

/** What the stand-in for VS Code keeps, in the page. */
declare global {
  interface Window {
    sent: { type: string; [member: string]: unknown }[];
    violations: string[];
    remembered: unknown;
    fermataPage: { readonly sizes: { readonly rows: number; readonly drawn: number; readonly waiting: number } };
  }
}

export class Stage {
  readonly #server: Server;
  readonly browser: Browser;
  readonly #origin: string;

  static async open(): Promise<Stage> {
    const server = createServer((request, response) => {
      const path = (request.url ?? "/").split("?")[0] ?? "/";
      const name = /^\/(run|graph)$/.exec(path)?.[1];
      if (name !== undefined) {
        response.writeHead(200, { "content-type": TYPES["html"] ?? "" }).end(documentOf({ nonce: "bm9uY2U", title: name, styles: ["/media/page.css", `/media/${name}.css`], script: `/dist/${name}.js`, source: `http://${request.headers.host ?? ""}` }));
      } else if (/^\/(dist|media)\/[a-z]+\.(js|css)$/.test(path)) {
        response.writeHead(200, { "content-type": TYPES[path.split(".").at(-1) ?? ""] ?? "" }).end(readFileSync(`.${path}`));
      } else {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({ executablePath: browserPath ?? "chromium", args: ["--no-sandbox", "--enable-precise-memory-info"] });
    return new Stage(server, browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  private constructor(server: Server, browser: Browser, origin: string) {
    this.#server = server;
    this.browser = browser;
    this.#origin = origin;
  }

  async page(name: "run" | "graph", theme: keyof typeof THEMES = "dark"): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width: 900, height: 640 } });
    await page.addInitScript((colours) => {
      window.sent = [];
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
      Object.assign(window, {
        acquireVsCodeApi: () => ({ postMessage: (message: { type: string }) => window.sent.push(message), getState: () => window.remembered, setState: (state: unknown) => { window.remembered = state; } }),
      });
      document.addEventListener("DOMContentLoaded", () => {
        for (const [variable, colour] of Object.entries(colours)) {
          document.documentElement.style.setProperty(variable, colour);
        }
      });
    }, THEMES[theme]);
    await page.goto(`${this.#origin}/${name}`);
    await page.waitForFunction(() => window.sent.some((message) => message.type === "ready"));
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.close();
  }
}

export function post(page: Page, message: unknown): Promise<void> {
  return page.evaluate((sent) => window.postMessage(sent, "*"), message);
}

export function batchOf(events: readonly EventEnvelope[], batch = 1, more: Partial<Batch> = {}): { type: "batch"; batch: Batch } {
  return { type: "batch", batch: { sub: "s", batch, events, cursor: `e1.${events.at(-1)?.seq ?? 0}`, ...more } };
}

/** Shows events of a run, all at once. */
export async function follow(page: Page, events: readonly EventEnvelope[], canAct = true): Promise<void> {
  await post(page, { type: "follow", session: "s1", canAct });
  await post(page, batchOf(events, 1, { synced: true }));
  await page.waitForFunction(() => window.sent.some((message) => message.type === "shown"));
  await settled(page);
}

/** Two frames later everything that was asked for is drawn. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))));
}

export function sentBy<T extends string>(page: Page, type: T): Promise<{ type: string; [member: string]: unknown }[]> {
  return page.evaluate((wanted) => window.sent.filter((message) => message.type === wanted), type);
}

/** A picture for a person to look at, where one is wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["FERMATA_SCREENSHOTS"];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
}
