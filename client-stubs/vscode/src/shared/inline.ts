// Which expressions of a text have values while a run stands still at one of its lines. Pure.

export interface Found {
  readonly line: number;
  /** Where the expression itself begins and ends, without its marks. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** More are not asked for at each stop. */
const FOUND_MAX = 50;

/** A value that is an expression, and a call of which nobody knows what it would do, is not looked at twice. */
const EXPRESSION = /\$\{\{(.*?)\}\}/g;

/**
 * The expressions of the block that begins at a line: what stands deeper than it. Those elsewhere belong to
 * other nodes, which see other values.
 */
export function expressionsAt(lines: readonly string[], start: number): readonly Found[] {
  const found: Found[] = [];
  const depth = indentOf(lines[start] ?? "");
  for (let line = start; line < lines.length && found.length < FOUND_MAX; line++) {
    const text = lines[line] ?? "";
    if (line > start && text.trim() !== "" && indentOf(text) <= depth) {
      break;
    }
    for (const match of text.matchAll(EXPRESSION)) {
      const inner = match[1] ?? "";
      const expression = inner.trim();
      if (expression !== "") {
        const from = match.index + "${{".length + inner.indexOf(expression);
        found.push({ line, from, to: from + expression.length, text: expression });
      }
    }
  }
  return found;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The node whose text has a line: the last one that begins at it or above. */
export function nodeAt(nodes: readonly { readonly id: string; readonly range?: { readonly start: { readonly line: number } } }[], line: number): string | undefined {
  let best: { id: string; line: number } | undefined;
  for (const { id, range } of nodes) {
    if (range !== undefined && range.start.line <= line && (best === undefined || range.start.line > best.line)) {
      best = { id, line: range.start.line };
    }
  }
  return best?.id;
}
