// Leads the extension through a day's work and through a debugging in a real VS Code; see scripts/vscode-tour.
//
//   node tour.mjs CODE-SERVER-FOLDER FOLDER-FOR-PICTURES [day|debugger]

import assert from "node:assert/strict";
import { day } from "./tour/day.mjs";
import { debugging } from "./tour/debugger.mjs";
import { Stage } from "./tour/stage.mjs";

const [codeServer, pictures, part] = process.argv.slice(2);
const stage = await Stage.open(codeServer, pictures, ["preflight", "folder-review", "release-notes"]);
try {
  for (const [name, walk] of Object.entries({ day, debugger: debugging })) {
    if (part === undefined || part === name) {
      await walk(stage);
    }
  }
  assert.deepEqual(stage.violations, []);
  console.log(`pictures in ${pictures}`);
} catch (error) {
  await stage.failed();
  throw error;
} finally {
  await stage.close();
}
