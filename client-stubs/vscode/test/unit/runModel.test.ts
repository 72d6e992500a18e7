import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ephemeral, EventEnvelope } from "../../../typescript/src/generated/protocol.js";
import type { Row } from "../../src/shared/rows.js";
import { RunModel, joined } from "../../src/shared/runModel.js";
import { many, recording } from "../events.js";

function fold(events: readonly EventEnvelope[]): RunModel {
  const model = new RunModel();
  events.forEach((event) => model.apply(event));
  return model;
}

function rows<K extends Row["kind"]>(model: RunModel, kind: K): Extract<Row, { kind: K }>[] {
  return model.rows.filter((row): row is Extract<Row, { kind: K }> => row.kind === kind);
}

test("shows a run that failed, was tried again and completed", () => {
  const model = fold(recording("preflight"));
  assert.equal(model.head.agent, "preflight");
  assert.equal(model.head.status, "completed");
  assert.ok(model.head.usage !== undefined && model.head.usage.toolCalls > 0);
  assert.deepEqual(rows(model, "step").find((step) => step.node === "begin")?.ways.sort(), ["licence", "service", "size"]);
  assert.ok(rows(model, "step").every((step) => step.state === "done"));
  assert.ok(rows(model, "tool").every((call) => call.state === "done" || call.state === "failed"));
  assert.equal(model.rows.at(-1)?.kind, "note");
});

test("puts what branches do deeper than what was before them", () => {
  const model = fold(recording("preflight"));
  const depth = (node: string): number | undefined => rows(model, "step").find((step) => step.node === node)?.depth;
  assert.equal(depth("begin"), 0);
  assert.equal(depth("size"), 1);
  assert.ok(rows(model, "tool").every((call) => call.depth >= 2));
});

test("opens a question with its form and settles it with its answer", () => {
  const held = fold(recording("preflight-asks"));
  assert.equal(held.head.status, "held");
  assert.equal(held.head.openQuestions, 1);
  const question = rows(held, "question")[0];
  assert.deepEqual(Object.keys(question?.fields ?? {}), ["go", "why"]);
  held.takeDirty();
  held.apply({ seq: 50, at: "2026-11-21T00:00:00Z", type: "question.answered", v: 1, data: { question: question?.question, answer: { go: true }, by: "local:ann" } });
  assert.equal(question?.state, "answered");
  assert.equal(held.head.openQuestions, 0);
  assert.deepEqual(held.takeDirty(), [question]);
});

test("shows replies of models with what they cost", () => {
  const model = fold(recording("release-notes"));
  const replies = rows(model, "model");
  assert.ok(replies.some((reply) => reply.state === "done" && reply.usage !== undefined));
  assert.deepEqual(rows(model, "message").map((message) => message.role).includes("system"), true);
});

test("shows what other agents do", () => {
  const children = rows(fold(recording("change-review")), "child");
  assert.deepEqual(children.map((child) => [child.state, child.asks]), [["done", false], ["running", true]]);
});

test("lets a reply grow, whatever pieces come twice or go missing", () => {
  const model = fold(recording("release-notes").filter((event) => event.type !== "message.completed" && event.type !== "model.failed"));
  const started = recording("release-notes").find((event) => event.type === "model.started");
  const item = (started?.data as { item: string }).item;
  const piece = (off: number, text: string): Ephemeral => ({ kind: "delta", session: "s", run: "r", item, field: "text", off, text, after: 0 });
  model.applyPiece(piece(0, "Since "));
  model.applyPiece(piece(0, "Since "));
  model.applyPiece(piece(3, "ce v1"));
  const reply = rows(model, "model")[0];
  assert.equal(reply?.text, "Since v1");
  model.applyPiece(piece(20, "lost"));
  assert.equal(reply?.text, "Since v1");
  assert.equal(reply?.hasHole, true);
});

test("has what a call shows now, and nothing of what it has cleared", () => {
  const model = fold(recording("preflight").filter((event) => event.type !== "tool.completed" && event.type !== "tool.failed"));
  const requested = recording("preflight").find((event) => event.type === "tool.requested");
  const call = (requested?.data as { call: string }).call;
  const row = rows(model, "tool")[0];
  const progress: Ephemeral = { kind: "progress", session: "s", run: "r", call, message: "half", after: 0 };
  model.applyPiece({ ...progress, displays: [{ id: "d", bundle: { "text/plain": "a chart" } }] });
  assert.deepEqual(row?.displays.map((shown) => shown.id), ["d"]);
  model.applyPiece(progress);
  assert.deepEqual(row?.displays, []);
});

test("forgets why an attempt failed once the next one has gone well", () => {
  const model = fold(recording("preflight"));
  const again = rows(model, "tool").find((row) => row.tool === "preflight.service");
  assert.ok(recording("preflight").some((event) => event.type === "tool.failed"));
  assert.deepEqual([again?.state, again?.error], ["done", undefined]);
  assert.ok(rows(model, "note").some((row) => row.text.startsWith("Attempt 2")));
});

test("takes an event of a newer daemon as a line of its own", () => {
  const model = fold([{ seq: 1, at: "2026-11-21T00:00:00Z", type: "moon.risen", v: 1, data: { full: true } }]);
  assert.deepEqual(model.rows.map((row) => row.kind === "note" ? [row.text, row.detail] : []), [["moon.risen", { full: true }]]);
});

test("joins pieces by their offsets", () => {
  assert.equal(joined("abc", 3, "de"), "abcde");
  assert.equal(joined("abc", 1, "bcd"), "abcd");
  assert.equal(joined("abc", 0, "a"), "abc");
  assert.equal(joined("abc", 4, "e"), undefined);
});

test("folds 100,000 events in less than two seconds of the processor", () => {
  const events = many("preflight", 100_000);
  const start = process.cpuUsage();
  const model = fold(events);
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 2_000_000);
  assert.ok(model.rows.length > 30_000);
});
