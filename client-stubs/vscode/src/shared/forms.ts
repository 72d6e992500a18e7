// Forms from the fields of a question or of an agent's input, and values from what was filled in. Pure.

/** A field as the daemon describes it. */
export interface FieldSchema {
  readonly schema: unknown;
  readonly required: boolean;
  readonly description?: string | undefined;
  readonly defaultValue?: unknown;
}

export type Control =
  | { readonly kind: "text"; readonly multiline: boolean }
  | { readonly kind: "number"; readonly whole: boolean; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: "check" }
  | { readonly kind: "choice"; readonly options: readonly unknown[] }
  | { readonly kind: "json"; readonly type: string };

export interface FormControl {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly control: Control;
  /** What stands in the control at first. */
  readonly initial: string;
}

export function controlsOf(fields: { readonly [name: string]: FieldSchema }): FormControl[] {
  return Object.entries(fields).map(([name, field]) => controlOf(name, field));
}

function controlOf(name: string, field: FieldSchema): FormControl {
  const schema = objectOf(field.schema);
  const control = kindOf(schema);
  const title = schema["title"];
  const description = field.description ?? schema["description"];
  const initial = field.defaultValue ?? schema["default"];
  return {
    name,
    label: typeof title === "string" ? title : name,
    description: typeof description === "string" ? description : "",
    required: field.required,
    control,
    initial: initial === undefined || initial === null ? "" : control.kind === "text" ? String(initial) : control.kind === "choice" ? JSON.stringify(initial) : typeof initial === "string" ? initial : JSON.stringify(initial),
  };
}

function objectOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null ? (value as { [name: string]: unknown }) : {};
}

function kindOf(schema: { readonly [name: string]: unknown }): Control {
  const options = schema["enum"];
  if (Array.isArray(options)) {
    return { kind: "choice", options };
  }
  const type = schema["type"];
  switch (type) {
    case "boolean": return { kind: "check" };
    case "integer": case "number":
      return { kind: "number", whole: type === "integer", min: numberOf(schema["minimum"]), max: numberOf(schema["maximum"]) };
    case "string": return { kind: "text", multiline: (numberOf(schema["maxLength"]) ?? 0) > 200 || schema["format"] === "markdown" };
    case undefined: return { kind: "json", type: "any value" };
    default: return { kind: "json", type: String(type) };
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

const NOTHING: Parsed = { ok: true, value: undefined };

/** The value of what stands in a control; undefined for a field that is left out. */
export function parse(field: FormControl, text: string): Parsed {
  const { control } = field;
  if (text === "" && control.kind !== "check") {
    // An empty text is a text, but nobody who leaves a field empty means it.
    return field.required ? { ok: false, problem: `${field.label} is required` } : NOTHING;
  }
  switch (control.kind) {
    case "text": return { ok: true, value: text };
    case "check": return { ok: true, value: text === "true" };
    case "choice": return { ok: true, value: JSON.parse(text) as unknown };
    case "number": return number(field.label, control, text);
    case "json": return json(field.label, control.type, text);
  }
}

function number(label: string, control: Extract<Control, { kind: "number" }>, text: string): Parsed {
  const value = Number(text);
  const isNumber = Number.isFinite(value) && (!control.whole || Number.isSafeInteger(value));
  if (!isNumber) {
    return { ok: false, problem: `${label} must be ${control.whole ? "a whole number" : "a number"}` };
  }
  if (control.min !== undefined && value < control.min) {
    return { ok: false, problem: `${label} must be at least ${control.min}` };
  }
  return control.max !== undefined && value > control.max
    ? { ok: false, problem: `${label} must be at most ${control.max}` }
    : { ok: true, value };
}

function json(label: string, type: string, text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    const isRight = type === "array" ? Array.isArray(value) : type !== "object" || (typeof value === "object" && value !== null && !Array.isArray(value));
    return isRight ? { ok: true, value } : { ok: false, problem: `${label} must be JSON of type ${type}` };
  } catch {
    // Who fills in a list of texts should not have to know JSON.
    return type === "array" && !/^\s*[[{]/.test(text)
      ? { ok: true, value: text.split(/\r?\n|,/).map((part) => part.trim()).filter((part) => part !== "") }
      : { ok: false, problem: `${label} must be JSON of type ${type}` };
  }
}
