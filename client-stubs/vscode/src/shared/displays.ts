// What a tool shows, as the best of its media types that a page can show without running anything. Pure.

/** A picture, a table or words. */
export type Shown =
  | { readonly kind: "picture"; readonly source: string; readonly words: string }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly more: number }
  | { readonly kind: "words"; readonly words: string };

/** How much of a picture or of a table is shown. */
export const PICTURE_MAX = 8_000_000;
export const ROWS_MAX = 200;
export const COLUMNS_MAX = 40;

const RASTERS = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

export function shownOf(bundle: unknown): Shown {
  const types = objectOf(bundle);
  const words = typeof types["text/plain"] === "string" ? types["text/plain"] : "";
  return picture(types, words) ?? table(types) ?? { kind: "words", words };
}

/** A picture is loaded as such, where nothing in it can run or fetch; of an SVG too. */
function picture(types: { readonly [type: string]: unknown }, words: string): Shown | undefined {
  for (const type of RASTERS) {
    const data = types[type];
    if (typeof data === "string" && data.length <= PICTURE_MAX && BASE64.test(data)) {
      return { kind: "picture", source: `data:${type};base64,${data.replace(/\s/g, "")}`, words };
    }
  }
  const drawing = types["image/svg+xml"];
  return typeof drawing === "string" && drawing.length <= PICTURE_MAX && drawing.includes("<svg")
    ? { kind: "picture", source: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`, words }
    : undefined;
}

function table(types: { readonly [type: string]: unknown }): Shown | undefined {
  const csv = types["text/csv"];
  const rows = typeof csv === "string" ? csvRows(csv) : recordRows(types["application/json"]);
  const [head, ...body] = rows;
  return head === undefined || head.length < 1 || head.length > COLUMNS_MAX
    ? undefined
    : { kind: "table", head, rows: body.slice(0, ROWS_MAX), more: Math.max(0, body.length - ROWS_MAX) };
}

/** Records with the same members are a table; anything else is not. */
function recordRows(value: unknown): string[][] {
  if (!Array.isArray(value) || value.length === 0 || !value.every((one) => typeof one === "object" && one !== null && !Array.isArray(one))) {
    return [];
  }
  const names = [...new Set(value.slice(0, ROWS_MAX).flatMap((one) => Object.keys(one as object)))];
  return [names, ...value.map((one) => names.map((name) => cell((one as { [name: string]: unknown })[name])))];
}

function cell(value: unknown): string {
  return value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** RFC 4180: commas, line ends, and quotes that are doubled. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (isQuoted) {
      if (char === '"' && text[at + 1] === '"') {
        field += '"';
        at++;
      } else if (char === '"') {
        isQuoted = false;
      } else {
        field += char;
      }
    } else if (char === '"' && field === "") {
      isQuoted = true;
    } else if (char === "," || char === "\n") {
      row.push(field.replace(/\r$/, ""));
      field = "";
      if (char === "\n") {
        rows.push(row);
        row = [];
      }
    } else {
      field += char;
    }
  }
  if (field !== "" || row.length > 0) {
    rows.push([...row, field]);
  }
  return rows;
}

/** What a result shows at its end, and the result without that. */
export function displaysIn(result: unknown): { readonly bundles: readonly unknown[]; readonly rest: unknown } {
  const { displays, ...rest } = objectOf(result);
  return Array.isArray(displays) && displays.every((one) => typeof objectOf(one)["text/plain"] === "string") && displays.length > 0
    ? { bundles: displays, rest }
    : { bundles: [], rest: result };
}

function objectOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { [name: string]: unknown }) : {};
}
