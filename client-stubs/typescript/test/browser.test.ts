import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, test, type TestContext } from "node:test";
import type { FermataClient } from "@fermata/client";
import { ASKED, Home, root } from "./daemon.js";

const places = [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"];
const browser = places.find((place) => place !== "" && existsSync(place));
const dist = join(root, "client-stubs/typescript/dist");

const home = await Home.create();
Object.assign(home.environment, { FERMATA_LISTEN: "127.0.0.1:0" });
after(() => home.remove());

/** What the page does, with nothing but what its own server serves. */
const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
  import { connectWebSocket, EventChain } from "/dist/web.js";
  const said = async (path, body) => (await fetch(path, { method: "POST", body })).text();
  try {
    const [url, ticket] = [() => said("/url"), () => said("/ticket")];
    const client = await connectWebSocket({ url, ticket, name: "page" });
    const { session } = await client.startRun(await said("/agent"));
    const types = [];
    let chain = EventChain.START;
    const stream = client.events({ session });
    for await (const event of stream) {
      types.push(event.type);
      chain = chain.with(event);
      if (event.type === "question.asked") {
        await said("/kill");
        await client.answer(event.data.question, "left");
      }
      if (event.type === "run.completed") break;
    }
    const isSame = chain.equals(await client.chain(session, stream.cursor));
    await said("/done", JSON.stringify({ types, isSame }));
  } catch (error) {
    await said("/done", JSON.stringify({ error: String(error) }));
  }
</script>`;

test(
  "a page in a browser starts a run, follows it and answers it, across a killed daemon",
  { skip: browser === undefined && "there is no Chromium (apt-get install chromium)" },
  async (t) => {
    const owner = await home.client(t);
    const agent = await home.agent("asked", ASKED);
    const site = new Site(owner, agent);
    t.after(() => site.close());
    const profile = join(home.folder, "profile");
    const page = spawn(
      browser as string,
      ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, await site.url()],
      { stdio: "ignore" },
    );
    t.after(() => ended(page, profile, t));
    const { types, isSame, error } = await site.done;
    assert.equal(error, undefined);
    assert.equal(types.at(-1), "run.completed");
    assert.equal(types.filter((type: string) => type === "question.asked").length, 1);
    assert.ok(isSame);
    assert.equal(site.tickets, 2);
  },
);

async function ended(page: ReturnType<typeof spawn>, profile: string, t: TestContext): Promise<void> {
  const closed = new Promise((resolve) => page.once("close", resolve));
  page.kill("SIGKILL");
  await closed;
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
    (error: Error) => t.diagnostic(error.message),
  );
}

/** Serves the page and the package to it, and gives it tickets, as the program behind a page would. */
class Site {
  tickets = 0;
  readonly done: Promise<{ types: string[]; isSame: boolean; error?: string }>;
  readonly #server: Server;
  #finish: (result: string) => void = () => undefined;

  constructor(
    readonly owner: FermataClient,
    readonly agent: string,
  ) {
    this.done = new Promise<string>((resolve) => (this.#finish = resolve)).then((text) => JSON.parse(text));
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  url(): Promise<string> {
    return new Promise((resolve) =>
      this.#server.listen(0, "127.0.0.1", () => resolve(`${this.#origin()}/`)),
    );
  }

  #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    if (path.startsWith("/dist/")) {
      response.setHeader("Content-Type", "text/javascript");
      response.end(await readFile(join(dist, path.slice("/dist/".length))));
    } else if (request.method === "POST") {
      let body = "";
      for await (const chunk of request) {
        body += chunk;
      }
      response.end(await this.#said(path, body));
    } else {
      response.setHeader("Content-Type", "text/html");
      response.end(PAGE);
    }
  }

  async #said(path: string, body: string): Promise<string> {
    const origin = this.#origin();
    switch (path) {
      case "/agent":
        return this.agent;
      case "/url":
        return (await this.owner.request("auth/ticket", { origin })).url as string;
      case "/ticket":
        this.tickets++;
        return (await this.owner.request("auth/ticket", { origin, scope: "operate" })).ticket;
      case "/kill":
        await home.kill(this.owner);
        await this.owner.request("daemon/status", {});
        return "";
      default:
        this.#finish(body);
        return "";
    }
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
