import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { after, test } from "node:test";
import { WebSocket as NodeWebSocket } from "ws";
import { connectWebSocket } from "@fermata/client/web";
import { Home } from "./daemon.js";

// Every browser has it; Node only since 20.
globalThis.crypto ??= webcrypto as Crypto;

const ORIGIN = "http://panel.example";

/** What a page has: a socket that says which page opened it. */
class PageSocket extends NodeWebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: ORIGIN });
  }
}

const home = await Home.create();
Object.assign(home.environment, { FERMATA_LISTEN: "127.0.0.1:0" });
after(() => home.remove());

test("a page connects with tickets, calls, and follows events across a lost connection", async (t) => {
  const owner = await home.client(t);
  const made: string[] = [];
  const ticket = async (): Promise<string> => {
    const result = await owner.request("auth/ticket", { origin: ORIGIN, scope: "operate" });
    made.push(result.ticket);
    return result.ticket;
  };
  const { url } = await owner.request("auth/ticket", { origin: ORIGIN });
  const sockets: PageSocket[] = [];
  class Counted extends PageSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const page = await connectWebSocket({
    url: url as string,
    ticket,
    WebSocket: Counted as unknown as typeof WebSocket,
  });
  t.after(() => page.close());
  assert.equal(page.daemon.daemon.instance, owner.daemon.daemon.instance);
  const events = page.events({ session: "workspace" });
  await page.publish("page.opened", { n: 1 });
  assert.equal((await events.next()).value?.seq, 1);
  sockets[0]?.terminate();
  await owner.publish("page.opened", { n: 2 });
  assert.equal((await events.next()).value?.seq, 2);
  assert.equal(new Set(made).size, 2);
});

test("without a ticket a page is nobody", async (t) => {
  const owner = await home.client(t);
  const { url } = await owner.request("auth/ticket", { origin: ORIGIN });
  const refused = connectWebSocket({
    url: url as string,
    WebSocket: PageSocket as unknown as typeof WebSocket,
  });
  await assert.rejects(refused, { kind: "Unreachable", message: /no daemon answers at ws:/ });
});
