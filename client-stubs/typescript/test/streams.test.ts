import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { FermataClient, FermataEvent, StreamItem } from "@fermata/client";
import { ASKED, Home } from "./daemon.js";
import { Proxy } from "./proxy.js";

// What does not end the daemon shares one: a virtual machine takes its time to start.
const shared = await Home.create();
after(() => shared.remove());

/** The end of the journal of published events. */
async function here(client: FermataClient): Promise<{ cursor: string }> {
  const { asOf } = await client.publish("ts.marker", {});
  return { cursor: asOf.cursor };
}

const published = (event: FermataEvent): number =>
  event.type === "event.published" ? Number(event.data["n"]) : -1;

/** Publishes numbers one after the other; what the daemon loses with its life is sent again. */
async function publish(client: FermataClient, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++) {
    await client.publish("ts.number", { n });
  }
}

async function take(events: AsyncIterable<FermataEvent>, count: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const event of events) {
    if (numbers.push(published(event)) === count) {
      break;
    }
  }
  return numbers;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

test("kills of the daemon in the middle of a stream lose nothing and repeat nothing", async (t) => {
  const home = await Home.of(t);
  const writer = await home.client(t);
  const reader = await home.client(t);
  const reading = take(reader.events({ session: "workspace" }), 120);
  for (let round = 0; round < 3; round++) {
    const instance = writer.daemon.daemon.instance;
    const writing = publish(writer, round * 40, round * 40 + 40);
    await sleep(30 * (round + 1));
    await home.kill(writer);
    await writing;
    assert.notEqual(writer.daemon.daemon.instance, instance);
  }
  assert.deepEqual(await reading, upTo(120));
});

test("a stored cursor goes on exactly, in another client and under another daemon", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  await publish(client, 0, 20);
  const first = client.events({ session: "workspace" });
  assert.deepEqual(await take(first, 7), upTo(7));
  const cursor = first.cursor as string;
  await home.kill(client);
  const later = await home.client(t);
  const rest = later.events({ session: "workspace", from: { cursor } });
  assert.deepEqual(await take(rest, 13), upTo(20).slice(7));
});

test("a slow reader misses nothing, and is sent no more than its window", async (t) => {
  const writer = await shared.client(t);
  const from = await here(writer);
  const proxy = await Proxy.before(shared, t);
  const reader = await proxy.client(t);
  await publish(writer, 0, 1);
  const window = { events: 1000, bytes: 4096 };
  const slow = reader.events({ session: "workspace", from, window });
  assert.equal(published((await slow.next()).value as FermataEvent), 0);
  const text = "x".repeat(1000);
  await Promise.all(upTo(200).map((n) => writer.publish("ts.number", { n: n + 1, text })));
  assert.ok(proxy.bytes < 20_000, `${proxy.bytes} bytes were sent to a reader that reads nothing`);
  const rest = await take(slow, 200);
  assert.deepEqual(rest.sort((one, other) => one - other), upTo(201).slice(1));
  assert.ok(proxy.bytes > 200_000);
});

test("however often the connection is cut, at whatever byte, the events are the same", async (t) => {
  const writer = await shared.client(t);
  const from = await here(writer);
  await publish(writer, 0, 150);
  const proxy = await Proxy.before(shared, t);
  let seed = 7;
  proxy.cutAfter = () => ((seed = (seed * 48271) % 2147483647) % 6000) + 1500;
  const reader = await proxy.client(t);
  const window = { events: 16, bytes: 65536 };
  const reading = take(reader.events({ session: "workspace", from, window }), 200);
  await publish(writer, 150, 200);
  assert.deepEqual(await reading, upTo(200));
  assert.ok(proxy.cuts > 3, `${proxy.cuts} cuts`);
});

test("a filter passes over what it does not fit, and still sees that nothing is missing", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  const { session } = await client.startRun(await home.agent("asked", ASKED));
  const types: string[] = [];
  for await (const event of client.events({ session, types: ["question.*", "run.completed"] })) {
    types.push(event.type);
    if (event.type === "question.asked") {
      await home.kill(client);
      await client.answer(event.data.question, "right");
    }
    if (event.type === "run.completed") {
      break;
    }
  }
  assert.deepEqual(types, ["question.asked", "question.answered", "run.completed"]);
});

test("items say when what was there has been given", async (t) => {
  const client = await shared.client(t);
  const from = await here(client);
  await publish(client, 0, 3);
  const kinds: StreamItem["kind"][] = [];
  for await (const item of client.items({ session: "workspace", from })) {
    kinds.push(item.kind);
    if (item.kind === "synced") {
      break;
    }
  }
  assert.deepEqual(kinds, ["event", "event", "event", "synced"]);
});

test("a reader that is far behind is told, and misses nothing", async (t) => {
  const client = await shared.client(t);
  const from = await here(client);
  const window = { events: 1, bytes: 4096 };
  const items = client.items({ session: "workspace", from, window, lag: 5 });
  await publish(client, 0, 1);
  assert.equal((await items.next()).value?.kind, "event");
  await publish(client, 1, 20);
  const kinds = new Set<StreamItem["kind"]>();
  const numbers: number[] = [];
  for await (const item of items) {
    kinds.add(item.kind);
    if (item.kind === "event" && numbers.push(published(item.event)) === 19) {
      break;
    }
  }
  assert.deepEqual(numbers, upTo(20).slice(1));
  assert.ok(kinds.has("lag"), [...kinds].join());
});

test("a connection whose streams cannot all be is none", async () => {
  const follow = [{ session: "workspace" }, { session: "there-is-none" }];
  await assert.rejects(shared.connected({ follow }), { kind: "NotFound" });
});

test("streams that came with the connection outlive it", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t, { follow: [{ session: "workspace" }] });
  const [items] = client.followed;
  await publish(client, 0, 1);
  const kinds = new Set([(await items?.next())?.value?.kind, (await items?.next())?.value?.kind]);
  assert.deepEqual(kinds, new Set(["synced", "event"]));
  await home.kill(client);
  await publish(client, 1, 2);
  assert.equal((await items?.next())?.value?.kind, "event");
  assert.equal(items?.cursor, "e1.2");
});

test("a stream that is aborted ends with the reason, one that is closed just ends", async (t) => {
  const client = await shared.client(t);
  const gaveUp = new AbortController();
  const aborted = client.events({ session: "workspace", from: "now", signal: gaveUp.signal });
  setTimeout(() => gaveUp.abort(new Error("enough")), 50);
  await assert.rejects(aborted.next(), { message: "enough" });
  const closed = client.events({ session: "workspace", from: "now" });
  setTimeout(() => void closed.close(), 50);
  assert.deepEqual(await closed.next(), { done: true, value: undefined });
});

test("hints that are aborted end with the reason, before or while one is waited for", async (t) => {
  const client = await shared.client(t);
  const gaveUp = new AbortController();
  const hints = client.hints({ signal: gaveUp.signal });
  assert.equal((await hints.next()).value?.sweep, true);
  const waiting = hints.next();
  gaveUp.abort(new Error("enough"));
  await assert.rejects(waiting, { message: "enough" });
  await assert.rejects(client.hints({ signal: gaveUp.signal }).next(), { message: "enough" });
});

test("a stream of a daemon that was stopped waits for its successor, and starts none", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  const stream = client.events({ session: "workspace", from: "now" });
  const next = stream.next();
  next.catch(() => undefined);
  await sleep(200);
  home.fermata("daemon", "stop");
  await assert.rejects(next, { kind: "Stopped" });
  assert.deepEqual(await running(home), []);
  const again = stream.next();
  await publish(client, 0, 1);
  assert.equal(published((await again).value as FermataEvent), 0);
});

async function running(home: Home): Promise<unknown[]> {
  return (await home.descriptions()).filter((each) => each.state === "ready");
}

test("two streams and many calls share a connection", async (t) => {
  const client = await shared.client(t);
  const from = await here(client);
  const both = [1, 2].map(() => take(client.events({ session: "workspace", from }), 50));
  await publish(client, 0, 50);
  assert.deepEqual(await Promise.all(both), [upTo(50), upTo(50)]);
  const { connections } = await client.request("daemon/status", {});
  assert.equal(connections, 1);
});
