// In a browser or a panel of an editor: nothing of Node is imported.
import { connectWebSocket, type FermataClient } from "@fermata/client/web";

/** Connects with tickets from whoever may make them; each is good for one connection. */
export function openPanel(url: string, ticket: () => Promise<string>): Promise<FermataClient> {
  return connectWebSocket({ url, ticket, name: "panel", version: "1.0" });
}

/** Shows a run as it is written, piece by piece. */
export async function show(client: FermataClient, session: string, text: HTMLElement): Promise<void> {
  for await (const item of client.items({ session })) {
    if (item.kind === "piece" && item.piece.kind === "delta") {
      text.append(item.piece.text);
    } else if (item.kind === "event" && item.event.type.startsWith("run.")) {
      text.dataset["state"] = item.event.type;
    }
  }
}
