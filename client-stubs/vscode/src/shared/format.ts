// Values in words.

import type { Usage } from "../../../typescript/src/generated/protocol.js";

export function duration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function money(usd: number): string {
  return usd === 0 ? "$0" : usd < 0.01 ? `$${usd.toFixed(5)}` : `$${usd.toFixed(2)}`;
}

export function usageWords(usage: Usage): string {
  const parts = [`${usage.steps} steps`];
  if (usage.toolCalls > 0) {
    parts.push(`${usage.toolCalls} tool calls`);
  }
  const tokens = usage.inputTokens + usage.outputTokens;
  if (tokens > 0) {
    parts.push(`${tokens} tokens`, money(usage.costUsd));
  }
  return parts.join(" · ");
}

/** One line of a value. */
export function brief(value: unknown, max = 120): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}

/** A value to be read, at most so many characters of it. */
export function pretty(value: unknown, max = 20_000): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, undefined, 2) ?? "");
  return text.length > max ? `${text.slice(0, max)}\n… ${text.length - max} more characters` : text;
}

export function time(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) {
    return at;
  }
  const clock = date.toLocaleTimeString(undefined, { hour12: false });
  return Math.abs(date.getTime() - Date.now()) < 12 * 3_600_000 ? clock : `${date.toLocaleDateString()} ${clock}`;
}
