// Forms of questions and of an agent's input.

import type { Control, FieldSchema, FormControl } from "../../shared/forms.js";
import { controlsOf, parse } from "../../shared/forms.js";
import { element } from "../dom.js";

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The values by name, or undefined where the form says what is wrong. */
export type Values = { readonly [name: string]: unknown } | undefined;

let forms = 0;

/** A form of fields. What was typed survives a redraw by the drafts, which are the caller's. */
export class FieldForm {
  readonly element = element("div", { class: "fields" });
  readonly #fields: { readonly control: FormControl; readonly input: Input; readonly problem: HTMLElement }[] = [];

  constructor(fields: { readonly [name: string]: FieldSchema }, drafts: Map<string, string>) {
    const form = ++forms;
    for (const control of controlsOf(fields)) {
      const id = `field-${form}-${control.name}`;
      const input = inputOf(control, id, drafts.get(control.name) ?? control.initial);
      input.addEventListener("input", () => drafts.set(control.name, textOf(input)));
      const problem = element("div", { class: "problem", id: `${id}-problem`, role: "alert" });
      const label = element("label", { for: id }, control.label, control.required ? element("span", { class: "required", "aria-hidden": "true" }, " *") : undefined);
      const help = control.description === "" ? undefined : element("div", { class: "help", id: `${id}-help` }, control.description);
      input.setAttribute("aria-describedby", `${id}-help ${id}-problem`);
      this.element.append(element("div", { class: `field is-${control.control.kind}` }, label, input, help, problem));
      this.#fields.push({ control, input, problem });
    }
  }

  read(): Values {
    const values: { [name: string]: unknown } = {};
    let first: Input | undefined;
    for (const { control, input, problem } of this.#fields) {
      const parsed = parse(control, textOf(input));
      problem.textContent = parsed.ok ? "" : parsed.problem;
      input.setAttribute("aria-invalid", String(!parsed.ok));
      if (!parsed.ok) {
        first ??= input;
      } else if (parsed.value !== undefined) {
        values[control.name] = parsed.value;
      }
    }
    first?.focus();
    return first === undefined ? values : undefined;
  }

  focus(): void {
    this.#fields[0]?.input.focus();
  }
}

function textOf(input: Input): string {
  return input instanceof HTMLInputElement && input.type === "checkbox" ? String(input.checked) : input.value;
}

function inputOf(field: FormControl, id: string, text: string): Input {
  const { control } = field;
  const common = { id, name: field.name, "aria-required": String(field.required) };
  switch (control.kind) {
    case "check": {
      const box = element("input", { ...common, type: "checkbox" });
      box.checked = text === "true";
      return box;
    }
    case "choice": return choiceOf(control, common, text);
    case "number": {
      const input = element("input", { ...common, type: "text", inputmode: control.whole ? "numeric" : "decimal" });
      input.value = text;
      return input;
    }
    case "text": case "json": {
      const isLarge = control.kind === "json" || control.multiline;
      const input = isLarge ? element("textarea", { ...common, rows: 3 }) : element("input", { ...common, type: "text" });
      input.value = text;
      return input;
    }
  }
}

function choiceOf(control: Extract<Control, { kind: "choice" }>, common: { readonly [name: string]: string }, text: string): HTMLSelectElement {
  const select = element("select", common, element("option", { value: "" }, ""));
  for (const option of control.options) {
    const value = JSON.stringify(option);
    select.append(element("option", { value, selected: value === text }, typeof option === "string" ? option : value));
  }
  return select;
}
