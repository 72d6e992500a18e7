// Recorded runs, and many events made of them.

import { readFileSync } from "node:fs";
import type { EventEnvelope } from "../../typescript/src/generated/protocol.js";

export function recording(name: string): EventEnvelope[] {
  return readFileSync(`test/recordings/${name}.ndjson`, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as EventEnvelope);
}

/** A recorded run over and over, as one run with so many events. */
export function many(name: string, count: number): EventEnvelope[] {
  const recorded = recording(name);
  const first = recorded.filter((event) => event.type === "session.created" || event.type === "run.started");
  const body = recorded.filter((event) => !/^(session\.created|run\.(started|completed|held|resumed)|question\.)/.test(event.type));
  const events = [...first];
  for (let round = 0; events.length < count; round++) {
    for (const event of body) {
      events.push(renamed(event, round, events.length + 1));
    }
  }
  return events.slice(0, count);
}

/** Steps, calls and items have names of their own in every round. */
function renamed(event: EventEnvelope, round: number, seq: number): EventEnvelope {
  const data: { [name: string]: unknown } = { ...event.data };
  for (const name of ["step", "call", "item"]) {
    if (typeof data[name] === "string") {
      data[name] = `${data[name]}.${round}`;
    }
  }
  return { ...event, seq, step: event.step === undefined ? undefined : `${event.step}.${round}`, data };
}
