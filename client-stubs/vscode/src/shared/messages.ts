// What an extension and its pages tell each other. Pages are not trusted: the extension checks what comes.

import type { AnswerAction, Ephemeral, EventEnvelope, SubscriptionSnapshot } from "../../../typescript/src/generated/protocol.js";
import type { FieldSchema } from "./forms.js";

/** Batches as `fermata/events` brings them. */
export interface Batch {
  readonly sub: string;
  readonly batch: number;
  readonly events?: readonly EventEnvelope[];
  readonly deltas?: readonly Ephemeral[];
  readonly cursor?: string;
  readonly synced?: boolean;
  readonly gap?: SubscriptionSnapshot;
  /** The daemon cannot be reached at the moment. */
  readonly lost?: string;
  /** Nothing more will come. */
  readonly ended?: string;
}

/** The agent of an input form. */
export interface AgentForm {
  readonly name: string;
  readonly description: string;
  readonly usable: boolean;
  readonly input: { readonly [name: string]: FieldSchema };
  readonly entries: readonly string[];
  /** The entry point that was asked for. */
  readonly entry: string | undefined;
}

export type ToRunPage =
  | { readonly type: "form"; readonly form: AgentForm }
  | { readonly type: "follow"; readonly session: string; readonly canAct: boolean }
  | { readonly type: "batch"; readonly batch: Batch }
  | { readonly type: "reveal"; readonly question: string }
  | { readonly type: "outcome"; readonly about: string; readonly problem: string | undefined };

export type RunAction = "pause" | "resume" | "cancel" | "fork" | "graph" | "source";

export type FromRunPage =
  | { readonly type: "ready" }
  | { readonly type: "shown"; readonly batch: number }
  | { readonly type: "start"; readonly entry: string | undefined; readonly input: { readonly [name: string]: unknown } }
  | { readonly type: "answer"; readonly question: string; readonly action: AnswerAction; readonly content: unknown }
  | { readonly type: "act"; readonly action: RunAction }
  | { readonly type: "forkAt"; readonly seq: number }
  | { readonly type: "node"; readonly node: string }
  | { readonly type: "child"; readonly session: string }
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "kept"; readonly name: string };

export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A graph as `fermata/graph` gives it. */
export interface Graph {
  readonly name: string;
  readonly version: number;
  readonly margin: number;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly kind: string;
  readonly caption: string;
  readonly terminal: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly range?: TextRange;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly words: string;
  readonly path: string;
  readonly turned: boolean;
  readonly x: number;
  readonly y: number;
  readonly range?: TextRange;
}

export type ToGraphPage =
  | { readonly type: "graph"; readonly graph: Graph | undefined }
  | { readonly type: "batch"; readonly batch: Batch }
  | { readonly type: "restart"; readonly session: string | undefined }
  /** The debugger stands at a node, or nowhere. */
  | { readonly type: "stands"; readonly node: string | undefined };

export type FromGraphPage =
  | { readonly type: "ready" }
  | { readonly type: "shown"; readonly batch: number }
  | { readonly type: "open"; readonly range: TextRange }
  | { readonly type: "export" };
