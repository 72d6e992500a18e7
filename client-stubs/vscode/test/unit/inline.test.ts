import assert from "node:assert/strict";
import { test } from "node:test";
import { expressionsAt, nodeAt } from "../../src/shared/inline.js";

const TEXT = [
  "nodes:",
  "  more:",
  "    set: {state.n: \"${{ state.n + 1 }}\", twice: \"${{ }}${{state.n}}\"}",
  "",
  "    when: ${{ size(state.list) > 2 }}",
  "  note: {tool: files.write, args: {path: \"${{ run.id }}\"}}",
  "edges:",
  "  - {from: more, to: note, when: \"${{ output.n }}\"}",
];

test("finds the expressions of the node where a run stands, and of no other", () => {
  assert.deepEqual(expressionsAt(TEXT, 1).map(({ line, text }) => [line, text]), [[2, "state.n + 1"], [2, "state.n"], [4, "size(state.list) > 2"]]);
  assert.deepEqual(expressionsAt(TEXT, 5).map(({ text }) => text), ["run.id"]);
  assert.deepEqual(expressionsAt(TEXT, 7).map(({ text }) => text), ["output.n"]);
  assert.deepEqual(expressionsAt(TEXT, 99), []);
});

test("tells the place of an expression without its marks", () => {
  for (const { line, from, to, text } of expressionsAt(TEXT, 1)) {
    assert.equal(TEXT[line]?.slice(from, to), text);
  }
});

test("finds the node that a line belongs to", () => {
  const nodes = [{ id: "more", range: { start: { line: 1 } } }, { id: "note", range: { start: { line: 5 } } }, { id: "elsewhere" }];
  assert.equal(nodeAt(nodes, 0), undefined);
  assert.equal(nodeAt(nodes, 4), "more");
  assert.equal(nodeAt(nodes, 5), "note");
});
