import assert from "node:assert/strict";
import { test } from "node:test";
import type { FormControl, Parsed } from "../../src/shared/forms.js";
import { controlsOf, parse } from "../../src/shared/forms.js";

function control(schema: unknown, more: object = {}): FormControl {
  const found = controlsOf({ x: { schema, required: false, ...more } })[0];
  assert.ok(found !== undefined);
  return found;
}

const cases: readonly [string, unknown, string, Parsed][] = [
  ["a text", { type: "string" }, "hello", { ok: true, value: "hello" }],
  ["a field that is left out", { type: "string" }, "", { ok: true, value: undefined }],
  ["a whole number", { type: "integer" }, "12", { ok: true, value: 12 }],
  ["a number that is not whole", { type: "integer" }, "1.5", { ok: false, problem: "x must be a whole number" }],
  ["a number below the least", { type: "number", minimum: 2 }, "1", { ok: false, problem: "x must be at least 2" }],
  ["a number above the most", { type: "number", maximum: 2 }, "3", { ok: false, problem: "x must be at most 2" }],
  ["no number", { type: "number" }, "many", { ok: false, problem: "x must be a number" }],
  ["a tick", { type: "boolean" }, "true", { ok: true, value: true }],
  ["no tick", { type: "boolean" }, "false", { ok: true, value: false }],
  ["a choice", { enum: ["a", 2] }, "2", { ok: true, value: 2 }],
  ["JSON", { type: "object" }, "{\"a\":1}", { ok: true, value: { a: 1 } }],
  ["no JSON", { type: "object" }, "{a", { ok: false, problem: "x must be JSON of type object" }],
  ["another type", { type: "object" }, "[]", { ok: false, problem: "x must be JSON of type object" }],
  ["a list with commas", { type: "array" }, "a, b", { ok: true, value: ["a", "b"] }],
  ["a list as JSON", { type: "array" }, "[1, 2]", { ok: true, value: [1, 2] }],
];

for (const [name, schema, text, expected] of cases) {
  test(`reads ${name}`, () => assert.deepEqual(parse(control(schema), text), expected));
}

test("asks for what is required", () => {
  assert.deepEqual(parse(control({ type: "string" }, { required: true }), ""), { ok: false, problem: "x is required" });
});

test("begins with defaults", () => {
  assert.equal(control({ type: "integer" }, { defaultValue: 20 }).initial, "20");
  assert.equal(control({ enum: ["a", "b"] }, { defaultValue: "b" }).initial, "\"b\"");
  assert.equal(control({ type: "array" }, { defaultValue: [1] }).initial, "[1]");
  assert.equal(control({ type: "string", title: "Title", description: "what" }).label, "Title");
});
