// A server with vscode-jsonrpc, as editors' own processes speak it.
//   node vscode-jsonrpc-peer.mjs echo SOCKET                       answers requests with their params
//   node vscode-jsonrpc-peer.mjs events SOCKET CONNECTIONS SECONDS  sends notifications of 300 bytes to all
import { createServer } from "node:net";
import rpc from "vscode-jsonrpc/node.js";

const [what, path, connections, seconds] = process.argv.slice(2);
const open = [];

const server = createServer((socket) => {
  const reader = new rpc.StreamMessageReader(socket);
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(socket));
  connection.onError(() => undefined);
  socket.on("error", () => undefined);
  connection.onRequest("echo", (params) => params);
  connection.listen();
  if (open.push(connection) === Number(connections)) {
    void sendAll();
  }
});
server.listen(path);

// As many bytes as an event of ours has on the wire.
const event = {
  sub: "s1",
  events: [{ seq: 1, run: "0199c3a1-5c00-7d2e-9a41-3b6f0c8e1d03", data: { text: "x".repeat(150) } }],
};

async function sendAll() {
  const end = Date.now() + 1000 * Number(seconds);
  await Promise.all(
    open.map(async (connection) => {
      while (Date.now() < end) {
        await connection.sendNotification("events/batch", event);
      }
    }),
  );
  process.exit(0);
}
