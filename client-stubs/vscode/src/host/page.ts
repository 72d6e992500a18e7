// The one document that all pages have: nothing but our script and our styles runs in it.

import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

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

export interface PageParts {
  readonly nonce: string;
  readonly title: string;
  readonly styles: readonly string[];
  readonly script: string;
  /** Where styles may come from. */
  readonly source: string;
}

/** Inline styles are set by script on single elements only, which the policy does not touch. */
export function documentOf({ nonce, title, styles, script, source }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join("\n")}
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
