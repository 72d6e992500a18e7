// Which program is the language server.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import * as vscode from "vscode";

export const SECTION = "fermata";

export function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

/** The `fermata` command: the setting, else one in the workspace if that is trusted, else one on the path. */
export function findCommand(): string | undefined {
  const set = settings().get<string>("path", "");
  if (set !== "") {
    return set;
  }
  const candidates = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []).map((folder) => join(folder.uri.fsPath, "fermata")) : [];
  candidates.push(...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "").map((folder) => join(folder, "fermata")));
  return candidates.find((file) => existsSync(file) || existsSync(`${file}.cmd`));
}

export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...settings().get<{ [name: string]: string }>("environment", {}) };
}
