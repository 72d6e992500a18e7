// What the timeline of a run is made of. A row is changed in place while its work is under way.

import type { DisplayView, Failure, FormField, TokenUsage, ToolCallRequest, Usage } from "../../../typescript/src/generated/protocol.js";

export type WorkState = "running" | "waiting" | "done" | "failed" | "unknown";

interface Common {
  /** Place in the list, which never changes. */
  readonly index: number;
  /** Number of the event that began it. */
  readonly seq: number;
  readonly at: string;
  readonly node: string | undefined;
  /** Whether it stands right below a row of the same node. */
  readonly joins: boolean;
  /** How many branches it is inside of. */
  readonly depth: number;
  /** Grows with every change, so that a view knows what to draw anew. */
  version: number;
}

export interface StepRow extends Common {
  readonly kind: "step";
  readonly nodeKind: string;
  readonly visit: number;
  readonly branch: string | undefined;
  readonly element: number | undefined;
  attempt: number;
  state: WorkState;
  status: string | undefined;
  endedAt: string | undefined;
  error: Failure | undefined;
  ways: string[];
}

export interface ModelRow extends Common {
  readonly kind: "model";
  readonly model: string;
  readonly attempt: number;
  state: WorkState;
  text: string;
  reasoning: string;
  /** Pieces were left out; the whole text comes with the end of the item. */
  hasHole: boolean;
  toolCalls: readonly ToolCallRequest[];
  usage: TokenUsage | undefined;
  error: Failure | undefined;
}

export interface ToolRow extends Common {
  readonly kind: "tool";
  readonly tool: string;
  readonly args: unknown;
  state: WorkState;
  phase: string;
  output: string;
  progress: string;
  displays: readonly DisplayView[];
  result: unknown;
  durationMs: number | undefined;
  error: Failure | undefined;
}

export interface QuestionRow extends Common {
  readonly kind: "question";
  readonly question: string;
  readonly questionKind: string;
  readonly text: string;
  readonly fields: { readonly [name: string]: FormField } | undefined;
  readonly options: readonly string[] | undefined;
  readonly tool: string | undefined;
  readonly args: unknown;
  readonly expiresAt: string | undefined;
  readonly assignee: string | undefined;
  state: "open" | "answered" | "expired" | "withdrawn";
  answer: unknown;
  by: string | undefined;
}

export interface MessageRow extends Common {
  readonly kind: "message";
  readonly role: string;
  readonly text: string;
}

export interface ChildRow extends Common {
  readonly kind: "child";
  readonly agent: string;
  readonly run: string;
  state: WorkState;
  asks: boolean;
  output: unknown;
  error: Failure | undefined;
}

export type Tone = "info" | "good" | "warn" | "bad";

export interface NoteRow extends Common {
  readonly kind: "note";
  readonly tone: Tone;
  readonly text: string;
  /** More of it, as JSON or text; undefined for nothing. */
  readonly detail: unknown;
}

export type Row = StepRow | ModelRow | ToolRow | QuestionRow | MessageRow | ChildRow | NoteRow;

/** What stands above the timeline. */
export interface RunHead {
  session: string;
  run: string;
  agent: string;
  uri: string | undefined;
  title: string;
  entry: string;
  status: string;
  startedAt: string | undefined;
  endedAt: string | undefined;
  usage: Usage | undefined;
  openQuestions: number;
  artifacts: string[];
  /** Names under which the session keeps contents. */
  kept: string[];
}
