// What stands above the timeline: where the run is, what it has used, what can be done with it.

import type { RunAction } from "../../shared/messages.js";
import type { RunHead } from "../../shared/rows.js";
import { usageWords } from "../../shared/format.js";
import { button, element } from "../dom.js";

export interface HeadView {
  readonly head: RunHead;
  readonly nodes: readonly string[];
  readonly node: string;
  readonly events: number;
  readonly follows: boolean;
  readonly canAct: boolean;
  readonly lost: string;
  act(action: RunAction): void;
  follow(): void;
  filter(node: string): void;
  question(): void;
  file(path: string): void;
  kept(name: string): void;
}

const ENDED = new Set(["completed", "failed", "cancelled"]);

/** Draws the head anew where something of it has changed, so that a person's focus stays. */
export function drawHead(target: HTMLElement, view: HeadView): void {
  const { head } = view;
  const said = JSON.stringify([head, view.nodes, view.node, view.follows, view.canAct, view.lost]);
  const count = target.querySelector(".count");
  if (target.dataset["said"] === said && count !== null) {
    count.textContent = `${view.events} rows`;
    return;
  }
  const focused = target.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["name"] : undefined;
  target.dataset["said"] = said;
  target.replaceChildren(title(view), tools(view), ...notices(view));
  if (focused !== undefined) {
    target.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  }
}

function title(view: HeadView): HTMLElement {
  const { head } = view;
  return element("div", { class: "line" },
    element("h1", {}, head.agent === "" ? "Run" : head.agent),
    element("span", { class: `status ${head.status}`, role: "status" }, head.status),
    head.title === "" ? undefined : element("span", { class: "brief" }, head.title),
    element("span", { class: "fill" }),
    head.usage === undefined ? undefined : element("span", { class: "usage" }, usageWords(head.usage)),
    element("span", { class: "count" }, `${view.events} rows`));
}

function tools(view: HeadView): HTMLElement {
  const { head } = view;
  const isOver = ENDED.has(head.status);
  const named = (name: string, label: string, onClick: () => void, more: { readonly [name: string]: string } = {}): HTMLElement =>
    button(label, onClick, { "data-name": name, ...more });
  const actions: (HTMLElement | undefined)[] = [];
  if (view.canAct) {
    const isStill = head.status === "held" || head.status === "interrupted" || head.status === "pausing";
    actions.push(
      isOver || isStill ? undefined : named("pause", "Pause", () => view.act("pause")),
      isOver || !isStill ? undefined : named("resume", "Resume", () => view.act("resume")),
      isOver ? undefined : named("cancel", "Cancel", () => view.act("cancel")),
      named("fork", "Fork", () => view.act("fork")));
  }
  actions.push(named("graph", "Graph", () => view.act("graph")), named("source", "Source", () => view.act("source")));
  const filter = element("select", { "aria-label": "Show rows of", "data-name": "filter" },
    element("option", { value: "" }, "All nodes"),
    ...view.nodes.map((node) => element("option", { value: node, selected: node === view.node || undefined }, node)));
  filter.addEventListener("change", () => view.filter(filter.value));
  return element("div", { class: "line buttons", role: "toolbar", "aria-label": "Run" }, ...actions, filter,
    head.openQuestions === 0 ? undefined : named("question", head.openQuestions === 1 ? "1 question" : `${head.openQuestions} questions`, () => view.question(), { class: "primary" }),
    element("span", { class: "fill" }),
    view.follows ? undefined : named("follow", "To the end", () => view.follow()));
}

function notices(view: HeadView): HTMLElement[] {
  const notices: HTMLElement[] = [];
  if (view.head.artifacts.length > 0) {
    notices.push(element("div", { class: "line artifacts" }, element("span", { class: "help" }, "Written"),
      ...view.head.artifacts.map((path) => button(path, () => view.file(path), { class: "node" }))));
  }
  if (view.head.kept.length > 0) {
    notices.push(element("div", { class: "line artifacts" }, element("span", { class: "help" }, "Kept"),
      ...view.head.kept.map((name) => button(name, () => view.kept(name), { class: "node" }))));
  }
  if (view.lost !== "") {
    notices.push(element("div", { class: "problem", role: "alert" }, view.lost));
  }
  return notices;
}
