import assert from "node:assert/strict";
import { test } from "node:test";
import { nodeAt } from "../../src/shared/nodeAt.js";

test("finds the node that a line belongs to", () => {
  const nodes = [{ id: "more", range: { start: { line: 1 } } }, { id: "note", range: { start: { line: 5 } } }, { id: "elsewhere" }];
  assert.equal(nodeAt(nodes, 0), undefined);
  assert.equal(nodeAt(nodes, 4), "more");
  assert.equal(nodeAt(nodes, 5), "note");
});
