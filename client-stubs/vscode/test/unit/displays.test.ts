import assert from "node:assert/strict";
import { test } from "node:test";
import { ROWS_MAX, displaysIn, shownOf } from "../../src/shared/displays.js";

test("a picture is taken before a table, and words where there is neither", () => {
  const picture = shownOf({ "text/plain": "p", "image/png": "AAAA", "text/csv": "a\n1" });
  assert.deepEqual(picture, { kind: "picture", source: "data:image/png;base64,AAAA", words: "p" });
  assert.deepEqual(shownOf({ "text/plain": "p", "image/png": "no base 64!" }), { kind: "words", words: "p" });
  assert.deepEqual(shownOf(null), { kind: "words", words: "" });
});

test("a drawing is encoded, so that it is one picture and nothing beside it", () => {
  const shown = shownOf({ "text/plain": "d", "image/svg+xml": "<svg>\"#'</svg>" });
  assert.ok(shown.kind === "picture" && !/["'<#]/.test(shown.source.replaceAll("'", "")));
});

test("comma-separated values have quotes, commas and line ends in them", () => {
  const shown = shownOf({ "text/plain": "t", "text/csv": 'name,said\r\nAnn,"a ""b"", c\nd"\r\nBob,\r\n' });
  assert.deepEqual(shown, { kind: "table", head: ["name", "said"], rows: [["Ann", 'a "b", c\nd'], ["Bob", ""]], more: 0 });
});

test("records are a table, and other JSON is words", () => {
  const shown = shownOf({ "text/plain": "t", "application/json": [{ a: 1 }, { b: { c: 2 } }] });
  assert.deepEqual(shown, { kind: "table", head: ["a", "b"], rows: [["1", ""], ["", '{"c":2}']], more: 0 });
  assert.deepEqual(shownOf({ "text/plain": "t", "application/json": { a: 1 } }), { kind: "words", words: "t" });
  assert.deepEqual(shownOf({ "text/plain": "t", "application/json": [] }), { kind: "words", words: "t" });
});

test("of a long table the first rows are shown and the others counted", () => {
  const shown = shownOf({ "text/plain": "t", "application/json": Array.from({ length: ROWS_MAX + 5 }, (_, n) => ({ n })) });
  assert.ok(shown.kind === "table" && shown.rows.length === ROWS_MAX && shown.more === 5);
});

test("what a result shows is taken out of it, and nothing else", () => {
  assert.deepEqual(displaysIn({ a: 1, displays: [{ "text/plain": "x" }] }), { bundles: [{ "text/plain": "x" }], rest: { a: 1 } });
  assert.deepEqual(displaysIn({ displays: "mine" }), { bundles: [], rest: { displays: "mine" } });
  assert.deepEqual(displaysIn({ displays: [1] }), { bundles: [], rest: { displays: [1] } });
  assert.deepEqual(displaysIn("text"), { bundles: [], rest: "text" });
});
