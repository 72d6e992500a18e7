// Events that are one line of a timeline each, in words.

import type { FermataEvent } from "../../../typescript/src/generated/protocol.js";
import type { Tone } from "./rows.js";
import { duration, time } from "./format.js";

export interface Note {
  readonly tone: Tone;
  readonly text: string;
  readonly detail: unknown;
}

function note(tone: Tone, text: string, detail?: unknown): Note {
  return { tone, text, detail };
}

/** The line of an event; undefined for one that shows elsewhere. */
export function noteOf(event: FermataEvent): Note | undefined {
  switch (event.type) {
    case "run.queued": return note("info", event.data.behind ? "Waits for the end of another run" : event.data.notBefore ? `Waits until ${event.data.notBefore}` : "Waits for a place at its entry point", event.data.input);
    case "run.started": return note("info", `Run started at ${event.data.entry}`, event.data.input);
    case "run.pausing": return note("info", `Paused: ${event.data.reason}`);
    case "run.resumed": return note("info", event.data.cause === "daemonRestart" ? "Goes on after a restart of the daemon" : `Goes on (${event.data.cause})`);
    case "run.interrupted": return note("warn", `Interrupted: ${event.data.cause}`);
    case "run.forked": return note("info", `Forked from run ${event.data.parentRun.slice(0, 8)} after event ${event.data.at}`, event.data.state);
    case "run.cancelling": return note("warn", `Being cancelled: ${event.data.reason}`);
    case "run.completed": return note("good", `Completed in ${duration(event.data.durationMs)}`, event.data.output);
    case "run.failed": return note("bad", `Failed: ${event.data.error.message}`, event.data.error);
    case "run.cancelled": return note("warn", `Cancelled: ${event.data.reason}`);
    case "definition.accepted": return note("info", "Goes on with the changed definition");
    case "retry.scheduled": return note("warn", `Attempt ${event.data.attempt} at ${time(event.data.dueAt)}: ${event.data.error.message}`);
    case "branch.failed": return note("warn", `Branch from ${event.data.from} failed; ${event.data.to} goes on without it`, event.data.error);
    case "branches.withdrawn": return note("info", `${event.data.node} goes on without the other branches (${event.data.why})`);
    case "state.conflicted": return note("bad", event.data.error.message, event.data.values);
    case "edge.decided": return note("info", `A model chose ${event.data.choice}`);
    case "element.finished": return note(event.data.error === undefined ? "info" : "bad", `Element ${event.data.index} ended`, event.data.error ?? event.data.result);
    case "state.patched": return note("info", `State ${event.data.key}`, event.data.value);
    case "wait.started": return note("info", event.data.event === undefined ? event.data.dueAt === undefined ? "Waits" : `Waits until ${time(event.data.dueAt)}` : "Waits for an event", event.data.event);
    case "wait.ended": return note("info", `Waits no longer: ${event.data.by}`, event.data.event);
    case "event.emitted": return note("info", `Published ${event.data.schema}`, event.data.data);
    case "artifact.created": return note("info", `Kept ${event.data.name}, ${event.data.size} bytes`, event.data);
    case "artifact.updated": return note("info", `Kept ${event.data.name} as version ${event.data.version}, ${event.data.size} bytes`, event.data);
    case "goal.evaluated": return note(event.data.verdict === "met" ? "good" : "warn", `Goal ${event.data.verdict}`, event.data.criteria);
    case "constraint.violated": return note("bad", `Constraint ${event.data.constraint}: ${event.data.evidence}`);
    case "budget.marked": return note("warn", `${event.data.percent} % of ${event.data.limit} used: ${event.data.used} of ${event.data.max}`);
    case "budget.raised": return note("info", `${event.data.limit} raised to ${event.data.max} by ${event.data.by}`);
    case "subrun.stopping": return note("warn", event.data.error.message);
    case "call.late": return note("warn", `A late ${event.data.what} of ${event.data.call} changed nothing`);
    case "warning": return note("warn", event.data.message, undefined);
    case "context.fetched": case "state.loaded": case "state.written": case "goal.judging": case "session.created": return undefined;
    default: return unknown(event);
  }
}

/** A type of a newer daemon, or one that has no words here. */
function unknown(event: unknown): Note {
  const { type, data } = event as { type: string; data: unknown };
  return note("info", type, data);
}
