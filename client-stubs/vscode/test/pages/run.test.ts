import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { EventEnvelope } from "../../../typescript/src/generated/protocol.js";
import { many, recording } from "../events.js";
import { beginTrace, endTrace } from "./frames.js";
import { Stage, batchOf, follow, picture, post, sentBy, settled, skip } from "./stage.js";

describe("the run panel", { skip }, () => {
  let stage: Stage;
  let page: Page;

  before(async () => { stage = await Stage.open(); });
  after(() => stage.close());
  afterEach(async () => {
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    await page.close();
  });

  test("shows a run from its first event to its last", async () => {
    page = await stage.page("run");
    await follow(page, recording("release-notes"));
    assert.match(await page.locator("#head").innerText(), /release-notes\s+completed/);
    assert.match(await page.locator("#head .usage").innerText(), /tokens/);
    await page.locator(".list").press("Home");
    await settled(page);
    assert.match(await page.locator(".row").first().innerText(), /Run started/);
    await picture(page, "run");
  });

  test("keeps what tools and models say as text", async () => {
    page = await stage.page("run");
    const evil = "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script><b>bold</b>";
    const events = recording("release-notes").map((event): EventEnvelope => ({ ...event, data: JSON.parse(JSON.stringify(event.data, (_, value: unknown) => (typeof value === "string" && value.length > 20 ? evil : value))) as EventEnvelope["data"] }));
    await follow(page, events);
    await page.evaluate(() => document.querySelectorAll("summary").forEach((summary) => summary.click()));
    await settled(page);
    assert.equal(await page.locator(".row b, .row img, .row script").count(), 0);
    assert.equal(await page.evaluate(() => "hurt" in window), false);
    assert.ok((await page.locator(".list").innerText()).includes("<b>bold</b>"));
  });

  test("shows pictures and tables of tools, and nothing that runs", async () => {
    page = await stage.page("run");
    const event = (seq: number, type: string, data: object): EventEnvelope => ({ seq, at: "2026-11-21T00:00:00Z", type, v: 1, step: "s1", node: "plot", data: { step: "s1", call: "c1", tool: "py.plot", ...data } });
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const evil = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><script>window.hurt=1</script><image href=\"http://127.0.0.1:9/x.png\"/><rect width=\"40\" height=\"20\" fill=\"red\"/></svg>";
    const displays = [
      { "text/plain": "a dot", "image/png": dot },
      { "text/plain": "a drawing", "image/svg+xml": evil },
      { "text/plain": "no picture", "image/png": "<b>not base64</b>" },
      { "text/plain": "a table", "application/json": [{ name: "Ann", age: 7 }, { name: "<i>Bob</i>" }] },
      { "text/plain": "html", "text/html": "<b onclick=\"window.hurt=1\">bold</b>" },
    ];
    await follow(page, [...recording("release-notes").slice(0, 2), event(3, "tool.requested", { args: {} }), event(4, "tool.completed", { result: { answer: 42, displays }, durationMs: 5 })]);
    const before = await page.locator(".row .tool").evaluate((box) => box.getBoundingClientRect().height);
    await page.locator(".row .tool summary").click();
    await page.waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>("img.picture")].filter((image) => image.complete && image.naturalWidth > 0).length === 2);
    await settled(page);
    assert.deepEqual(await page.locator("img.picture").evaluateAll((images) => images.map((image) => image.getAttribute("alt"))), ["a dot", "a drawing"]);
    assert.deepEqual(await page.locator("td").allInnerTexts(), ["Ann", "7", "<i>Bob</i>", ""]);
    assert.equal(await page.locator(".row b, .row i").count(), 0);
    assert.equal(await page.evaluate(() => "hurt" in window), false);
    assert.match(await page.locator(".row .tool").innerText(), /no picture[\s\S]*html[\s\S]*"answer": 42/);
    assert.doesNotMatch(await page.locator(".row .tool").innerText(), /iVBOR/);
    assert.ok((await page.locator(".row .tool").evaluate((box) => box.getBoundingClientRect().height)) > before + 60);
    await picture(page, "displays");
  });

  test("shows a reply as it is written", async () => {
    page = await stage.page("run");
    const all = recording("release-notes");
    const start = all.findLastIndex((event) => event.type === "model.started");
    await follow(page, all.slice(0, start + 1));
    const item = (all[start]?.data as { item: string }).item;
    const delta = (off: number, text: string): object => ({ kind: "delta", session: "s", run: "r", item, field: "text", off, text, after: start + 1 });
    await post(page, batchOf([], 2, { deltas: [delta(0, "Since "), delta(6, "v1.1.0 ")] as never }));
    await post(page, batchOf([], 3, { deltas: [delta(6, "v1.1.0 "), delta(13, "three things")] as never }));
    await page.locator(".text", { hasText: "Since v1.1.0 three things" }).waitFor();
    assert.equal(await page.locator(".sign.running").count() > 0, true);
  });

  test("asks by a form and says what is missing", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight-asks"));
    await page.getByRole("button", { name: "1 question" }).click();
    await page.getByRole("button", { name: "Answer" }).click();
    assert.equal(await page.locator(".question .problem", { hasText: "why is required" }).count(), 1);
    await page.getByLabel("why").fill("It is small enough");
    await page.getByRole("checkbox", { name: "go" }).check();
    await picture(page, "question");
    await page.getByRole("button", { name: "Answer" }).click();
    const [answer] = await sentBy(page, "answer");
    assert.deepEqual(answer?.["content"], { go: true, why: "It is small enough" });
    assert.equal(answer?.["action"], "accept");
  });

  test("lets an answer be given again that was refused", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight-asks"));
    await page.getByLabel("why").fill("because");
    await page.getByRole("button", { name: "Answer" }).click();
    await page.locator(".question", { hasText: "Answered" }).waitFor();
    const [answer] = await sentBy(page, "answer");
    await post(page, { type: "outcome", about: answer?.["question"], problem: "why: at least 10 characters" });
    await page.locator(".question .problem", { hasText: "at least 10" }).waitFor();
    assert.equal(await page.getByLabel("why").inputValue(), "because");
  });

  test("asks for choices, texts and approvals", async () => {
    page = await stage.page("run");
    const begin = recording("preflight-asks").slice(0, 2);
    const ask = (seq: number, kind: string, more: object): EventEnvelope => ({ seq, at: "2026-11-21T00:00:00Z", type: "question.asked", v: 1, data: { question: `q${seq}`, step: "s1", kind, text: `What of ${kind}?`, ...more } });
    await follow(page, [...begin, ask(3, "choice", { options: ["left", "right"] }), ask(4, "freeText", {}), ask(5, "toolApproval", { tool: "shell.run", args: { command: "rm -r build" } })]);
    await picture(page, "questions");
    await page.getByRole("button", { name: "right" }).click();
    await page.getByRole("textbox", { name: "Answer" }).fill("my words");
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await page.getByRole("button", { name: "Deny" }).click();
    const answers = await sentBy(page, "answer");
    assert.deepEqual(answers.map((answer) => [answer["question"], answer["action"], answer["content"]]), [["q3", "accept", "right"], ["q4", "accept", "my words"], ["q5", "decline", undefined]]);
    assert.match(await page.locator(".list").innerText(), /rm -r build/);
  });

  test("offers nothing that acts where the workspace is not trusted", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight-asks"), false);
    assert.equal(await page.getByRole("button", { name: "Answer", exact: true }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Cancel" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Graph" }).count(), 1);
  });

  test("is worked with keys alone", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight"));
    await page.locator(".list").focus();
    await page.keyboard.press("Home");
    await settled(page);
    assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /Run started/);
    await page.keyboard.press("ArrowDown");
    await settled(page);
    assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /^Step begin/);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-posinset")), "2");
    await page.keyboard.press("Enter");
    assert.deepEqual((await sentBy(page, "node"))[0]?.["node"], "begin");
    await page.keyboard.press("End");
    await settled(page);
    assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /^Completed/);
  });

  test("shows one node alone", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight"));
    await page.getByLabel("Show rows of").selectOption("service");
    await settled(page);
    const text = await page.locator(".list").innerText();
    assert.match(text, /service/);
    assert.doesNotMatch(text, /licence/);
  });

  test("says that the daemon is away, and forgets it when it is back", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight-asks"));
    await post(page, { type: "batch", batch: { sub: "s", batch: 2, lost: "the daemon was stopped" } });
    await page.locator("#head .problem", { hasText: "the daemon was stopped" }).waitFor();
    await post(page, batchOf([], 3));
    await page.locator("#head .problem").waitFor({ state: "detached" });
  });

  test("begins with a form of the agent's input", async () => {
    page = await stage.page("run", "light");
    await post(page, { type: "form", form: { name: "greeter", description: "Greets people", usable: true, entry: undefined, entries: ["default", "nightly"], input: { name: { schema: { type: "string" }, required: true, description: "whom" }, often: { schema: { type: "integer", minimum: 1 }, required: false, defaultValue: 2 }, loud: { schema: { type: "boolean" }, required: false } } } });
    await page.getByLabel("name").fill("Ann");
    await picture(page, "input");
    await page.getByRole("button", { name: "Run" }).click();
    assert.deepEqual((await sentBy(page, "start"))[0], { type: "start", entry: "default", input: { name: "Ann", often: 2, loud: false } });
  });

  test("opens what a session keeps under a name", async () => {
    page = await stage.page("run");
    const kept = (seq: number, type: string, version: number): EventEnvelope => ({ seq, at: "2026-11-21T00:00:00Z", type, v: 1, data: { step: "s1", call: "c1", name: "report.md", version, sha256: "0", size: 12, mime: "text/markdown" } });
    await follow(page, [...recording("preflight-asks").slice(0, 2), kept(3, "artifact.created", 1), kept(4, "artifact.updated", 2)]);
    assert.equal(await page.locator("#head .artifacts").innerText(), "Kept\nreport.md");
    await page.getByRole("button", { name: "report.md" }).click();
    assert.deepEqual(await sentBy(page, "kept"), [{ type: "kept", name: "report.md" }]);
  });

  test("names the node of a note that stands among others", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight"));
    await page.locator(".list").press("Home");
    await settled(page);
    assert.match(await page.locator(".note.warn", { hasText: "Attempt 2" }).first().innerText(), /^service Attempt 2/);
  });

  test("remembers what it shows for a reload", async () => {
    page = await stage.page("run");
    await follow(page, recording("preflight"));
    assert.deepEqual(await page.evaluate(() => window.remembered), { session: "s1" });
  });

  test("is legible in high contrast and without motion", async () => {
    page = await stage.page("run", "contrast");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await follow(page, recording("change-review"));
    assert.equal(await page.locator(".sign.running").first().evaluate((sign) => getComputedStyle(sign).animationName), "none");
    await picture(page, "contrast");
  });

  test("takes 100,000 events and stays smooth and small", async () => {
    page = await stage.page("run");
    const events = many("preflight", 100_000);
    await post(page, { type: "follow", session: "s1", canAct: true });
    await beginTrace(stage.browser, page);
    const size = 256;
    for (let start = 0, batch = 1; start < events.length; start += size, batch++) {
      await post(page, batchOf(events.slice(start, start + size), batch));
      // As the language server does: a few batches ahead of what was shown.
      if (batch > 4) {
        await page.waitForFunction((shown) => window.sent.filter((message) => message.type === "shown").length >= shown, batch - 4, { polling: 5 });
      }
    }
    await page.waitForFunction(() => window.fermataPage.sizes.waiting === 0);
    const { frames, longestTask, longestFrame } = await endTrace(stage.browser);
    const { rows, drawn } = await page.evaluate(() => window.fermataPage.sizes);
    const bytes = await page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize);
    console.log(`100,000 events: ${rows} rows, ${drawn} drawn, ${frames} frames, of the processor at most ${Math.round(longestFrame)} ms a frame and ${Math.round(longestTask)} ms without a break, ${Math.round(bytes / 1e6)} MB`);
    assert.ok(rows > 30_000);
    assert.ok(drawn < 100, `${drawn} rows in the page`);
    assert.ok(bytes < 250e6, `${bytes} bytes`);
    assert.ok(frames > 50, `${frames} frames`);
    // Only what the page does without a break is the page's own: how many of its tasks come between two frames is
    // the browser's choice, and on a busy machine it draws seldom.
    assert.ok(longestTask < 100, `${longestTask} ms without a break`);
    await page.locator(".list").press("Home");
    await settled(page);
    assert.match(await page.locator(".row").first().innerText(), /Run started/);
    await page.mouse.move(400, 400);
    const before = await page.evaluate(() => performance.now());
    for (let turn = 0; turn < 20; turn++) {
      await page.mouse.wheel(0, 40_000);
      await settled(page);
    }
    assert.ok((await page.evaluate(() => performance.now())) - before < 8_000);
    assert.ok((await page.locator(".row").count()) > 5);
    await picture(page, "many");
  });
});
