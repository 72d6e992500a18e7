// A question and the controls to answer it.

import type { AnswerAction } from "../../../../typescript/src/generated/protocol.js";
import type { QuestionRow } from "../../shared/rows.js";
import { brief, pretty, time } from "../../shared/format.js";
import { button, element } from "../dom.js";
import { FieldForm } from "./form.js";

/** What a person has begun to answer, which a redraw must not lose. */
export interface Draft {
  readonly fields: Map<string, string>;
  isSent: boolean;
  problem: string;
}

export type Answering = (row: QuestionRow, action: AnswerAction, content: unknown) => void;

export function drawQuestion(row: QuestionRow, draft: Draft, canAct: boolean, answer: Answering): HTMLElement {
  const box = element("section", { class: `question ${row.state}` }, element("div", { class: "ask" }, row.text));
  if (row.tool !== undefined) {
    box.append(element("div", { class: "tool-name" }, row.tool), element("pre", {}, pretty(row.args)));
  }
  if (row.assignee !== undefined) {
    box.append(element("div", { class: "help" }, `For ${row.assignee}`));
  }
  if (row.state !== "open") {
    box.append(element("div", { class: "settled" }, settled(row)));
    return box;
  }
  if (!canAct) {
    box.append(element("div", { class: "settled" }, "Trust the workspace to answer."));
    return box;
  }
  if (draft.isSent) {
    box.append(element("div", { class: "settled", role: "status" }, "Answered …"));
    return box;
  }
  box.append(controls(row, draft, answer));
  box.append(element("div", { class: "problem", role: "alert" }, draft.problem));
  if (row.expiresAt !== undefined) {
    box.append(element("div", { class: "help" }, `Runs out at ${time(row.expiresAt)}`));
  }
  return box;
}

function settled(row: QuestionRow): string {
  switch (row.state) {
    case "answered": return `${row.by ?? "Somebody"} answered: ${brief(row.answer, 400)}`;
    case "expired": return "Nobody answered in time.";
    case "withdrawn": return "The answer is no longer wanted.";
    case "open": return "";
  }
}

function controls(row: QuestionRow, draft: Draft, answer: Answering): HTMLElement {
  switch (row.questionKind) {
    case "approval": case "toolApproval": return approval(row, answer);
    case "form": return form(row, draft, answer);
    default: return row.options !== undefined && row.options.length > 0 ? choices(row, answer) : freeText(row, draft, answer);
  }
}

function approval(row: QuestionRow, answer: Answering): HTMLElement {
  return element("div", { class: "buttons" },
    button("Approve", () => answer(row, "accept", true), { class: "primary" }),
    button("Deny", () => answer(row, "decline", undefined)));
}

function choices(row: QuestionRow, answer: Answering): HTMLElement {
  const buttons = (row.options ?? []).map((option) => button(option, () => answer(row, "accept", option), { class: "primary" }));
  return element("div", { class: "buttons", role: "group", "aria-label": "Choices" }, ...buttons);
}

function freeText(row: QuestionRow, draft: Draft, answer: Answering): HTMLElement {
  const text = element("textarea", { rows: 3, "aria-label": "Answer" });
  text.value = draft.fields.get("") ?? "";
  text.addEventListener("input", () => draft.fields.set("", text.value));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      answer(row, "accept", text.value);
    }
  });
  return element("div", {}, text, sending(row, answer, () => text.value));
}

function form(row: QuestionRow, draft: Draft, answer: Answering): HTMLElement {
  const fields = new FieldForm(row.fields ?? {}, draft.fields);
  return element("div", {}, fields.element, sending(row, answer, () => fields.read()));
}

function sending(row: QuestionRow, answer: Answering, read: () => unknown): HTMLElement {
  const send = (): void => {
    const content = read();
    if (content !== undefined) {
      answer(row, "accept", content);
    }
  };
  return element("div", { class: "buttons" },
    button("Answer", send, { class: "primary" }),
    button("Decline", () => answer(row, "decline", undefined)));
}
