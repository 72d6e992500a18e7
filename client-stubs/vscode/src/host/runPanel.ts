// The run panel: a form to start a run with, then its events as they happen.

import { randomUUID } from "node:crypto";
import { isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import type { AgentForm, FromRunPage, RunAction, ToRunPage } from "../shared/messages.js";
import { Feed } from "./feed.js";
import { showKept } from "./kept.js";
import { pageOptions, pageText } from "./page.js";
import type { Server } from "./server.js";
import { wordsOf } from "./server.js";

const TYPE = "fermata.run";

/** What the panels need of the rest of the extension. */
export interface Panels {
  readonly extension: vscode.Uri;
  readonly server: Server;
  /** Starts a run; the session is where it happens. */
  start(uri: vscode.Uri, entry: string | undefined, input: object): Promise<string>;
  showGraph(uri: vscode.Uri, session: string | undefined): Promise<void>;
}

export class RunPanel implements vscode.Disposable {
  static readonly #bySession = new Map<string, RunPanel>();

  readonly #panels: Panels;
  readonly #panel: vscode.WebviewPanel;
  readonly #waiting: ToRunPage[] = [];
  #isReady = false;
  #feed: Feed | undefined;
  #uri: vscode.Uri | undefined;
  #revealed: string | undefined;

  /** Shows a session, in the panel that it has or in a new one. */
  static show(panels: Panels, session: string, title: string, question?: string): RunPanel {
    const there = RunPanel.#bySession.get(session);
    const panel = there ?? new RunPanel(panels, RunPanel.#create(panels, title));
    panel.#panel.reveal(undefined, question === undefined);
    if (there === undefined) {
      panel.follow(session);
    }
    if (question !== undefined) {
      panel.#reveal(question);
    }
    return panel;
  }

  static isInSight(session: string): boolean {
    const there = RunPanel.#bySession.get(session);
    return there !== undefined && there.#panel.visible;
  }

  /** Shows the form of an agent's input. */
  static ask(panels: Panels, uri: vscode.Uri, form: AgentForm): void {
    const panel = new RunPanel(panels, RunPanel.#create(panels, `Run ${form.name}`));
    panel.#uri = uri;
    panel.#send({ type: "form", form });
  }

  static #create(panels: Panels, title: string): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(TYPE, title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { ...pageOptions(panels.extension), retainContextWhenHidden: true });
  }

  /** Makes panels anew after a reload of the window. */
  static serializer(panels: Panels): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(TYPE, {
      deserializeWebviewPanel: (panel: vscode.WebviewPanel, state: unknown) => {
        const session = (state as { session?: unknown } | undefined)?.session;
        if (typeof session === "string") {
          panel.webview.options = pageOptions(panels.extension);
          new RunPanel(panels, panel).follow(session);
        } else {
          panel.dispose();
        }
        return Promise.resolve();
      },
    });
  }

  private constructor(panels: Panels, panel: vscode.WebviewPanel) {
    this.#panels = panels;
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(panels.extension, "media", "icon.svg");
    panel.webview.onDidReceiveMessage((message: FromRunPage) => void this.#take(message));
    panel.onDidDispose(() => this.dispose());
    panel.webview.html = pageText(panel.webview, panels.extension, "run", "Run");
  }

  follow(session: string): void {
    this.#feed?.dispose();
    RunPanel.#bySession.set(session, this);
    this.#send({ type: "follow", session, canAct: vscode.workspace.isTrusted });
    this.#feed = new Feed(this.#panels.server, session, (batch) => {
      this.#note(batch.events ?? []);
      this.#send({ type: "batch", batch });
    });
  }

  /** The file of the run and its name are in its first event. */
  #note(events: readonly { readonly type: string; readonly data: object }[]): void {
    for (const event of events) {
      if (event.type === "session.created") {
        const { agent, uri } = event.data as { agent?: string; uri?: string };
        this.#panel.title = agent ?? this.#panel.title;
        this.#uri = uri === undefined ? this.#uri : toUri(uri);
      }
    }
  }

  #reveal(question: string): void {
    this.#revealed = question;
    this.#send({ type: "reveal", question });
  }

  #send(message: ToRunPage): void {
    if (this.#isReady) {
      void this.#panel.webview.postMessage(message);
    } else {
      this.#waiting.push(message);
    }
  }

  async #take(message: FromRunPage): Promise<void> {
    switch (message.type) {
      case "ready": this.#ready(); break;
      case "shown": this.#feed?.shown(message.batch); break;
      case "start": await this.#start(message.entry, message.input); break;
      case "answer": await this.#answer(message); break;
      case "act": await this.#guarded(() => this.#act(message.action)); break;
      case "forkAt": await this.#guarded(() => this.#fork(message.seq)); break;
      case "node": await this.#toNode(message.node); break;
      case "child": RunPanel.show(this.#panels, message.session, "Run"); break;
      case "kept": await this.#guarded(() => this.#openKept(message.name)); break;
      case "file": await this.#guarded(() => this.#openFile(message.path)); break;
    }
  }

  /** A page that is ready again has been made anew and knows nothing. */
  #ready(): void {
    const session = this.#isReady ? this.#feed?.session : undefined;
    this.#isReady = true;
    this.#waiting.splice(0).forEach((message) => this.#send(message));
    if (session !== undefined) {
      this.follow(session);
      if (this.#revealed !== undefined) {
        this.#reveal(this.#revealed);
      }
    }
  }

  async #start(entry: string | undefined, input: object): Promise<void> {
    await this.#guarded(async () => {
      if (this.#uri !== undefined) {
        this.follow(await this.#panels.start(this.#uri, entry, input));
      }
    });
  }

  async #answer(message: Extract<FromRunPage, { type: "answer" }>): Promise<void> {
    let problem: string | undefined;
    try {
      const answer = { id: message.question, action: message.action, content: message.content };
      await this.#panels.server.tell("question/answer", { answers: [answer], key: randomUUID() });
    } catch (error) {
      problem = wordsOf(error);
    }
    this.#send({ type: "outcome", about: message.question, problem });
  }

  async #act(action: RunAction): Promise<void> {
    const session = this.#feed?.session;
    if (session === undefined) {
      return;
    }
    switch (action) {
      case "source": await this.#toNode(undefined); break;
      case "graph":
        if (this.#uri !== undefined) {
          await this.#panels.showGraph(this.#uri, session);
        }
        break;
      default: await vscode.commands.executeCommand(`fermata.${action}`, { session }); break;
    }
  }

  async #fork(at: number): Promise<void> {
    const session = this.#feed?.session;
    if (session !== undefined) {
      await vscode.commands.executeCommand("fermata.fork", { session, at });
    }
  }

  async #toNode(node: string | undefined): Promise<void> {
    if (this.#uri !== undefined) {
      await vscode.commands.executeCommand("fermata.openSource", this.#uri, node);
    }
  }

  async #openKept(name: string): Promise<void> {
    const session = this.#feed?.session;
    if (session !== undefined) {
      await showKept(session, name);
    }
  }

  async #openFile(path: string): Promise<void> {
    const folder = this.#uri === undefined ? undefined : vscode.Uri.joinPath(this.#uri, "..").fsPath;
    const file = isAbsolute(path) || folder === undefined ? path : join(folder, path);
    await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: true });
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      void vscode.window.showErrorMessage(`Fermata: ${wordsOf(error)}`);
    }
  }

  dispose(): void {
    this.#feed?.dispose();
    for (const [session, panel] of RunPanel.#bySession) {
      if (panel === this) {
        RunPanel.#bySession.delete(session);
      }
    }
  }
}

/** The daemon names files by URI or by path. */
export function toUri(text: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(text) ? vscode.Uri.parse(text) : vscode.Uri.file(text);
}
