// Follows what a workspace publishes, and goes on after the last event that it has seen.
import { readFile, writeFile } from "node:fs/promises";
import { connect, EventsLostError } from "@fermata/client";

const stored = await readFile("cursor.txt", "utf8").catch(() => undefined);
const client = await connect({ keepAlive: true });
const enough = AbortSignal.timeout(2000);
const stream = client.events({
  session: "workspace",
  from: stored === undefined ? "start" : { cursor: stored },
  signal: enough,
});
try {
  for await (const event of stream) {
    console.log(event.schema, JSON.stringify(event.data));
    await writeFile("cursor.txt", stream.cursor ?? "");
  }
} catch (error) {
  if (error instanceof EventsLostError) {
    console.log("read what there is now, then go on after", error.through);
  } else if (!enough.aborted) {
    throw error;
  }
} finally {
  client.close();
}
