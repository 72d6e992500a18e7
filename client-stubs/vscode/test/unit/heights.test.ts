import assert from "node:assert/strict";
import { test } from "node:test";
import { Heights } from "../../src/shared/heights.js";

/** Steps of a fixed generator: the same numbers in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed;
  while (true) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state / 2 ** 32;
  }
}

test("is what adding up gives, while rows grow, shrink and come", () => {
  const heights = new Heights();
  const plain: number[] = [];
  const next = numbers(7);
  const random = (): number => next.next().value as number;
  for (let step = 0; step < 5_000; step++) {
    if (random() < 0.7 || plain.length === 0) {
      const height = Math.floor(random() * 90) + 1;
      plain.push(height);
      heights.push(height);
    } else {
      const index = Math.floor(random() * plain.length);
      plain[index] = Math.floor(random() * 200) + 1;
      heights.set(index, plain[index] ?? 0);
    }
  }
  const tops = plain.reduce<number[]>((sums, height) => [...sums.slice(-1e9), (sums.at(-1) ?? 0) + height], [0]);
  assert.equal(heights.count, plain.length);
  assert.equal(heights.total, tops.at(-1));
  for (let index = 0; index < plain.length; index += 37) {
    assert.equal(heights.top(index), tops[index]);
    assert.equal(heights.at((tops[index] ?? 0) + 0.5), index);
  }
  assert.equal(heights.at(1e9), plain.length - 1);
});

test("is empty after it was cleared", () => {
  const heights = new Heights();
  heights.push(10);
  heights.clear();
  heights.push(4);
  assert.equal(heights.total, 4);
  assert.equal(heights.at(100), 0);
});
