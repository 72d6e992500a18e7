import assert from "node:assert/strict";
import { WAIT } from "./stage.mjs";

const FILE = "folder-review/folder-review.agent.yaml";

/** Debugging: a breakpoint in the gutter, F5, steps in both directions, values beside the text, the graph. */
export async function debugging(stage) {
  const { page } = stage;
  await stage.command("View: Close All Editors");
  await stage.openFile(FILE);
  await page.locator(".codelens-decoration", { hasText: "Debug" }).first().waitFor(WAIT);
  await stage.command("Fermata: Show Graph");
  const graph = await stage.panel("#canvas svg [data-node=judge]");

  // A click beside the line of a node.
  await page.locator(".monaco-editor .view-lines").first().click();
  const line = stage.lineOf(FILE, "  judge:");
  await stage.goToLine(line);
  const number = page.locator(".monaco-editor .line-numbers", { hasText: new RegExp(`^${line}$`) }).first();
  const box = await number.boundingBox();
  await page.mouse.click(box.x - 14, box.y + box.height / 2);
  await page.locator(".codicon-debug-breakpoint").first().waitFor(WAIT);
  await stage.picture("breakpoint");

  // F5, without a launch.json: it stands before the first step, and then at the breakpoint.
  await page.keyboard.press("F5");
  await standsAt(stage, graph, "find");
  await stage.picture("entry");
  await page.keyboard.press("F5");
  await standsAt(stage, graph, "judge");
  await page.locator(".view-lines", { hasText: /search\.matches\)\s*=\s*\d/ }).first().waitFor(WAIT);
  await stage.picture("inline-values");

  // A step, and back over it and the one before; nothing runs again.
  await page.keyboard.press("F10");
  await standsAt(stage, graph, "decide");
  await stage.picture("step");
  await page.locator(".debug-toolbar .codicon-debug-step-back").click();
  await standsAt(stage, graph, "judge");
  await page.locator(".debug-toolbar .codicon-debug-step-back").click();
  await standsAt(stage, graph, "search");
  await stage.picture("step-back");
  await page.keyboard.press("F10");
  await standsAt(stage, graph, "judge");
  await stage.picture("forward-again");

  // What it knows: scopes, and what is asked in the console.
  await page.locator(".debug-viewlet .monaco-list-row, .pane-body .monaco-list-row", { hasText: "Outputs" }).first().waitFor(WAIT);
  await stage.command("Debug Console: Focus on Debug Console View");
  await page.locator(".repl-input-wrapper .view-lines").click();
  await page.keyboard.type("size(nodes.measure.files)");
  await page.keyboard.press("Enter");
  await page.locator(".repl .monaco-list-row", { hasText: /^\d+$/ }).first().waitFor(WAIT);
  await stage.picture("console");
  await page.keyboard.press("Shift+F5");
  await page.locator(".debug-toolbar").waitFor({ ...WAIT, state: "hidden" });
  await graph.locator(".box.standing").waitFor({ ...WAIT, state: "detached" });
  await stage.picture("ended");
  assert.deepEqual(await page.locator(".notification-list-item-message").allInnerTexts(), []);
}

/** The line is marked, the stack names the node, and the graph has it. */
async function standsAt(stage, graph, node) {
  const { page } = stage;
  await graph.locator(`[data-node=${node}].standing`).waitFor(WAIT);
  await page.locator(".debug-call-stack .stack-frame .label", { hasText: new RegExp(`^${node} \\(`) }).first().waitFor(WAIT);
  await page.locator(".debug-top-stack-frame-line").first().waitFor({ ...WAIT, state: "attached" });
  assert.equal(await graph.locator(".box.standing").count(), 1);
}
