// A page in VS Code: what it may load, and its text.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { documentOf } from "./document.js";

export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [vscode.Uri.joinPath(extension, "dist"), vscode.Uri.joinPath(extension, "media")],
  };
}

export function pageText(webview: vscode.Webview, extension: vscode.Uri, name: "run" | "graph", title: string): string {
  const nonce = randomBytes(16).toString("base64");
  const resource = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  return documentOf({
    nonce, title, styles: [resource("media", "page.css"), resource("media", `${name}.css`)], script: resource("dist", `${name}.js`), source: webview.cspSource,
  });
}
