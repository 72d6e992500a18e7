import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { Graph } from "../../src/shared/messages.js";
import { recording } from "../events.js";
import { Stage, batchOf, picture, post, sentBy, settled, skip } from "./stage.js";

/** What the language server gave for the example. */
const GRAPH = JSON.parse(readFileSync("test/recordings/preflight.graph.json", "utf8")) as Graph;

describe("the graph", { skip }, () => {
  let stage: Stage;
  let page: Page;

  before(async () => { stage = await Stage.open(); });
  after(() => stage.close());
  afterEach(async () => {
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await page.close();
  });

  async function show(name: string | undefined): Promise<void> {
    page = await stage.page("graph");
    await post(page, { type: "graph", graph: GRAPH });
    if (name !== undefined) {
      await post(page, { type: "restart", session: "s1" });
      await post(page, batchOf(recording(name)));
    }
    await settled(page);
  }

  test("draws each node and way", async () => {
    await show(undefined);
    assert.equal(await page.locator(".box").count(), GRAPH.nodes.length);
    assert.equal(await page.locator(".way").count(), GRAPH.edges.length);
    assert.equal(await page.locator("#name").innerText(), "preflight");
  });

  test("shows where a run is", async () => {
    await show("preflight-asks");
    assert.equal(await page.locator("[data-node=ask].held").count(), 1);
    assert.equal(await page.locator("[data-node=begin].done").count(), 1);
    assert.equal(await page.locator("#status").innerText(), "held");
    assert.ok((await page.locator(".times", { hasText: "1×" }).count()) > 3);
    assert.match((await page.locator("[data-node=ask]").getAttribute("aria-label")) ?? "", /^ask, .*, held$/);
    await picture(page, "graph");
  });

  test("shows where the debugger stands, and no more when it goes on", async () => {
    await show("preflight-asks");
    await post(page, { type: "stands", node: "ask" });
    await settled(page);
    assert.deepEqual(await page.locator(".box.standing").evaluateAll((boxes) => boxes.map((box) => (box as SVGElement).dataset["node"])), ["ask"]);
    assert.match((await page.locator("[data-node=ask]").getAttribute("aria-label")) ?? "", /the debugger stands here$/);
    await picture(page, "graph-standing");
    await post(page, { type: "stands", node: undefined });
    await settled(page);
    assert.equal(await page.locator(".box.standing").count(), 0);
  });

  test("opens the source of what is clicked, or entered by key", async () => {
    await show(undefined);
    await page.locator("[data-node=size]").click();
    await page.locator("[data-node=ask]").focus();
    await page.keyboard.press("Enter");
    const range = (id: string): unknown => GRAPH.nodes.find((node) => node.id === id)?.range;
    assert.deepEqual((await sentBy(page, "open")).map((message) => message["range"]), [range("size"), range("ask")]);
  });

  test("goes along the ways by key", async () => {
    await show("preflight-asks");
    const edge = GRAPH.edges.find((found) => found.range !== undefined);
    assert.ok(edge !== undefined);
    const way = page.locator(`[data-way="${edge.from} ${edge.to}"]`).first();
    await page.locator("#canvas").focus();
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset["way"]), undefined);
    await way.focus();
    assert.match((await way.getAttribute("aria-label")) ?? "", new RegExp(`^${edge.from} → ${edge.to}`));
    await picture(page, "graph-way");
    await page.keyboard.press("Enter");
    assert.deepEqual((await sentBy(page, "open")).map((message) => message["range"]), [edge.range]);
    await post(page, { type: "graph", graph: GRAPH });
    await settled(page);
    assert.equal(await page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset["way"]), `${edge.from} ${edge.to}`);
  });

  test("keeps the last graph while the text is broken, and the focus while it changes", async () => {
    await show("preflight");
    await page.locator("[data-node=size]").focus();
    await post(page, { type: "graph", graph: undefined });
    await settled(page);
    assert.equal(await page.locator(".box").count(), GRAPH.nodes.length);
    await post(page, { type: "graph", graph: { ...GRAPH, nodes: GRAPH.nodes.filter((node) => node.id !== "ask"), edges: [] } });
    await settled(page);
    assert.equal(await page.locator(".box").count(), GRAPH.nodes.length - 1);
    assert.equal(await page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset["node"]), "size");
    assert.equal(await page.locator("[data-node=size].done").count(), 1);
  });

  test("asks for its export, and grows by keys", async () => {
    await show(undefined);
    const width = async (): Promise<number> => Number(await page.locator("#canvas svg").getAttribute("width"));
    const before = await width();
    await page.locator("#canvas").press("+");
    assert.ok((await width()) > before);
    await page.getByRole("button", { name: "Export SVG" }).click();
    assert.equal((await sentBy(page, "export")).length, 1);
  });
});
