// The tree of sessions: what waits, what runs, what has ended.

import * as vscode from "vscode";
import type { SessionSummary } from "../../../typescript/src/generated/protocol.js";
import type { Server } from "./server.js";
import { wordsOf } from "./server.js";

/** How many sessions are shown at most, the last changed first. */
const SESSIONS_MAX = 200;

interface Group {
  readonly kind: "group";
  readonly label: string;
  readonly icon: string;
  readonly sessions: readonly SessionSummary[];
}

interface Leaf {
  readonly kind: "session";
  readonly session: SessionSummary;
}

export type SessionItem = Group | Leaf;

export class SessionsView implements vscode.TreeDataProvider<SessionItem>, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<SessionItem>;
  readonly #listener: vscode.Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#view = vscode.window.createTreeView("fermata.sessions", { treeDataProvider: this, showCollapseAll: true });
    this.#listener = server.onDaemon(() => this.refresh());
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(item?: SessionItem): Promise<SessionItem[]> {
    if (item !== undefined) {
      return item.kind === "group" ? item.sessions.map((session) => ({ kind: "session", session })) : [];
    }
    const sessions = await this.#list();
    return [
      group("Waiting", "debug-pause", sessions, (state) => state === "held"),
      group("Running", "sync", sessions, (state) => state === "active"),
      group("Finished", "history", sessions, (state) => state !== "held" && state !== "active"),
    ].filter((found) => found.sessions.length > 0);
  }

  async #list(): Promise<readonly SessionSummary[]> {
    const { state } = this.#server.daemon;
    if (state !== "ready") {
      this.#view.message = state === "none" ? "No daemon runs. The first run starts one." : "";
      return [];
    }
    try {
      this.#view.message = "";
      return (await this.#server.ask("session/list", { limit: SESSIONS_MAX })).sessions;
    } catch (error) {
      this.#view.message = wordsOf(error);
      return [];
    }
  }

  getTreeItem(item: SessionItem): vscode.TreeItem {
    return item.kind === "group" ? groupItem(item) : sessionItem(item.session);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }
}

function group(label: string, icon: string, all: readonly SessionSummary[], fits: (state: string) => boolean): Group {
  return { kind: "group", label, icon, sessions: all.filter((session) => fits(session.state)) };
}

function groupItem(item: Group): vscode.TreeItem {
  const isOpen = item.label !== "Finished";
  const tree = new vscode.TreeItem(item.label, isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  tree.id = `group-${item.label}`;
  tree.description = String(item.sessions.length);
  tree.iconPath = new vscode.ThemeIcon(item.icon);
  return tree;
}

const ICONS: { readonly [status: string]: [string, string] } = {
  completed: ["pass", "charts.green"], failed: ["error", "errorForeground"], cancelled: ["circle-slash", "descriptionForeground"],
  held: ["debug-pause", "charts.yellow"], interrupted: ["warning", "charts.yellow"],
};

function sessionItem(session: SessionSummary): vscode.TreeItem {
  const status = session.run?.status ?? session.state;
  const tree = new vscode.TreeItem(session.title ?? session.agent);
  tree.id = session.session;
  tree.description = [session.title === undefined ? "" : session.agent, status, session.questions > 0 ? `${session.questions} open` : "", ago(session.updatedAt)].filter((part) => part !== "").join(" · ");
  const [icon, color] = ICONS[status] ?? ["sync~spin", "charts.blue"];
  tree.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  tree.contextValue = `session.${status}`;
  tree.tooltip = `${session.agent} ${session.session}\n${session.uri ?? ""}`;
  tree.accessibilityInformation = { label: `${session.agent}, ${status}, ${tree.description}` };
  tree.command = { command: "fermata.openSession", title: "Open", arguments: [{ session: session.session, title: session.agent }] };
  return tree;
}

function ago(at: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(at)) / 1000);
  if (seconds < 60) {
    return "just now";
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ago` : minutes < 1440 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} d ago`;
}
