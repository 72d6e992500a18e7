import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { referenceOf, type Progress } from "@fermata/client";
import { Home } from "./daemon.js";

const home = await Home.create();
after(() => home.remove());

const LARGE = "line of a long report\n".repeat(5000);

const REPORTING = `agent: reporting
approvals: {default: allow}
nodes:
  report:
    tool: client:report
    outputs: {report: {type: string}}
`;

const offered = {
  name: "client:report",
  description: "Writes a report.",
  readOnly: true,
  input: { type: "object" },
};

test("large values come by reference, and are fetched where they are wanted", async (t) => {
  const client = await home.client(t);
  const host = await client.offerTools([{ ...offered, run: async () => ({ report: LARGE }) }]);
  const started = await client.startRun(await home.agent("reporting", REPORTING));
  await client.waitForRun(started.run);
  let found = 0;
  const stream = client.events({ session: started.session, inlineLimit: 16_384 });
  for await (const event of stream) {
    if (event.type === "tool.completed") {
      const result = event.data.result as { report: unknown };
      const reference = referenceOf(result.report);
      assert.ok(reference !== undefined, JSON.stringify(event.data).slice(0, 400));
      assert.deepEqual((await client.whole(event.data)).result, { report: LARGE });
      assert.equal(JSON.parse(new TextDecoder().decode(await client.content(reference.sha256))), LARGE);
      found++;
    }
    if (event.type === "run.completed") {
      break;
    }
  }
  assert.equal(found, 1);
  const other = { report: [LARGE.length, null, { blobRef: "a word of somebody" }] };
  assert.deepEqual(await client.whole(other), other);
  await host.close();
});

test("a content comes part by part, and is what its name says", async (t) => {
  const client = await home.client(t);
  const bytes = randomBytes(2_500_000);
  const { sha256 } = await client.request("blob/put", { data: bytes.toString("base64") });
  assert.equal(sha256, createHash("sha256").update(bytes).digest("hex"));
  const sizes: number[] = [];
  for await (const part of client.contents(sha256)) {
    sizes.push(part.length);
  }
  assert.deepEqual(sizes, [1_048_576, 1_048_576, 402_848]);
  assert.ok(bytes.equals(await client.content(sha256)));
  await assert.rejects(client.content("0".repeat(64)), { kind: "NotFound" });
  const empty = await client.request("blob/put", { data: "" });
  assert.equal((await client.content(empty.sha256)).length, 0);
});

test("who calls a tool is told how far it is", async (t) => {
  const client = await home.client(t);
  const told: Progress[] = [];
  let heard = (): void => undefined;
  const first = new Promise<void>((resolve) => (heard = resolve));
  const host = await client.offerTools([
    {
      ...offered,
      async run(_args, _call, _signal, talk) {
        await talk.progress("half of it", 1, 2);
        await first;
        return { report: "all" };
      },
    },
  ]);
  const onProgress = (progress: Progress): void => {
    told.push(progress);
    heard();
  };
  const params = { name: "client:report", workspace: home.folder };
  const { result, error } = await client.request("tool/call", params, { onProgress });
  assert.deepEqual([result, error], [{ report: "all" }, undefined]);
  assert.deepEqual(told[0], { message: "half of it", value: 1, total: 2 });
  await host.close();
});

test("events name the trace of the call that caused them", async (t) => {
  const client = await home.client(t);
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const { session } = await client.startRun(
    await home.agent("traced", "agent: traced\nnodes: {say: {set: {a: 1}}}\n"),
    {},
    { traceparent },
  );
  for await (const event of client.events({ session })) {
    assert.equal(event.cause?.trace, traceparent);
    break;
  }
});
