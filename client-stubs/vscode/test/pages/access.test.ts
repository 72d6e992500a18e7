// What axe-core finds wrong with the pages: names, roles, contrast, keys. In each theme.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { EventEnvelope } from "../../../typescript/src/generated/protocol.js";
import type { Graph } from "../../src/shared/messages.js";
import { recording } from "../events.js";
import { Stage, THEMES, batchOf, follow, picture, post, settled, skip } from "./stage.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GRAPH = JSON.parse(readFileSync("test/recordings/preflight.graph.json", "utf8")) as Graph;

/**
 * A page of a panel is within VS Code's window, which has the headings and the landmarks. And a box of a graph has
 * its words twice, the second time for those who point at it.
 */
const NOT_OURS = ["region", "landmark-one-main", "page-has-heading-one", "label-content-name-mismatch"];

interface Fault {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Fault[] }> } };
    return axe.run({ rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])) });
  }, NOT_OURS);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary}`));
}

const ask = (seq: number, kind: string, more: object): EventEnvelope => ({ seq, at: "2026-11-21T00:00:00Z", type: "question.asked", v: 1, data: { question: `q${seq}`, step: "s1", kind, text: `What of ${kind}?`, ...more } });

/** Everything that a person may come upon. */
const SCENES: { readonly [name: string]: (page: Page) => Promise<void> } = {
  "a run": (page) => follow(page, recording("release-notes")),
  "a run with branches": (page) => follow(page, recording("change-review")),
  "a form": (page) => follow(page, recording("preflight-asks")),
  "questions": (page) => follow(page, [...recording("preflight-asks").slice(0, 2), ask(3, "choice", { options: ["left", "right"] }), ask(4, "freeText", {}), ask(5, "toolApproval", { tool: "shell.run", args: { command: "rm -r build" } })]),
  "a daemon that is away": async (page) => {
    await follow(page, recording("preflight-asks"));
    await post(page, { type: "batch", batch: { sub: "s", batch: 2, lost: "the daemon was stopped" } });
  },
  "an input": (page) => post(page, { type: "form", form: { name: "greeter", description: "Greets people", usable: true, entry: undefined, entries: ["default", "nightly"], input: { name: { schema: { type: "string" }, required: true, description: "whom" }, often: { schema: { type: "integer" }, required: false, defaultValue: 2 }, loud: { schema: { type: "boolean" }, required: false }, kind: { schema: { enum: ["a", "b"] }, required: false } } } }),
};

describe("the pages are accessible", { skip }, () => {
  let stage: Stage;

  before(async () => { stage = await Stage.open(); });
  after(() => stage.close());

  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    test(`in the ${theme} theme`, async () => {
      for (const [name, show] of Object.entries(SCENES)) {
        const page = await stage.page("run", theme);
        await show(page);
        await settled(page);
        await picture(page, `${name}-${theme}`.replaceAll(" ", "-"));
        assert.deepEqual(await faults(page), [], name);
        await page.close();
      }
      const page = await stage.page("graph", theme);
      await post(page, { type: "graph", graph: GRAPH });
      await post(page, { type: "restart", session: "s1" });
      await post(page, batchOf(recording("preflight-asks")));
      await settled(page);
      await picture(page, `graph-${theme}`);
      assert.deepEqual(await faults(page), [], "a graph");
      await page.close();
    });
  }
});
