import assert from "node:assert/strict";
import { after, test } from "node:test";
import { RefusedError, type FermataEvent } from "@fermata/client";
import { ASKED, Home } from "./daemon.js";

const home = await Home.create();
after(() => home.remove());

test("starts a daemon, runs an agent, answers its question and follows it to its end", async (t) => {
  const client = await home.client(t, { name: "calls", version: "1.2" });
  assert.equal(client.daemon.protocol, "1.0.0");
  const started = await client.startRun(await home.agent("asked", ASKED));

  const events: FermataEvent[] = [];
  for await (const event of client.events({ session: started.session })) {
    events.push(event);
    if (event.type === "question.asked") {
      assert.deepEqual(event.data.options, ["left", "right"]);
      const [question] = await client.questions(started.session);
      assert.equal(question?.question, event.data.question);
      await client.answer(event.data.question, "left");
    }
    if (event.type === "run.completed") {
      assert.deepEqual(event.data.output, { way: "left" });
      break;
    }
  }
  assert.deepEqual(events.map((event) => event.seq), events.map((_, at) => at + 1));
  const run = await client.waitForRun(started.run);
  assert.equal(run.status, "completed");
});

test("an error says its kind, and what is known about it", async (t) => {
  const client = await home.client(t);
  await assert.rejects(client.request("run/get", { run: "0" }), (error) => {
    assert.ok(RefusedError.is(error, "NotFound"));
    assert.equal(error.code, 1301);
    assert.equal(error.retryable, false);
    assert.equal(error.data["id"], "0");
    return true;
  });
  await assert.rejects(
    // @ts-expect-error: params that do not fit do not compile
    client.request("run/get", { runs: "0" }),
    { kind: "InvalidParams" },
  );
});

test("a call that is aborted is cancelled, and the connection goes on", async (t) => {
  const client = await home.client(t);
  const { run } = await client.startRun(await home.agent("asked", ASKED));
  const gaveUp = new AbortController();
  const waiting = client.waitForRun(run, { signal: gaveUp.signal });
  setTimeout(() => gaveUp.abort(new Error("enough")), 50);
  await assert.rejects(waiting, { message: "enough" });
  assert.equal((await client.request("run/get", { run })).status, "held");
  await assert.rejects(client.request("run/get", { run }, { signal: gaveUp.signal }), {
    message: "enough",
  });
});

test("a call that runs out of time says so", async (t) => {
  const client = await home.client(t);
  const { run } = await client.startRun(await home.agent("asked", ASKED));
  await assert.rejects(
    client.request("run/wait", { run, until: "terminal", timeoutMs: 30_000 }, { timeoutMs: 100 }),
    { kind: "TimedOut", message: "no reply to run/wait in time" },
  );
});

test("every method that changes something carries a key, one that the caller chose among them", async (t) => {
  const client = await home.client(t);
  const params = { schema: "ts.test", data: { n: 1 }, key: "mine" };
  const first = await client.request("events/publish", params);
  const again = await client.request("events/publish", params);
  assert.deepEqual([first.replayed, again.replayed], [false, true]);
  const other = await client.publish("ts.test", { n: 1 });
  assert.equal(other.seq, first.seq + 1);
});
