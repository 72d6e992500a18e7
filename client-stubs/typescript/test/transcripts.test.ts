import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import {
  EventChain,
  RefusedError,
  type FermataClient,
  type FermataEvent,
  type HintStream,
  type MethodName,
  type StreamItem,
  type StreamOptions,
} from "@fermata/client";
import { Home, root } from "./daemon.js";

interface Followed {
  session: string;
  cursor?: string;
  view?: { items?: number; state?: boolean };
}

interface Call {
  call: MethodName;
  params: unknown;
  result?: unknown;
  error?: unknown;
  trace?: string;
  progress?: unknown[];
}

type Step =
  | Call
  | { follow: Followed; events: unknown[] }
  | { connect: Followed[]; events: unknown[][] }
  | { snapshot: Followed; result: unknown }
  | { verify: string }
  | { hints: "open" }
  | { hint: string }
  | { kill: "daemon" };

/** How long the events of a step may take to come. */
const FOLLOW_MAX_MS = 120_000;

const folder = join(root, "protocol/transcripts");
const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
assert.ok(names.length >= 5);

for (const name of names) {
  test(name, async (t) => {
    const home = await Home.of(t);
    const { files, steps } = JSON.parse(await readFile(join(folder, name), "utf8"));
    await mkdir(home.folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      await writeFile(join(home.folder, file), text as string);
    }
    const client = await home.client(t);
    const player = new Player(home, client, new Map([["folder", home.folder]]));
    for (const step of steps as Step[]) {
      await player.play(step);
    }
  });
}

/** Plays steps, and remembers what names stand for. */
class Player {
  hints: HintStream | undefined;

  constructor(
    readonly home: Home,
    readonly client: FermataClient,
    readonly names: Map<string, string>,
  ) {}

  async play(step: Step): Promise<void> {
    if ("kill" in step) {
      await this.home.kill(this.client);
    } else if ("follow" in step) {
      await this.follow(this.client.events(this.where(step.follow)), step.events);
    } else if ("connect" in step) {
      await this.connect(step.connect, step.events);
    } else if ("snapshot" in step) {
      await this.snapshot(step.snapshot, step.result);
    } else if ("verify" in step) {
      await this.verify(this.filled(step.verify) as string);
    } else if ("hints" in step) {
      this.hints = this.client.hints({ signal: AbortSignal.timeout(FOLLOW_MAX_MS) });
    } else if ("hint" in step) {
      await this.hint(this.filled(step.hint) as string);
    } else if ("call" in step) {
      await this.call(step);
    } else {
      assert.fail(`no such step: ${JSON.stringify(step)}`);
    }
  }

  async call({ call: method, params, result, error, trace, progress }: Call): Promise<void> {
    const heard: unknown[] = [];
    const reply = this.client.request(method, this.filled(params) as never, {
      ...(trace === undefined ? {} : { traceparent: trace }),
      ...(progress === undefined ? {} : { onProgress: (told) => heard.push(told) }),
    });
    if (error === undefined) {
      this.fits(await reply, result, method);
      assert.deepEqual(heard, progress ?? []);
      return;
    }
    await assert.rejects(reply, (refused) => {
      assert.ok(refused instanceof RefusedError, `${method}: ${refused}`);
      this.fits({ ...refused, data: refused.data }, error, method);
      return true;
    });
  }

  where(followed: Followed): StreamOptions {
    const { session, cursor } = this.filled(followed) as Followed;
    const from = cursor === undefined ? "start" : { cursor };
    return { session, from, signal: AbortSignal.timeout(FOLLOW_MAX_MS) };
  }

  async follow(stream: AsyncIterable<FermataEvent | StreamItem>, expected: unknown[]): Promise<void> {
    let at = 0;
    for await (const item of stream) {
      const event = "kind" in item ? (item.kind === "event" ? item.event : undefined) : item;
      if (event !== undefined) {
        this.fits(event, expected[at], `event ${at}`);
        at++;
      }
      if (at === expected.length) {
        break;
      }
    }
    assert.equal(at, expected.length);
  }

  /** Another client, whose streams are opened with its connection. */
  async connect(followed: Followed[], expected: unknown[][]): Promise<void> {
    const follow = followed.map((each) => this.where(each));
    const client = await this.home.connected({ follow });
    try {
      assert.equal(client.followed.length, expected.length);
      for (const [at, stream] of client.followed.entries()) {
        await this.follow(stream, expected[at] as unknown[]);
      }
    } finally {
      client.close();
    }
  }

  async hint(expected: string): Promise<void> {
    while (true) {
      const hint = (await this.hints?.next())?.value;
      assert.ok(hint, `no hint of ${expected}`);
      if (expected === "sweep" ? hint.sweep : hint.changed.some((each) => each.session === expected)) {
        return;
      }
    }
  }

  async snapshot(followed: Followed, expected: unknown): Promise<void> {
    const options = { ...this.where(followed), from: "now", view: followed.view ?? {} } as const;
    const stream = this.client.items(options);
    const { value } = await stream.next();
    assert.equal(value?.kind, "snapshot");
    this.fits(value.snapshot, expected, "snapshot");
    await stream.close();
  }

  /** What a follower is given adds up to what is stored, and no less does. */
  async verify(session: string): Promise<void> {
    let chain = EventChain.START;
    const stream = this.client.items(this.where({ session }));
    for await (const item of stream) {
      if (item.kind === "event") {
        assert.ok(!chain.equals(await this.client.chain(session)));
        chain = chain.with(item.event);
      } else if (item.kind === "synced") {
        break;
      }
    }
    assert.deepEqual(chain, await this.client.chain(session, stream.cursor));
  }

  /** Params with what their names stand for. */
  filled(value: unknown): unknown {
    const text = JSON.stringify(value);
    const full = text.replaceAll(/<([a-z]+)>/g, (all, name: string) => this.names.get(name) ?? all);
    return JSON.parse(full);
  }

  fits(actual: unknown, expected: unknown, place: string): void {
    if (typeof expected === "string" && /^<[a-z]+>$/.test(expected)) {
      this.named(actual, expected.slice(1, -1), place);
    } else if (Array.isArray(expected)) {
      assert.ok(Array.isArray(actual), `${place}: ${JSON.stringify(actual)} is no array`);
      assert.equal(actual.length, expected.length, `${place}: ${JSON.stringify(actual)}`);
      expected.forEach((each, at) => this.fits(actual[at], each, `${place}/${at}`));
    } else if (typeof expected === "object" && expected !== null) {
      for (const [name, each] of Object.entries(expected)) {
        const members = (actual ?? {}) as { [name: string]: unknown };
        this.fits(members[name], each, `${place}/${name}`);
      }
    } else {
      assert.deepEqual(actual, expected, place);
    }
  }

  named(actual: unknown, name: string, place: string): void {
    assert.notEqual(actual, undefined, place);
    if (name === "any") {
      return;
    }
    assert.equal(typeof actual, "string", place);
    assert.equal(actual, this.names.get(name) ?? actual, place);
    this.names.set(name, actual as string);
  }
}
