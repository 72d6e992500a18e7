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
