// Debugging: `fermata dap` is the adapter; the graph shows where it stands. Values beside the text are named by the language server.

import * as vscode from "vscode";
import { environment, findCommand } from "./command.js";
import { GraphPanel } from "./graphPanel.js";
import { toUri } from "./runPanel.js";
import type { Server } from "./server.js";

const TYPE = "fermata";
const AGENT_FILE = /\.agent\.(ya?ml|json|md)$/;

export function debugging(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterDescriptorFactory(TYPE, { createDebugAdapterDescriptor: adapter }),
    vscode.debug.registerDebugConfigurationProvider(TYPE, new Configurations(server)),
    vscode.debug.registerDebugConfigurationProvider(TYPE, { provideDebugConfigurations: dynamic }, vscode.DebugConfigurationProviderTriggerKind.Dynamic),
    vscode.debug.registerDebugAdapterTrackerFactory(TYPE, { createDebugAdapterTracker: (session) => new Following(session) }),
  );
}

/** Starts to debug an agent file. */
export function debugAgent(uri: vscode.Uri, entry: string | undefined): Thenable<boolean> {
  return vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), { ...launchOf(uri.fsPath), ...(entry === undefined ? {} : { entry }) });
}

/** Opens a session of the past in the debugger; nothing is run again. */
export function debugSession(session: string): Thenable<boolean> {
  return vscode.debug.startDebugging(undefined, { type: TYPE, request: "attach", name: "Walk through a Session", session, replay: true });
}

function launchOf(program: string): vscode.DebugConfiguration {
  return { type: TYPE, request: "launch", name: "Debug Agent", program, stopOnEntry: true };
}

function adapter(session: vscode.DebugSession): vscode.DebugAdapterDescriptor {
  const command = findCommand();
  if (command === undefined || !vscode.workspace.isTrusted) {
    throw new Error(command === undefined ? "there is no fermata command; set fermata.path" : "the workspace is not trusted: nothing is run in it");
  }
  const cwd = session.workspaceFolder?.uri.fsPath;
  const env = Object.fromEntries(Object.entries(environment()).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return new vscode.DebugAdapterExecutable(command, ["dap"], { env, ...(cwd === undefined ? {} : { cwd }) });
}

/** What the list of configurations offers without a launch.json. */
function dynamic(): vscode.DebugConfiguration[] {
  const active = vscode.window.activeTextEditor?.document.uri;
  return active !== undefined && AGENT_FILE.test(active.path) ? [launchOf("${file}")] : [];
}

class Configurations implements vscode.DebugConfigurationProvider {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** F5 without a launch.json: the agent in the editor. */
  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
    if (given.request !== undefined) {
      return given;
    }
    const active = vscode.window.activeTextEditor?.document.uri;
    if (active === undefined || !AGENT_FILE.test(active.path)) {
      void vscode.window.showErrorMessage("Fermata: open an agent file to debug it (*.agent.yaml).");
      return undefined;
    }
    return launchOf(active.fsPath);
  }

  /** An agent that needs an input is not started without one: an input in JSON is asked for. */
  async resolveDebugConfigurationWithSubstitutedVariables(_folder: vscode.WorkspaceFolder | undefined, given: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration | undefined> {
    if (given.request !== "launch" || given["input"] !== undefined || typeof given["program"] !== "string") {
      return given;
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(given["program"]));
    const agent = await this.#server.agent(document.uri);
    const needed = Object.entries(agent?.input ?? {}).filter(([, field]) => field.required && field.defaultValue === undefined).map(([name]) => name);
    if (needed.length === 0) {
      return given;
    }
    const written = await vscode.window.showInputBox({
      title: `Debug ${agent?.name ?? "agent"}: its input`, value: JSON.stringify(Object.fromEntries(needed.map((name) => [name, ""]))), validateInput: problemOfInput, ignoreFocusOut: true,
    });
    return written === undefined ? undefined : { ...given, input: JSON.parse(written) as unknown };
  }
}

function problemOfInput(written: string): string | undefined {
  try {
    const input = JSON.parse(written) as unknown;
    return typeof input === "object" && input !== null && !Array.isArray(input) ? undefined : "an object, such as {\"topic\": \"life\"}";
  } catch (error) {
    return error instanceof Error ? error.message : "no JSON";
  }
}

interface Frame {
  readonly line?: number;
  readonly source?: { readonly path?: string };
}

interface Told {
  readonly type?: string;
  readonly event?: string;
  readonly command?: string;
  readonly body?: { readonly name?: string; readonly stackFrames?: readonly Frame[] };
}

/** What the editor asks that has the run go elsewhere. */
const MOVES = new Set(["continue", "next", "stepIn", "stepOut", "stepBack", "reverseContinue", "goto", "restartFrame"]);

/** Has the graphs of the files follow the debugger: which session it is, and the node where it stands. */
class Following implements vscode.DebugAdapterTracker {
  readonly #session: vscode.DebugSession;
  readonly #marked = new Set<string>();
  #run: string | undefined;

  constructor(session: vscode.DebugSession) {
    this.#session = session;
  }

  /** Where it goes next is not known before it stands there, and nobody tells what was asked for. */
  onWillReceiveMessage(asked: Told): void {
    if (asked.command !== undefined && MOVES.has(asked.command)) {
      this.#clear();
    }
  }

  onDidSendMessage(told: Told): void {
    if (told.event === "process") {
      this.#run = told.body?.name;
    } else if (told.event === "continued" || told.event === "terminated") {
      this.#clear();
    } else if (told.command === "stackTrace") {
      told.body?.stackFrames?.forEach((frame) => this.#mark(frame));
    }
  }

  onWillStopSession(): void {
    this.#clear();
  }

  /** The innermost frame of a file comes first; those of the agents around it stand in other files. */
  #mark(frame: Frame): void {
    const path = frame.source?.path;
    if (path !== undefined && frame.line !== undefined) {
      const uri = vscode.Uri.file(path);
      const known = this.#marked.has(uri.toString());
      this.#marked.add(uri.toString());
      if (!known) {
        GraphPanel.standsAt(uri, frame.line - 1, this.#session.configuration["replay"] === true ? undefined : this.#run);
      }
    }
  }

  #clear(): void {
    this.#marked.forEach((uri) => GraphPanel.standsAt(toUri(uri), undefined, undefined));
    this.#marked.clear();
  }
}
