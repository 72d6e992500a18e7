import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import {
  RefusedError,
  type FermataClient,
  type FermataEvent,
  type MethodName,
  type StreamOptions,
} from "@fermata/client";
import { Home, root } from "./daemon.js";

interface Step {
  call?: MethodName;
  params?: unknown;
  result?: unknown;
  error?: unknown;
  follow?: { session: string; cursor?: string };
  events?: unknown[];
  kill?: "daemon";
}

/** How long the events of a step may take to come. */
const FOLLOW_MAX_MS = 20_000;

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
  constructor(
    readonly home: Home,
    readonly client: FermataClient,
    readonly names: Map<string, string>,
  ) {}

  async play(step: Step): Promise<void> {
    if (step.kill !== undefined) {
      await this.home.kill(this.client);
    } else if (step.follow !== undefined) {
      await this.follow(step.follow, step.events ?? []);
    } else {
      await this.call(step);
    }
  }

  async call({ call, params, result, error }: Step): Promise<void> {
    const method = call as MethodName;
    const reply = this.client.request(method, this.filled(params) as never);
    if (error === undefined) {
      this.fits(await reply, result, method);
      return;
    }
    await assert.rejects(reply, (refused) => {
      assert.ok(refused instanceof RefusedError, `${method}: ${refused}`);
      this.fits({ ...refused, data: refused.data }, error, method);
      return true;
    });
  }

  async follow(where: { session: string; cursor?: string }, expected: unknown[]): Promise<void> {
    const events: FermataEvent[] = [];
    const { session, cursor } = this.filled(where) as { session: string; cursor?: string };
    const signal = AbortSignal.timeout(FOLLOW_MAX_MS);
    const from = cursor === undefined ? "start" : { cursor };
    const options: StreamOptions = { session, from, signal };
    for await (const event of this.client.events(options)) {
      const at = events.push(event) - 1;
      this.fits(event, expected[at], `event ${at} of ${session}`);
      if (events.length === expected.length) {
        break;
      }
    }
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
