// Folds the events of a session into the rows of a timeline. Pure: no page, no clock.

import type { Ephemeral, EventEnvelope, Failure, FermataEvent, SubscriptionSnapshot } from "../../../typescript/src/generated/protocol.js";
import type { ChildRow, MessageRow, ModelRow, NoteRow, QuestionRow, Row, RunHead, StepRow, Tone, ToolRow } from "./rows.js";
import { noteOf } from "./notes.js";

type NewRow<T extends Row> = Omit<T, "index" | "seq" | "at" | "node" | "joins" | "depth" | "version">;

/** What is known of a step while rows are made for it. */
interface StepPlace {
  readonly row: StepRow;
  readonly depth: number;
}

export class RunModel {
  readonly rows: Row[] = [];
  readonly head: RunHead = {
    session: "", run: "", agent: "", uri: undefined, title: "", entry: "", status: "queued",
    startedAt: undefined, endedAt: undefined, usage: undefined, openQuestions: 0, artifacts: [], kept: [],
  };
  /** The nodes that have been seen, in the order of their first step. */
  readonly nodes = new Set<string>();

  readonly #steps = new Map<string, StepPlace>();
  readonly #calls = new Map<string, ModelRow | ToolRow>();
  readonly #items = new Map<string, ModelRow>();
  readonly #questions = new Map<string, QuestionRow>();
  readonly #children = new Map<string, ChildRow>();
  readonly #dirty = new Set<Row>();

  /** The rows that have changed since the last call; new ones are not among them. */
  takeDirty(): Row[] {
    const rows = [...this.#dirty];
    this.#dirty.clear();
    return rows;
  }

  apply(envelope: EventEnvelope): void {
    // A type that this version does not know falls through the switch, and is shown as a note.
    const event = envelope as FermataEvent;
    if (!this.#applyRun(event) && !this.#applyStep(event) && !this.#applyCall(event) && !this.#applyQuestion(event)) {
      this.#note(envelope);
    }
  }

  #applyRun(event: FermataEvent): boolean {
    const head = this.head;
    switch (event.type) {
      case "session.created":
        head.session = event.data.session;
        head.agent = event.data.agent;
        head.uri = event.data.uri;
        head.title = event.data.title ?? "";
        return true;
      case "run.started":
        Object.assign(head, { run: event.data.run, agent: event.data.agent, entry: event.data.entry, status: "running" });
        head.startedAt = event.at;
        head.endedAt = undefined;
        return false;
      case "run.queued": head.status = "queued"; return false;
      case "run.held": head.status = "held"; return true;
      case "run.pausing": head.status = "pausing"; return false;
      case "run.resumed":
        head.status = "running";
        return event.data.cause === "answer" || event.data.cause === "timer" || event.data.cause === "child";
      case "run.interrupted": head.status = "interrupted"; return false;
      case "run.cancelling": head.status = "cancelling"; return false;
      case "run.failing": head.status = "failing"; return true;
      case "run.completed": case "run.failed": case "run.cancelled":
        head.status = event.type.slice("run.".length);
        head.usage = event.data.usage;
        head.endedAt = event.at;
        return false;
      case "usage.updated": head.usage = event.data.usage; return true;
      default: return false;
    }
  }

  #applyStep(event: FermataEvent): boolean {
    switch (event.type) {
      case "step.started": {
        const { node, kind, visit, fanOut, element } = event.data;
        this.nodes.add(node);
        const row = this.#add<StepRow>(event, {
          kind: "step", nodeKind: kind, visit, branch: fanOut.at(-1), element, attempt: 1, state: "running",
          status: undefined, endedAt: undefined, error: undefined, ways: [],
        }, node, fanOut.length);
        this.#steps.set(event.data.step, { row, depth: fanOut.length });
        return true;
      }
      case "step.attempted": return this.#step(event.data.step, (row) => { row.attempt = event.data.attempt; });
      case "step.finished":
        return this.#step(event.data.step, (row) => {
          row.status = event.data.status;
          row.state = isGood(event.data.status) ? "done" : "failed";
          row.endedAt = event.at;
          row.error = event.data.error;
        });
      case "edge.taken":
        return this.#step(event.data.step, (row) => { row.ways.push(event.data.to); });
      case "step.received": case "step.deciding": case "element.started": case "map.started": return true;
      default: return false;
    }
  }

  #applyCall(event: FermataEvent): boolean {
    switch (event.type) {
      case "model.started": {
        const row = this.#add<ModelRow>(event, {
          kind: "model", model: event.data.model, attempt: event.data.attempt, state: "running", text: "", reasoning: "",
          hasHole: false, toolCalls: [], usage: undefined, error: undefined,
        });
        this.#calls.set(event.data.call, row);
        this.#items.set(event.data.item, row);
        return true;
      }
      case "message.completed":
        return this.#model(event.data.call, (row) => {
          row.state = "done";
          row.text = event.data.text ?? "";
          row.reasoning = event.data.reasoning ?? "";
          row.hasHole = false;
          row.toolCalls = event.data.toolCalls;
          row.usage = event.data.usage;
        });
      case "model.failed": return this.#model(event.data.call, (row) => fail(row, event.data.error));
      case "model.lost": return this.#model(event.data.call, (row) => { row.state = "unknown"; });
      case "message.created":
        this.#add<MessageRow>(event, { kind: "message", role: event.data.role, text: event.data.text });
        return true;
      case "tool.requested":
        this.#calls.set(event.data.call, this.#add<ToolRow>(event, {
          kind: "tool", tool: event.data.tool, args: event.data.args, state: "waiting", phase: "requested", output: "",
          progress: "", displays: [], result: undefined, durationMs: undefined, error: undefined,
        }));
        return true;
      case "tool.approved": return this.#tool(event.data.call, (row) => { row.phase = `approved by ${event.data.rule ?? event.data.by}`; });
      case "tool.denied":
        return this.#tool(event.data.call, (row) => {
          row.state = "failed";
          row.phase = `denied by ${event.data.by}: ${event.data.reason}`;
        });
      case "tool.started":
        return this.#tool(event.data.call, (row) => {
          row.state = "running";
          row.phase = event.data.attempt > 1 ? `attempt ${event.data.attempt}` : "";
          // Why the attempt before failed is told by a note; this one has not.
          row.error = undefined;
        });
      case "tool.completed":
        return this.#tool(event.data.call, (row) => {
          row.state = "done";
          row.result = event.data.result;
          row.durationMs = event.data.durationMs;
          this.#noteArtifact(row);
        });
      case "tool.failed": return this.#tool(event.data.call, (row) => fail(row, event.data.error));
      case "tool.unknown":
        return this.#tool(event.data.call, (row) => {
          row.state = "unknown";
          row.phase = `whether it had an effect is not known; then: ${event.data.then}`;
        });
      case "subrun.started":
        this.#children.set(event.data.run, this.#add<ChildRow>(event, {
          kind: "child", agent: event.data.agent, run: event.data.run, state: "running", asks: false, output: undefined, error: undefined,
        }));
        return true;
      case "subrun.asked": return this.#child(event.data.run, (row) => { row.asks = event.data.open; });
      case "subrun.finished":
        return this.#child(event.data.run, (row) => {
          row.state = event.data.error === undefined ? "done" : "failed";
          row.output = event.data.output;
          row.error = event.data.error;
        });
      default: return false;
    }
  }

  #applyQuestion(event: FermataEvent): boolean {
    switch (event.type) {
      case "question.asked": {
        const { question, kind, text, fields, options, tool, args, expiresAt, assignee } = event.data;
        this.#questions.set(question, this.#add<QuestionRow>(event, {
          kind: "question", question, questionKind: kind, text, fields, options, tool, args, expiresAt, assignee,
          state: "open", answer: undefined, by: undefined,
        }));
        this.head.openQuestions++;
        return true;
      }
      case "question.answered":
        return this.#settle(event.data.question, "answered", (row) => {
          row.answer = event.data.answer;
          row.by = event.data.by;
        });
      case "question.expired": return this.#settle(event.data.question, "expired");
      case "question.withdrawn": return this.#settle(event.data.question, "withdrawn");
      default: return false;
    }
  }

  /** Takes a piece of an item under way. One that was there already changes nothing. */
  applyPiece(piece: Ephemeral): void {
    if (piece.kind === "progress") {
      this.#tool(piece.call, (row) => {
        const share = piece.total === undefined ? "" : ` ${piece.value ?? 0}/${piece.total}`;
        row.progress = piece.message + share;
        row.displays = piece.displays ?? [];
      });
      return;
    }
    const model = this.#items.get(piece.item);
    if (model !== undefined) {
      this.#grow(model, piece.field === "reasoning" ? "reasoning" : "text", piece.off, piece.text);
      return;
    }
    const call = this.#calls.get(piece.item);
    if (call?.kind === "tool" && call.state !== "done") {
      call.output = joined(call.output, piece.off, piece.text) ?? call.output;
      this.#touch(call);
    }
  }

  #grow(row: ModelRow, field: "text" | "reasoning", off: number, text: string): void {
    if (row.state !== "running") {
      return;
    }
    const whole = joined(row[field], off, text);
    row.hasHole ||= whole === undefined;
    row[field] = whole ?? row[field];
    this.#touch(row);
  }

  /** Events are not to be had any more: what the daemon says of the session stands for them. */
  applyGap(snapshot: SubscriptionSnapshot): void {
    const { session, runs } = snapshot.session;
    const head = this.head;
    Object.assign(head, { session: session.session, agent: session.agent, uri: session.uri, title: session.title ?? "" });
    const run = runs[0];
    if (run !== undefined) {
      Object.assign(head, { run: run.run, entry: run.entry, status: run.status, startedAt: run.startedAt, endedAt: run.endedAt, usage: run.usage });
    }
    this.#addNote(0, session.updatedAt, undefined, "warn", "Earlier events are no longer kept", undefined);
  }

  /** Rows of other rows' steps stand deeper by the branches that those are in. */
  #add<T extends Row>(event: FermataEvent, row: NewRow<T>, node = event.node, depth = this.#depthOf(event.step)): T {
    const joins = this.rows.at(-1)?.node === node;
    const added = { ...row, index: this.rows.length, seq: event.seq, at: event.at, node, joins, depth, version: 0 } as unknown as T;
    this.rows.push(added);
    return added;
  }

  #depthOf(step: string | undefined): number {
    return step === undefined ? 0 : (this.#steps.get(step)?.depth ?? 0) + 1;
  }

  #note(event: EventEnvelope): void {
    if (event.type === "artifact.created") {
      this.head.kept.push((event.data as { name: string }).name);
    }
    const note = noteOf(event as FermataEvent);
    if (note !== undefined) {
      this.#addNote(event.seq, event.at, event.node, note.tone, note.text, note.detail, this.#depthOf(event.step));
    }
  }

  #addNote(seq: number, at: string, node: string | undefined, tone: Tone, text: string, detail: unknown, depth = 0): void {
    const joins = this.rows.at(-1)?.node === node;
    const row: NoteRow = { kind: "note", index: this.rows.length, seq, at, node, joins, depth, version: 0, tone, text, detail };
    this.rows.push(row);
  }

  #touch(row: Row): true {
    row.version++;
    this.#dirty.add(row);
    return true;
  }

  #change<T extends Row>(row: T | undefined, change: (row: T) => void): true {
    if (row !== undefined) {
      change(row);
      this.#touch(row);
    }
    return true;
  }

  #step(step: string, change: (row: StepRow) => void): true {
    return this.#change(this.#steps.get(step)?.row, change);
  }

  #model(call: string, change: (row: ModelRow) => void): true {
    const row = this.#calls.get(call);
    return this.#change(row?.kind === "model" ? row : undefined, change);
  }

  #tool(call: string, change: (row: ToolRow) => void): true {
    const row = this.#calls.get(call);
    return this.#change(row?.kind === "tool" ? row : undefined, change);
  }

  #child(run: string, change: (row: ChildRow) => void): true {
    return this.#change(this.#children.get(run), change);
  }

  #settle(question: string, state: "answered" | "expired" | "withdrawn", change: (row: QuestionRow) => void = () => {}): true {
    return this.#change(this.#questions.get(question), (row) => {
      if (row.state === "open") {
        this.head.openQuestions--;
      }
      row.state = state;
      change(row);
    });
  }

  #noteArtifact(row: ToolRow): void {
    const path = pathIn(row.args);
    const writes = row.tool === "files.write" || row.tool === "files.patch";
    if (writes && path !== undefined && !this.head.artifacts.includes(path)) {
      this.head.artifacts.push(path);
    }
  }
}

function isGood(status: string): boolean {
  return status === "success" || status === "skipped";
}

function fail(row: ModelRow | ToolRow, error: Failure): void {
  row.state = "failed";
  row.error = error;
}

function pathIn(args: unknown): string | undefined {
  const path = typeof args === "object" && args !== null ? (args as { path?: unknown }).path : undefined;
  return typeof path === "string" ? path : undefined;
}

/** The text with a piece at an offset; undefined where something between is missing. */
export function joined(text: string, off: number, piece: string): string | undefined {
  if (off > text.length) {
    return undefined;
  }
  return off + piece.length <= text.length ? text : text + piece.slice(text.length - off);
}
