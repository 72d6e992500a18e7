import assert from "node:assert/strict";
import { WAIT } from "./stage.mjs";

/** A day's work: write, run, watch, answer, lose the daemon, go on. */
export async function day(stage) {
  const { page } = stage;
  await stage.openFile("preflight/preflight.agent.yaml");
  await page.locator(".codelens-decoration", { hasText: "Run" }).first().waitFor(WAIT);
  await stage.picture("example");

  // A misspelt name is a problem; its fix takes it away.
  const line = stage.lineOf("preflight/preflight.agent.yaml", "tool: files.find");
  await page.locator(".monaco-editor .view-lines").first().click();
  await stage.goToLine(line);
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.locator(".squiggly-error").first().waitFor(WAIT);
  await stage.picture("problem");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget", { hasText: "files.find" }).waitFor(WAIT);
  await stage.picture("fixes");
  await page.keyboard.press("Enter");
  await page.locator(".squiggly-error").first().waitFor({ ...WAIT, state: "detached" });
  await stage.picture("fixed");

  // Completion of the names that there are.
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row").first().waitFor(WAIT);
  await stage.picture("completion");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await stage.command("File: Save All");
  await page.locator(".tab.dirty").first().waitFor({ ...WAIT, state: "detached" });

  // A run by the palette, with the form of its input.
  await stage.command("Fermata: Run Agent");
  const form = await stage.panel("form.start");
  await form.getByLabel("limit_bytes").fill("1");
  await stage.picture("input");
  await form.getByRole("button", { name: "Run" }).click();
  const run = await stage.panel(".list");
  await run.locator(".question.open").waitFor(WAIT);
  await stage.picture("question");

  // The graph shows where it is.
  await run.getByRole("button", { name: "Graph" }).click();
  const graph = await stage.panel("#canvas svg");
  await graph.locator("[data-node=ask].held").waitFor(WAIT);
  await stage.picture("graph");
  await graph.locator("[data-node=size]").click();
  await page.locator(".monaco-editor .view-line", { hasText: "size:" }).first().waitFor(WAIT);

  // The inbox has the question; the sessions wait.
  await stage.command("Fermata: Focus on Inbox View");
  await page.locator(".pane-body .monaco-list-row", { hasText: "preflight" }).first().waitFor(WAIT);
  await stage.picture("inbox");

  // The daemon dies; the panel goes on with the next one, and the answer gets there.
  stage.killDaemon();
  await stage.command("Fermata: Answer Question");
  const asked = await stage.panel(".question.open");
  await asked.getByRole("checkbox", { name: "go" }).check();
  await asked.getByLabel("why").fill("Small enough");
  await stage.picture("answering");
  await asked.getByRole("button", { name: "Answer", exact: true }).click();
  await asked.locator("#head .status.completed").waitFor(WAIT);
  await stage.picture("completed");

  // A run that is killed at work is resumed after the window was loaded again.
  await page.reload();
  const again = await stage.panel("#head .status.completed");
  assert.match(await again.locator("#head").innerText(), /preflight/);
  await stage.picture("reloaded");

  await stage.openFile("release-notes/release-notes.agent.yaml");
  await stage.command("Fermata: Run Agent");
  const notes = await stage.panel("form.start");
  await notes.getByRole("button", { name: "Run" }).click();
  const written = await stage.panel(".question.open");
  await stage.picture("model");
  stage.killDaemon();
  await stage.command("Fermata: Resume Run");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "release-notes" }).first().waitFor(WAIT);
  await page.keyboard.press("Enter");
  await written.getByRole("button", { name: /Approve|yes|publish/i }).first().click();
  await written.locator("#head .status.completed").waitFor(WAIT);
  await stage.picture("resumed");
}
