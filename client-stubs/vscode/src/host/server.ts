// The language server, and through it the daemon: no port and no token is in any page.

import * as vscode from "vscode";
import type { LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";
import { LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import type { Methods } from "../../../typescript/src/generated/protocol.js";
import type { Batch, Graph } from "../shared/messages.js";
import type { FieldSchema } from "../shared/forms.js";
import { environment, findCommand } from "./command.js";

/** How the daemon is, as `fermata/daemon` tells it. */
export interface DaemonView {
  readonly state: string;
  readonly version?: string;
  readonly pid?: number;
  readonly reason?: string;
  readonly sessions?: { readonly total: number; readonly running: number; readonly held: number };
  readonly changed?: string;
}

/** What `fermata/agent` tells. */
export interface AgentView {
  readonly name: string;
  readonly description: string;
  readonly usable: boolean;
  readonly input: { readonly [name: string]: FieldSchema };
  readonly entries: readonly string[];
}

/** How often a missing command is looked for, and how long before a person is told. */
const LOOK_MS = 2_000;
const PATIENCE_MS = 5_000;

export const NO_DAEMON: DaemonView = { state: "none" };

export class Server implements vscode.Disposable {
  readonly output = vscode.window.createOutputChannel("Fermata", { log: true });
  readonly #daemonChanged = new vscode.EventEmitter<DaemonView>();
  readonly #batch = new vscode.EventEmitter<Batch>();
  readonly #started = new vscode.EventEmitter<void>();
  /** The daemon, or what is known of its sessions, has changed. */
  readonly onDaemon = this.#daemonChanged.event;
  readonly onBatch = this.#batch.event;
  /** The server runs, for the first time or again. */
  readonly onStarted = this.#started.event;
  #client: LanguageClient | undefined;
  #daemon = NO_DAEMON;
  #waiting: NodeJS.Timeout | undefined;
  #explaining: NodeJS.Timeout | undefined;

  get daemon(): DaemonView {
    return this.#daemon;
  }

  get isRunning(): boolean {
    return this.#client?.state === State.Running;
  }

  async start(): Promise<void> {
    const command = findCommand();
    if (command === undefined) {
      this.#awaitCommand();
      return;
    }
    this.#stopWaiting();
    const client = new LanguageClient("fermata", "Fermata", serverOf(command), this.#options());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.#started.fire();
      } else if (newState === State.Stopped) {
        this.#tell(NO_DAEMON);
      }
    });
    client.onNotification("fermata/daemon", (daemon: DaemonView) => this.#tell(daemon));
    client.onNotification("fermata/events", (batch: Batch) => this.#batch.fire(batch));
    await client.start();
  }

  async restart(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#stopWaiting();
    await client?.dispose();
    await this.start();
  }

  /** Asks the daemon; none is started for it. */
  ask<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> {
    return this.#send("fermata/request", { method, params });
  }

  /** Has something done by the daemon, which is started where none runs. */
  tell<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> {
    return this.#send("fermata/request", { method, params, start: true });
  }

  /** Follows a session; its batches come by `onBatch` under the name given here. */
  subscribe(sub: string, session: string, cursor: string | undefined): Promise<void> {
    const from = cursor === undefined ? { kind: "start" } : { kind: "cursor", cursor };
    return this.#send("fermata/request", { method: "events/subscribe", params: { sub, session, from }, start: true });
  }

  unsubscribe(sub: string): Promise<void> {
    return this.#send("fermata/request", { method: "events/unsubscribe", params: { sub } });
  }

  acknowledge(sub: string, batch: number): void {
    void this.#client?.sendNotification("fermata/ack", { sub, batch });
  }

  /** Runs a command of the language server. */
  command<T>(command: string, argument: object): Promise<T> {
    return this.#send("workspace/executeCommand", { command, arguments: [argument] });
  }

  graph(uri: vscode.Uri): Promise<Graph | null> {
    return this.#send("fermata/graph", documentParams(uri));
  }

  svg(uri: vscode.Uri): Promise<{ svg: string } | null> {
    return this.#send("fermata/svg", documentParams(uri));
  }

  agent(uri: vscode.Uri): Promise<AgentView | null> {
    return this.#send("fermata/agent", documentParams(uri));
  }

  #send<T>(method: string, params: object): Promise<T> {
    const client = this.#client;
    return client === undefined ? Promise.reject(new Error(this.#whyStopped())) : client.sendRequest<T>(method, params);
  }

  #whyStopped(): string {
    return this.#daemon.state === "missing" ? "there is no fermata command; set fermata.path" : "the language server does not run";
  }

  #tell(daemon: DaemonView): void {
    this.#daemon = daemon;
    this.#daemonChanged.fire(daemon);
  }

  /** The command may be installed, or the settings may come, after the window was opened. */
  #awaitCommand(): void {
    if (this.#daemon.state !== "missing") {
      this.#tell({ state: "missing", reason: "no fermata command" });
      this.#explaining = setTimeout(() => void this.#explainMissing(), PATIENCE_MS);
    }
    this.#waiting = setTimeout(() => {
      this.start().catch((error: unknown) => this.output.error(wordsOf(error)));
    }, LOOK_MS);
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector: ["yaml", "yml", "json", "md"].flatMap((end) => ["file", "untitled"].map((scheme) => ({ scheme, pattern: `**/*.agent.${end}` })))
        .concat([{ scheme: "file", pattern: "**/fermata.{yaml,yml}" }, { scheme: "file", pattern: "**/*.tools.{yaml,yml}" }, { scheme: "file", pattern: "**/*.part.{yaml,yml,json}" }, { scheme: "file", pattern: "**/prompts/**/*.{md,txt,prompt}" }]),
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{fermata.yaml,fermata.yml,*.agent.yaml,*.agent.yml,*.agent.json,*.tools.yaml,*.tools.yml,*.part.yaml,*.part.yml,*.part.json,*.md,*.txt,*.prompt}") },
      initializationOptions: { panels: true },
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
  }

  async #explainMissing(): Promise<void> {
    const open = "Open Settings";
    const chosen = await vscode.window.showWarningMessage("Fermata: there is no fermata command on the path. Set fermata.path to where it is.", open);
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "fermata.path");
    }
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting);
    clearTimeout(this.#explaining);
    this.#tell(NO_DAEMON);
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    clearTimeout(this.#explaining);
    void this.#client?.dispose();
    this.output.dispose();
    this.#daemonChanged.dispose();
    this.#batch.dispose();
    this.#started.dispose();
  }
}

function documentParams(uri: vscode.Uri): object {
  return { textDocument: { uri: uri.toString() } };
}

function serverOf(command: string): ServerOptions {
  return { command, args: ["lsp"], options: { env: environment() } };
}

/** What went wrong, in words for people. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
