// The daemon's state in the status bar.

import * as vscode from "vscode";
import type { DaemonView, Server } from "./server.js";

export function statusBar(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("fermata.status", vscode.StatusBarAlignment.Left, 10);
  item.name = "Fermata";
  item.command = "fermata.menu";
  const show = (daemon: DaemonView): void => {
    const { text, tooltip, warns } = wordsFor(daemon);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `Fermata: ${tooltip}`, role: "button" };
    item.backgroundColor = warns ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  };
  show(server.daemon);
  item.show();
  return vscode.Disposable.from(item, server.onDaemon(show));
}

/** What the status bar says of a daemon. */
export function wordsFor(daemon: DaemonView): { readonly text: string; readonly tooltip: string; readonly warns: boolean } {
  switch (daemon.state) {
    case "none": return { text: "$(debug-pause) Fermata", tooltip: "No daemon runs; the first run starts one", warns: false };
    case "missing": return { text: "$(warning) Fermata", tooltip: "There is no fermata command; set fermata.path", warns: true };
    case "ready": {
      const { running = 0, held = 0 } = daemon.sessions ?? {};
      const counts = [running > 0 ? `$(sync~spin) ${running}` : "", held > 0 ? `$(debug-pause) ${held}` : ""].filter((part) => part !== "");
      return {
        text: counts.length === 0 ? "$(check) Fermata" : `Fermata ${counts.join(" ")}`,
        tooltip: `Daemon ${daemon.version ?? ""} is ready: ${running} running, ${held} waiting`,
        warns: false,
      };
    }
    default: return { text: `$(sync~spin) Fermata`, tooltip: `The daemon is ${daemon.state}`, warns: false };
  }
}
