// A row of the timeline as elements.

import type { ChildRow, MessageRow, ModelRow, NoteRow, Row, StepRow, ToolRow, WorkState } from "../../shared/rows.js";
import { brief, duration, money, pretty, time } from "../../shared/format.js";
import { displaysIn } from "../../shared/displays.js";
import { button, element } from "../dom.js";
import { drawDisplay } from "./display.js";

export interface Drawing {
  /** Rows whose details a person has opened. */
  readonly opened: Set<string>;
  toNode(node: string): void;
  toChild(session: string): void;
  forkAt(seq: number): void;
  readonly canAct: boolean;
}

const SIGNS: { readonly [state in WorkState]: string } = { running: "●", waiting: "○", done: "✓", failed: "✗", unknown: "?" };
const WORDS: { readonly [state in WorkState]: string } = { running: "running", waiting: "waiting", done: "done", failed: "failed", unknown: "outcome unknown" };

export function sign(state: WorkState): HTMLElement {
  return element("span", { class: `sign ${state}`, title: WORDS[state], "aria-hidden": "true" }, SIGNS[state]);
}

/** What a screen reader says of a row. */
export function labelOf(row: Row): string {
  switch (row.kind) {
    case "step": return `Step ${row.node ?? ""}, ${row.nodeKind}, ${row.status ?? WORDS[row.state]}`;
    case "model": return `Model ${row.model}, ${WORDS[row.state]}`;
    case "tool": return `Tool ${row.tool}, ${WORDS[row.state]}`;
    case "question": return `Question, ${row.state}: ${brief(row.text)}`;
    case "message": return `Message of ${row.role}`;
    case "child": return `Agent ${row.agent}, ${WORDS[row.state]}`;
    case "note": return row.text;
  }
}

export function estimate(row: Row): number {
  switch (row.kind) {
    case "step": return 34;
    case "model": return 64;
    case "question": return 150;
    case "tool": case "child": return 30;
    case "message": case "note": return 26;
  }
}

export function drawRow(row: Exclude<Row, { kind: "question" }>, on: Drawing): HTMLElement {
  switch (row.kind) {
    case "step": return drawStep(row, on);
    case "model": return drawModel(row, on);
    case "tool": return drawTool(row, on);
    case "message": return drawMessage(row, on);
    case "child": return drawChild(row, on);
    case "note": return drawNote(row, on);
  }
}

function drawStep(row: StepRow, on: Drawing): HTMLElement {
  const node = row.node ?? "";
  const head = element("div", { class: "line" }, sign(row.state),
    button(node, () => on.toNode(node), { class: "node", title: `Show ${node} in the file` }),
    element("span", { class: "kind" }, row.nodeKind),
    row.visit > 1 ? element("span", { class: "chip" }, `visit ${row.visit}`) : undefined,
    row.attempt > 1 ? element("span", { class: "chip" }, `attempt ${row.attempt}`) : undefined,
    row.branch === undefined ? undefined : element("span", { class: "chip branch" }, `branch ${row.branch}`),
    row.element === undefined ? undefined : element("span", { class: "chip" }, `element ${row.element}`),
    row.ways.length === 0 ? undefined : element("span", { class: "ways" }, `→ ${row.ways.join(", ")}`),
    element("span", { class: "fill" }),
    on.canAct ? button("Fork", () => on.forkAt(row.seq - 1), { class: "quiet", title: "Go on from before this step in a session of its own" }) : undefined,
    element("span", { class: "at" }, took(row) ?? time(row.at)));
  return element("div", { class: "step" }, head, problem(row.error?.message));
}

function took(row: StepRow): string | undefined {
  return row.endedAt === undefined ? undefined : duration(Date.parse(row.endedAt) - Date.parse(row.at));
}

function drawModel(row: ModelRow, on: Drawing): HTMLElement {
  const usage = row.usage === undefined ? "" : `${row.usage.inputTokens} + ${row.usage.outputTokens} tokens${row.usage.costUsd === undefined ? "" : ` · ${money(row.usage.costUsd)}`}`;
  const box = element("div", { class: "model" },
    element("div", { class: "line" }, sign(row.state), whose(row), element("span", { class: "kind" }, row.model), element("span", { class: "fill" }), element("span", { class: "at" }, usage)));
  if (row.reasoning !== "") {
    box.append(details(row, "reasoning", "Reasoning", row.reasoning, on));
  }
  if (row.text !== "") {
    // A reply that grows is not read aloud letter by letter.
    box.append(element("div", { class: "text", "aria-live": "off" }, row.text));
  }
  if (row.hasHole) {
    box.append(element("div", { class: "help" }, "… the whole text comes with its end"));
  }
  for (const call of row.toolCalls) {
    box.append(element("div", { class: "help" }, `asks for ${call.name}(${brief(call.args, 80)})`));
  }
  box.append(problem(row.error?.message) ?? "");
  return box;
}

/** Branches run side by side, so what a step does need not stand below it. */
function whose(row: Row): HTMLElement | undefined {
  return row.joins || row.node === undefined ? undefined : element("span", { class: "whose" }, row.node);
}

function drawTool(row: ToolRow, on: Drawing): HTMLElement {
  const key = `${row.index}:tool`;
  const box = element("details", { class: "tool", open: on.opened.has(key) || undefined },
    element("summary", { class: "line" }, sign(row.state), whose(row), element("span", { class: "tool-name" }, row.tool),
      element("span", { class: "brief" }, brief(row.args, 100)), element("span", { class: "fill" }),
      element("span", { class: "at" }, row.durationMs === undefined ? row.progress || row.phase : duration(row.durationMs))));
  const fill = (): void => {
    box.append(part("Arguments", row.args), row.output === "" ? "" : part("Output", row.output));
    const { bundles, rest } = displaysIn(row.result);
    const shows = row.state === "done" ? bundles : row.displays.map((shown) => shown.bundle);
    if (shows.length > 0) {
      // The list looks anew at how high a row is whenever its details open or close.
      const resized = (): boolean => box.dispatchEvent(new Event("toggle"));
      box.append(element("div", { class: "part" }, element("div", { class: "help" }, "Shows"), ...shows.map((bundle) => drawDisplay(bundle, resized))));
    }
    if (row.state === "done") {
      box.append(part("Result", rest));
    }
  };
  onFirstOpen(box, key, on, fill);
  const wrong = problem(row.error?.message ?? (row.state === "unknown" || row.phase.startsWith("denied") ? row.phase : undefined));
  return element("div", {}, box, wrong);
}

function drawMessage(row: MessageRow, on: Drawing): HTMLElement {
  return details(row, "message", row.role, row.text, on);
}

function drawChild(row: ChildRow, on: Drawing): HTMLElement {
  return element("div", { class: "child" },
    element("div", { class: "line" }, sign(row.state), element("span", { class: "kind" }, "agent"),
      button(row.agent, () => on.toChild(row.run), { class: "node", title: "Show its run" }),
      row.asks ? element("span", { class: "chip warn" }, "asks") : undefined,
      element("span", { class: "brief" }, row.output === undefined ? "" : brief(row.output))),
    problem(row.error?.message));
}

function drawNote(row: NoteRow, on: Drawing): HTMLElement {
  if (row.detail === undefined || row.detail === null) {
    return element("div", { class: `note ${row.tone}` }, whose(row), row.joins || row.node === undefined ? "" : " ", row.text);
  }
  const box = details(row, "note", row.text, row.detail, on);
  box.classList.add("note", row.tone);
  return box;
}

function details(row: Row, name: string, title: string, value: unknown, on: Drawing): HTMLElement {
  const key = `${row.index}:${name}`;
  const box = element("details", { class: name, open: on.opened.has(key) || undefined },
    element("summary", {}, element("span", { class: "kind" }, title), " ", element("span", { class: "brief" }, brief(value, 100))));
  onFirstOpen(box, key, on, () => box.append(element("pre", {}, pretty(value))));
  return box;
}

/** Details are made when they are looked at: most never are. */
function onFirstOpen(box: HTMLDetailsElement, key: string, on: Drawing, fill: () => void): void {
  let isFilled = false;
  const show = (): void => {
    if (box.open && !isFilled) {
      isFilled = true;
      fill();
    }
  };
  box.addEventListener("toggle", () => {
    show();
    if (box.open) {
      on.opened.add(key);
    } else {
      on.opened.delete(key);
    }
  });
  show();
}

function part(title: string, value: unknown): HTMLElement {
  return element("div", { class: "part" }, element("div", { class: "help" }, title), element("pre", {}, pretty(value)));
}

function problem(message: string | undefined): HTMLElement | undefined {
  return message === undefined ? undefined : element("div", { class: "problem" }, message);
}
