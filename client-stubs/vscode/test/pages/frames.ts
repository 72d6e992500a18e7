// What each frame of a page costs, by the browser's own trace: in processor time, which another program at work on the
// machine does not lengthen as it lengthens the time between two frames.

import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the clock, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];

/** All in milliseconds of the processor. */
export interface FrameCosts {
  readonly frames: number;
  readonly longestTask: number;
  readonly longestFrame: number;
}

export function beginTrace(browser: Browser, page: Page): Promise<void> {
  return browser.startTracing(page, { categories: CATEGORIES });
}

export async function endTrace(browser: Browser): Promise<FrameCosts> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as { traceEvents: TraceEvent[] };
  return costs(traceEvents);
}

/** The main thread that was busiest is that of the page. */
function costs(all: readonly TraceEvent[]): FrameCosts {
  const threads = all.filter((event) => event.ph === "M" && event.name === "thread_name" && event.args?.name === "CrRendererMain");
  const each = threads.map(({ pid, tid }) => all.filter((event) => event.pid === pid && event.tid === tid).sort((a, b) => a.ts - b.ts));
  const busiest = each.sort((a, b) => sum(tasks(b)) - sum(tasks(a)))[0] ?? [];
  return { frames: busiest.filter(isFrame).length, longestTask: Math.max(0, ...tasks(busiest)) / 1000, longestFrame: longestFrame(busiest) / 1000 };
}

function isFrame(event: TraceEvent): boolean {
  return event.name === "FireAnimationFrame";
}

function isTask(event: TraceEvent): boolean {
  return event.name === "RunTask" && event.tdur !== undefined;
}

function tasks(events: readonly TraceEvent[]): number[] {
  return events.filter(isTask).map((event) => event.tdur ?? 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The work from one frame of the page's script to the next one's. */
function longestFrame(events: readonly TraceEvent[]): number {
  let longest = 0;
  let current = 0;
  for (const event of events) {
    if (isFrame(event)) {
      longest = Math.max(longest, current);
      current = 0;
    } else if (isTask(event)) {
      // The task in which the frame itself stands begins before it, and so counts to the one before.
      current += event.tdur ?? 0;
    }
  }
  return Math.max(longest, current);
}
