// Contents that a session keeps under names, as documents to read.

import * as vscode from "vscode";
import type { Server } from "./server.js";

const SCHEME = "fermata-kept";

/** Gives the newest content of a name each time it is opened. */
export function keptDocuments(server: Server): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const { artifact, data } = await server.ask("artifact/read", { session: uri.authority, name: uri.path.slice(1) });
      return textOf(Buffer.from(data, "base64"), artifact.size, artifact.mime);
    },
  });
}

export async function showKept(session: string, name: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, authority: session, path: `/${name}` });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

/** What is no text is not shown as one. */
function textOf(bytes: Buffer, size: number, mime: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes.length < size ? `${text}\n… (${size} bytes in all)` : text;
  } catch {
    return `(${size} bytes of ${mime}: fermata artifact writes them to a file)`;
  }
}
