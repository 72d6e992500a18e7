// The node that a line belongs to. Pure.

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
