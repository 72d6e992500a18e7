// The graph panel: follows the text and, where there is one, a run.

import * as vscode from "vscode";
import { nodeAt } from "../shared/nodeAt.js";
import type { FromGraphPage, Graph, TextRange, ToGraphPage } from "../shared/messages.js";
import { Feed } from "./feed.js";
import { pageOptions, pageText } from "./page.js";
import type { Server } from "./server.js";
import { wordsOf } from "./server.js";

/** How long after an edit the graph is drawn anew. */
const QUIET_MS = 150;

export class GraphPanel implements vscode.Disposable {
  static readonly #byFile = new Map<string, GraphPanel>();

  readonly #server: Server;
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #listeners: vscode.Disposable[];
  #feed: Feed | undefined;
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;

  /** Shows the graph of a file, live where a session is given. */
  static async show(server: Server, extension: vscode.Uri, uri: vscode.Uri, session: string | undefined): Promise<void> {
    // The server draws what is open.
    const document = await vscode.workspace.openTextDocument(uri);
    const there = GraphPanel.#byFile.get(document.uri.toString());
    const panel = there ?? new GraphPanel(server, extension, document.uri);
    panel.#panel.reveal(undefined, false);
    if (session !== undefined) {
      panel.follow(session);
    }
  }

  /** A run has begun: a graph of its file that is open shows it. */
  static started(uri: vscode.Uri, session: string): void {
    GraphPanel.#byFile.get(uri.toString())?.follow(session);
  }

  /** A debugger stands at a line of a file, or no more: a graph of it that is open shows where. */
  static standsAt(uri: vscode.Uri, line: number | undefined, session: string | undefined): void {
    const panel = GraphPanel.#byFile.get(uri.toString());
    if (panel !== undefined) {
      panel.#standing = line;
      if (session !== undefined) {
        panel.follow(session);
      }
      panel.#stand();
    }
  }

  private constructor(server: Server, extension: vscode.Uri, uri: vscode.Uri) {
    this.#server = server;
    this.#uri = uri;
    this.#panel = vscode.window.createWebviewPanel("fermata.graph", `Graph ${uri.path.split("/").at(-1) ?? ""}`, vscode.ViewColumn.Beside,
      { ...pageOptions(extension), retainContextWhenHidden: true });
    this.#panel.iconPath = vscode.Uri.joinPath(extension, "media", "icon.svg");
    this.#listeners = [
      this.#panel.webview.onDidReceiveMessage((message: FromGraphPage) => void this.#take(message)),
      this.#panel.onDidDispose(() => this.dispose()),
      vscode.workspace.onDidChangeTextDocument((change) => this.#changed(change.document.uri)),
      server.onStarted(() => void this.#draw()),
    ];
    GraphPanel.#byFile.set(uri.toString(), this);
    this.#panel.webview.html = pageText(this.#panel.webview, extension, "graph", "Graph");
  }

  follow(session: string): void {
    if (this.#feed?.session !== session) {
      this.#feed?.dispose();
      this.#feed = undefined;
      if (this.#isReady) {
        this.#attach(session);
      } else {
        this.#wanted = session;
      }
    }
  }

  #wanted: string | undefined;
  #standing: number | undefined;
  #drawn: Graph | undefined;

  #stand(): void {
    const node = this.#standing === undefined ? undefined : nodeAt(this.#drawn?.nodes ?? [], this.#standing);
    this.#send({ type: "stands", node });
  }

  #attach(session: string): void {
    this.#send({ type: "restart", session });
    this.#feed = new Feed(this.#server, session, (batch) => this.#send({ type: "batch", batch }));
  }

  #changed(uri: vscode.Uri): void {
    if (uri.toString() === this.#uri.toString()) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#draw(), QUIET_MS);
    }
  }

  async #draw(): Promise<void> {
    try {
      this.#drawn = (await this.#server.graph(this.#uri)) ?? this.#drawn;
      this.#send({ type: "graph", graph: this.#drawn });
      this.#stand();
    } catch (error) {
      this.#server.output.warn(`graph of ${this.#uri.toString()}: ${wordsOf(error)}`);
    }
  }

  #send(message: ToGraphPage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #take(message: FromGraphPage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#isReady = true;
        await this.#draw();
        this.#again();
        break;
      case "shown": this.#feed?.shown(message.batch); break;
      case "open": await this.#open(message.range); break;
      case "export": await this.#export(); break;
    }
  }

  #again(): void {
    const session = this.#wanted ?? this.#feed?.session;
    this.#wanted = undefined;
    this.#feed?.dispose();
    if (session !== undefined) {
      this.#attach(session);
    }
  }

  async #open(range: TextRange): Promise<void> {
    const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    await vscode.window.showTextDocument(this.#uri, { viewColumn: vscode.ViewColumn.One, selection });
  }

  async #export(): Promise<void> {
    const drawn = await this.#server.svg(this.#uri);
    const target = drawn === null ? undefined : await vscode.window.showSaveDialog({
      defaultUri: this.#uri.with({ path: this.#uri.path.replace(/\.agent\.\w+$/, ".svg") }), filters: { SVG: ["svg"] },
    });
    if (drawn !== null && target !== undefined) {
      await vscode.workspace.fs.writeFile(target, Buffer.from(drawn.svg));
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#feed?.dispose();
    this.#listeners.forEach((listener) => listener.dispose());
    GraphPanel.#byFile.delete(this.#uri.toString());
  }
}
