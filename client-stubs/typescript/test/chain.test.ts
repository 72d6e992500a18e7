import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { EventChain, canonicalJson, type EventEnvelope } from "@fermata/client";

const event = (data: { [name: string]: unknown }): EventEnvelope => ({
  seq: 1,
  prev: 0,
  at: "2026-01-01T00:00:00Z",
  type: "event.published",
  v: 1,
  data,
});

test("the digest is SHA-256, whatever the length of the event", () => {
  for (let length = 0; length < 200; length++) {
    const one = event({ text: "é".repeat(length) });
    const { prev: _, ...plain } = one;
    const bytes = Buffer.concat([Buffer.alloc(32), Buffer.from(canonicalJson(plain))]);
    const expected = createHash("sha256").update(bytes).digest("hex");
    assert.equal(EventChain.START.with(one).hex, expected, `${length}`);
  }
});

test("JSON is canonical: sorted by UTF-16 units, numbers and strings as RFC 8785 has them", () => {
  const value = JSON.parse(`{"\\u20ac": 1, "\\r": 1.50, "\\ufb33": 1e21, "1": [1E-7, true, null],
    "\\ud83d\\ude00": "\\u000f\\n\\"\\\\", "a": {}}`);
  const text = `{"\\r":1.5,"1":[1e-7,true,null],"a":{},"€":1,"😀":"\\u000f\\n\\"\\\\","\ufb33":1e+21}`;
  assert.equal(canonicalJson(value), text);
});

test("what came before does not count, what came does", () => {
  const chain = EventChain.START.with(event({ n: 1 }));
  assert.deepEqual(EventChain.START.with({ ...event({ n: 1 }), prev: 7 }), chain);
  assert.ok(!EventChain.START.with(event({ n: 2 })).equals(chain));
  assert.throws(() => new EventChain("x"), RangeError);
});
