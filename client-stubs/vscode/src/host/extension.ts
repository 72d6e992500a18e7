// Fermata in VS Code: where everything is put together.

import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { Commands } from "./commands.js";
import { debugging } from "./debug.js";
import { GraphPanel } from "./graphPanel.js";
import { Inbox } from "./inbox.js";
import { keptDocuments } from "./kept.js";
import type { Panels } from "./runPanel.js";
import { RunPanel } from "./runPanel.js";
import { Server, wordsOf } from "./server.js";
import { SessionsView } from "./sessions.js";
import { statusBar } from "./status.js";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server();
  const panels = panelsOf(server, context.extensionUri);
  const sessions = new SessionsView(server);
  const inbox = new Inbox(server);
  context.subscriptions.push(server, sessions, inbox, statusBar(server), RunPanel.serializer(panels), debugging(server), keptDocuments(server),
    new Commands(panels, sessions, inbox).register(),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("fermata.path") || change.affectsConfiguration("fermata.environment")) {
        void restart(server);
      }
    }),
    refreshing(server, () => { sessions.refresh(); void inbox.refresh(); }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void restart(server)));
  try {
    await server.start();
  } catch (error) {
    server.output.error(wordsOf(error));
    void vscode.window.showErrorMessage(`Fermata: the language server does not start: ${wordsOf(error)}`);
  }
}

/** Events that change what the views show; of runs that no panel follows the server tells a little later. */
const TELLING = /^(run\.|question\.|session\.)/;
const QUIET_MS = 250;

function refreshing(server: Server, refresh: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const listener = server.onBatch((batch) => {
    if (batch.synced !== true && batch.events?.some((event) => TELLING.test(event.type))) {
      clearTimeout(timer);
      timer = setTimeout(refresh, QUIET_MS);
    }
  });
  return vscode.Disposable.from(listener, new vscode.Disposable(() => clearTimeout(timer)));
}

async function restart(server: Server): Promise<void> {
  try {
    await server.restart();
  } catch (error) {
    server.output.error(wordsOf(error));
  }
}

function panelsOf(server: Server, extension: vscode.Uri): Panels {
  return {
    extension,
    server,
    async start(uri, entry, input) {
      const workspace = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
      const started = await server.command<{ session: string }>("fermata.run", { uri: uri.toString(), entry, input, workspace: workspaceOf(workspace), key: randomUUID() });
      GraphPanel.started(uri, started.session);
      return started.session;
    },
    showGraph: (uri, session) => GraphPanel.show(server, extension, uri, session),
  };
}

/** Where tools work: the folder of the definition, unless the settings say that of the workspace. */
function workspaceOf(folder: string | undefined): string | undefined {
  return vscode.workspace.getConfiguration("fermata").get("run.workspace") === "workspace" ? folder : undefined;
}
