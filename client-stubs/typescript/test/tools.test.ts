import assert from "node:assert/strict";
import { test } from "node:test";
import { Home } from "./daemon.js";

const PICKING = `agent: picking
approvals: {default: allow}
output: {path: {type: string}}
nodes:
  pick:
    tool: client:pick
    args: {title: Which?}
    outputs: {path: {type: string}}
    next: done
  done:
    set: {path: "\${{ nodes.pick.path }}"}
    outputs: {path: {type: string}}
`;

const described = {
  name: "client:pick",
  description: "Lets somebody pick a file",
  input: { type: "object", properties: { title: { type: "string" } } },
  readOnly: true,
};

test("a tool of the program is called by a run, also after the daemon was killed", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  const seen: unknown[] = [];
  const host = await client.offerTools([
    {
      ...described,
      async run(args) {
        seen.push(args);
        return { path: "a.txt" };
      },
    },
  ]);
  const agent = await home.agent("picking", PICKING);
  for (let round = 1; round <= 2; round++) {
    const { run } = await client.startRun(agent);
    assert.deepEqual((await client.waitForRun(run)).output, { path: "a.txt" });
    assert.equal(seen.length, round);
    if (round === 1) {
      await home.kill(client);
    }
  }
  assert.deepEqual(seen[0], { title: "Which?" });
  await host.close();
});

test("what a tool throws fails its call", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  const host = await client.offerTools([
    {
      ...described,
      run: () => Promise.reject(new Error("the window was closed")),
    },
  ]);
  const { run } = await client.startRun(await home.agent("picking", PICKING));
  const ended = await client.waitForRun(run);
  assert.equal(ended.error?.kind, "tool.failed");
  assert.match(ended.error?.message ?? "", /the window was closed/);
  await host.close();
});

test("a tool speaks with others while it performs a call", async (t) => {
  const home = await Home.of(t);
  const client = await home.client(t);
  const heard: string[] = [];
  const host = await client.offerTools([
    {
      ...described,
      async run(_args, _call, _signal, talk) {
        let hears = (): void => undefined;
        const first = new Promise<void>((resolve) => (hears = resolve));
        const stop = await talk.onEvent({ schema: "path.asked.v1" }, (event) => {
          heard.push(String(event.data["of"]));
          hears();
        });
        const { event } = await talk.waitForEvent({ schema: "path.told.v1" }, "10m");
        await talk.progress("asked", 1, 2);
        assert.ok((await talk.publish("path.asked.v1", { of: "a" })) > 0);
        await first;
        await stop();
        await talk.publish("path.told.v1", { path: "b.txt" });
        return (await event)?.data;
      },
    },
  ]);
  const { run } = await client.startRun(await home.agent("picking", PICKING));
  assert.deepEqual((await client.waitForRun(run)).output, { path: "b.txt" });
  assert.deepEqual(heard, ["a"]);
  await host.close();
});
