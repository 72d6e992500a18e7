// The form that a run starts with.

import type { AgentForm } from "../../shared/messages.js";
import { button, element } from "../dom.js";
import { FieldForm } from "./form.js";

export function drawStart(agent: AgentForm, start: (entry: string | undefined, input: { readonly [name: string]: unknown }) => void): HTMLElement {
  const fields = new FieldForm(agent.input, new Map());
  const entry = entryOf(agent);
  const run = (): void => {
    const values = fields.read();
    if (values !== undefined) {
      start(entry?.value, values);
    }
  };
  const form = element("form", { class: "start", "aria-label": `Input of ${agent.name}` },
    element("h1", {}, `Run ${agent.name}`),
    agent.description === "" ? undefined : element("p", { class: "help" }, agent.description),
    entry === undefined ? undefined : element("div", { class: "field" }, element("label", { for: "entry" }, "Entry point"), entry),
    fields.element,
    agent.usable ? undefined : element("div", { class: "problem", role: "alert" }, "The definition has errors; see its problems."),
    element("div", { class: "buttons" }, button("Run", run, { class: "primary", disabled: !agent.usable || undefined })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  queueMicrotask(() => fields.focus());
  return form;
}

function entryOf(agent: AgentForm): HTMLSelectElement | undefined {
  if (agent.entries.length < 2) {
    return undefined;
  }
  return element("select", { id: "entry" }, ...agent.entries.map((name) => element("option", { value: name, selected: name === agent.entry || undefined }, name)));
}
