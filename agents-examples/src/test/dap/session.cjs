// A session with the debug client of VS Code's own tests: node session.cjs FERMATA AGENT.
// The adapter is a program of its own there, so a small script stands between that starts `fermata dap`.
const { DebugClient } = require('@vscode/debugadapter-testsupport');
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const [fermata, agent] = process.argv.slice(2);
const lines = fs.readFileSync(agent, 'utf8').split('\n');
const lineOf = (text) => lines.findIndex((line) => line.includes(text)) + 1;

async function main() {
  const bridge = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'dap-')), 'bridge.cjs');
  fs.writeFileSync(
    bridge,
    `require('node:child_process').spawn(${JSON.stringify(fermata)}, ['dap'], { stdio: 'inherit' })` +
      `.on('exit', (code) => process.exit(code ?? 1));`
  );
  const client = new DebugClient('node', bridge, 'fermata');
  client.defaultTimeout = 60_000;
  await client.start();

  // A breakpoint is hit where it stands, then once more under a condition.
  const line = lineOf('more: {set');
  await client.hitBreakpoint({ program: agent, stopOnEntry: false }, { path: agent, line });
  await client.setBreakpointsRequest({
    source: { path: agent },
    breakpoints: [{ line, condition: 'state.n == 3' }],
  });
  const threads = (await client.threadsRequest()).body.threads;
  assert.strictEqual(threads.length, 1);
  const threadId = threads[0].id;
  await Promise.all([
    client.continueRequest({ threadId }),
    client.assertStoppedLocation('breakpoint', { path: agent, line }),
  ]);
  const frame = (await client.stackTraceRequest({ threadId })).body.stackFrames[0];
  assert.strictEqual(frame.name, 'more (s4)');
  const value = await client.evaluateRequest({ expression: 'state.n', frameId: frame.id, context: 'watch' });
  assert.strictEqual(value.body.result, '3');

  // Over, back and over again.
  await Promise.all([client.nextRequest({ threadId }), client.assertStoppedLocation('step', { line })]);
  await Promise.all([client.stepBackRequest({ threadId }), client.waitForEvent('stopped')]);
  const before = (await client.stackTraceRequest({ threadId })).body.stackFrames[0];
  assert.strictEqual(before.name, 'more (s4)');

  await client.stop();
  console.log('ok');
  process.exit(0);
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
