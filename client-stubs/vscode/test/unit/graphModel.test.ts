import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphModel } from "../../src/shared/graphModel.js";
import { recording } from "../events.js";

function fold(name: string): GraphModel {
  const model = new GraphModel();
  recording(name).forEach((event) => model.apply(event));
  return model;
}

test("knows what is done and how often ways were taken", () => {
  const model = fold("preflight");
  assert.equal(model.status, "completed");
  assert.deepEqual(new Set([...model.nodes.values()].map((node) => node.state)), new Set(["done"]));
  assert.equal(model.ways.get(GraphModel.way("begin", "size")), 1);
});

test("shows a node that asks as held, and as running once it is answered", () => {
  const model = fold("preflight-asks");
  assert.equal(model.nodes.get("ask")?.state, "held");
  assert.equal(model.status, "held");
  const asked = recording("preflight-asks").find((event) => event.type === "question.asked");
  model.apply({ seq: 99, at: "", type: "question.answered", v: 1, data: { question: (asked?.data as { question: string }).question, answer: "yes", by: "ann" } });
  assert.equal(model.nodes.get("ask")?.state, "running");
});

test("begins anew with each run of a session", () => {
  const model = fold("preflight");
  recording("preflight").slice(0, 2).forEach((event) => model.apply(event));
  assert.equal(model.nodes.size, 0);
  assert.equal(model.status, "running");
});
