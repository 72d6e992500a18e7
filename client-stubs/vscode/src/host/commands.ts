// The commands of the palette, the lenses and the views.

import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { QuestionView, SessionSummary } from "../../../typescript/src/generated/protocol.js";
import { environment, findCommand } from "./command.js";
import { debugAgent, debugSession } from "./debug.js";
import type { Inbox } from "./inbox.js";
import type { Panels } from "./runPanel.js";
import { RunPanel, toUri } from "./runPanel.js";
import type { SessionItem, SessionsView } from "./sessions.js";
import { wordsOf } from "./server.js";

const AGENT_FILE = /\.agent\.(ya?ml|json|md)$/;

/** What commands are given: by a lens, a panel or a view. */
interface Target {
  readonly uri?: string;
  readonly entry?: string;
  readonly session?: string;
  readonly title?: string;
  readonly question?: string;
  readonly at?: number;
}

/** What a lens of references is given, as LSP has it. */
interface Mentions {
  readonly uri: string;
  readonly position: Place;
  readonly locations: readonly { readonly uri: string; readonly range: { readonly start: Place; readonly end: Place } }[];
}

interface Place {
  readonly line: number;
  readonly character: number;
}

export class Commands {
  readonly #panels: Panels;
  readonly #sessions: SessionsView;
  readonly #inbox: Inbox;

  constructor(panels: Panels, sessions: SessionsView, inbox: Inbox) {
    this.#panels = panels;
    this.#sessions = sessions;
    this.#inbox = inbox;
  }

  register(): vscode.Disposable {
    const all: { readonly [name: string]: (...given: never[]) => unknown } = {
      run: (target?: Target | vscode.Uri) => this.#run(target),
      debug: (target?: Target | vscode.Uri) => this.#debug(target),
      debugSession: (target?: Target | SessionItem) => this.#debugSession(target),
      pickSession: () => this.#sessionOf("Debug", undefined, () => true),
      resume: (target?: Target | SessionItem) => this.#resume(target),
      pause: (target?: Target | SessionItem) => this.#steer("run/pause", "Pause", target),
      cancel: (target?: Target | SessionItem) => this.#cancel(target),
      fork: (target?: Target | SessionItem) => this.#fork(target),
      openDefinition: (target?: Target | SessionItem) => this.#definition(target),
      renameSession: (target?: Target | SessionItem) => this.#rename(target),
      archiveSession: (target?: Target | SessionItem) => this.#archive(target),
      deleteSession: (target?: Target | SessionItem) => this.#delete(target),
      answer: (question?: QuestionView) => this.#answer(question),
      showGraph: (target?: Target | vscode.Uri) => this.#graph(target),
      openSession: (target?: Target | SessionItem) => this.#open(target),
      showReferences: (mentions: Mentions) => showReferences(mentions),
      openSource: (uri: vscode.Uri, node?: string) => this.#source(uri, node),
      newAgent: () => this.#newAgent(),
      refresh: () => this.#refresh(),
      restartServer: () => this.#panels.server.restart(),
      showLogs: () => this.#panels.server.output.show(),
      menu: () => this.#menu(),
    };
    return vscode.Disposable.from(...Object.entries(all).map(([name, action]) =>
      vscode.commands.registerCommand(`fermata.${name}`, (...given: never[]) => guarded(() => action(...given)))));
  }

  async #run(target?: Target | vscode.Uri): Promise<void> {
    requireTrust();
    const uri = agentUri(target);
    await vscode.workspace.openTextDocument(uri);
    const agent = await this.#panels.server.agent(uri);
    if (agent === null) {
      throw new Error("the file is no agent definition yet; see its problems");
    }
    const entry = target instanceof vscode.Uri ? undefined : target?.entry;
    const asksNothing = Object.keys(agent.input).length === 0 && (agent.entries.length < 2 || entry !== undefined);
    if (asksNothing && agent.usable) {
      const session = await this.#panels.start(uri, entry, {});
      RunPanel.show(this.#panels, session, agent.name);
    } else {
      RunPanel.ask(this.#panels, uri, { ...agent, entry });
    }
  }

  async #debug(target?: Target | vscode.Uri): Promise<void> {
    requireTrust();
    await debugAgent(agentUri(target), target instanceof vscode.Uri ? undefined : target?.entry);
  }

  async #debugSession(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Walk through", target, () => true);
    if (session !== undefined) {
      await debugSession(session);
    }
  }

  async #resume(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Resume", target, (state) => state !== "idle");
    if (session !== undefined) {
      await this.#resumeWith(session, false);
    }
  }

  /** A run whose definition has changed goes on with it only when a person says so. */
  async #resumeWith(session: string, acceptChanges: boolean): Promise<void> {
    try {
      await this.#panels.server.command("fermata.resume", { session, acceptChanges, key: randomUUID() });
    } catch (error) {
      const accept = "Go on with the changed definition";
      const isChange = !acceptChanges && wordsOf(error).includes("changed");
      if (!isChange || (await vscode.window.showWarningMessage(wordsOf(error), { modal: true }, accept)) !== accept) {
        throw error;
      }
      await this.#resumeWith(session, true);
      return;
    }
    RunPanel.show(this.#panels, session, "Run");
  }

  async #steer(method: "run/pause", label: string, target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf(label, target, (state) => state !== "idle");
    if (session !== undefined) {
      await this.#panels.server.tell(method, { session, reason: "paused from the editor", key: randomUUID() });
    }
  }

  async #cancel(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Cancel", target, (state) => state !== "idle");
    if (session !== undefined) {
      const sure = "Cancel the Run";
      if ((await vscode.window.showWarningMessage("Cancel the run? Its work under way is ended.", { modal: true }, sure)) === sure) {
        await this.#panels.server.tell("run/cancel", { session, reason: "cancelled from the editor", key: randomUUID() });
      }
    }
  }

  async #rename(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Rename", target, () => true);
    if (session === undefined) {
      return;
    }
    const before = (await this.#panels.server.ask("session/get", { session })).session.title ?? "";
    const title = await vscode.window.showInputBox({ title: "Title of the session", value: before });
    if (title !== undefined && title !== before) {
      await this.#panels.server.tell("session/update", { session, title, key: randomUUID() });
      this.#sessions.refresh();
    }
  }

  async #archive(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Archive", target, (state) => state === "idle");
    if (session !== undefined) {
      await this.#panels.server.tell("session/archive", { session, key: randomUUID() });
      this.#sessions.refresh();
    }
  }

  async #delete(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Delete", target, (state) => state === "idle");
    if (session !== undefined) {
      const sure = "Delete";
      const words = "Delete the session? Its runs, their events and its folder are gone for good.";
      if ((await vscode.window.showWarningMessage(words, { modal: true }, sure)) === sure) {
        await this.#panels.server.tell("session/delete", { session, key: randomUUID() });
        this.#sessions.refresh();
      }
    }
  }

  async #fork(target?: Target | SessionItem): Promise<void> {
    requireTrust();
    const session = await this.#sessionOf("Fork", target, () => true);
    if (session === undefined) {
      return;
    }
    const at = isTarget(target) ? target.at : undefined;
    const place = at === undefined ? await this.#checkpoint(session) : { at };
    if (place !== undefined) {
      const forked = await this.#panels.server.command<{ session: string }>("fermata.fork", { session, ...place, key: randomUUID() });
      RunPanel.show(this.#panels, forked.session, "Fork");
    }
  }

  /** Where to go on; undefined where a person chose nothing. */
  async #checkpoint(session: string): Promise<{ readonly at?: number } | undefined> {
    const { checkpoints } = await this.#panels.server.ask("checkpoint/list", { session });
    const picks = checkpoints.map((found) => ({ label: `After ${found.node ?? found.type}`, description: `${found.outcome ?? found.status} · event ${found.seq}`, at: found.seq }));
    const chosen = await vscode.window.showQuickPick([{ label: "Where it is now", description: "", at: -1 }, ...picks.reverse()], { title: "Fork: go on from" });
    return chosen === undefined ? undefined : chosen.at < 0 ? {} : { at: chosen.at };
  }

  async #answer(given?: QuestionView): Promise<void> {
    requireTrust();
    const question = given ?? (await this.#pickQuestion());
    if (question !== undefined) {
      RunPanel.show(this.#panels, question.session, question.agent, question.question);
    }
  }

  async #pickQuestion(): Promise<QuestionView | undefined> {
    const { questions: open } = await this.#panels.server.tell("question/list", {});
    if (open.length < 2) {
      if (open.length === 0) {
        void vscode.window.showInformationMessage("Fermata: no run asks anything.");
      }
      return open[0];
    }
    const picks = open.map((question) => ({ label: question.text.trim().split("\n")[0] ?? "", description: question.agent, question }));
    return (await vscode.window.showQuickPick(picks, { title: "Answer" }))?.question;
  }

  async #graph(target?: Target | vscode.Uri): Promise<void> {
    const session = target instanceof vscode.Uri ? undefined : target?.session;
    await this.#panels.showGraph(agentUri(target), session);
  }

  async #open(target?: Target | SessionItem): Promise<void> {
    const session = await this.#sessionOf("Open", target, () => true);
    if (session !== undefined) {
      const question = isTarget(target) ? target.question : undefined;
      RunPanel.show(this.#panels, session, (isTarget(target) ? target.title : undefined) ?? "Run", question);
    }
  }

  /** The text that the newest run of a session has, whatever became of the file; a file to read, not to edit. */
  async #definition(target?: Target | SessionItem): Promise<void> {
    const session = await this.#sessionOf("Show definition of", target, () => true);
    if (session !== undefined) {
      const { uri } = await this.#panels.server.command<{ uri: string }>("fermata.openDefinition", { session });
      await vscode.window.showTextDocument(toUri(uri), { preview: true });
    }
  }

  async #source(uri: vscode.Uri, node: string | undefined): Promise<void> {
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    const graph = node === undefined ? null : await this.#panels.server.graph(uri);
    const range = graph?.nodes.find((found) => found.id === node)?.range;
    if (range !== undefined) {
      const place = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
      editor.selection = new vscode.Selection(place.start, place.end);
      editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }

  async #newAgent(): Promise<void> {
    requireTrust();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const command = findCommand();
    if (folder === undefined || command === undefined) {
      throw new Error(folder === undefined ? "open a folder first" : "there is no fermata command; set fermata.path");
    }
    const run = (...words: string[]): Promise<{ stdout: string }> =>
      promisify(execFile)(command, words, { cwd: folder.fsPath, env: environment(), timeout: 60_000 });
    const templates = templatesIn((await run("new", "--list")).stdout);
    const template = await vscode.window.showQuickPick(templates, { title: "New agent: begin with" });
    const name = template === undefined ? undefined : await vscode.window.showInputBox({ title: "New agent: name", value: "my-agent", validateInput: problemOfName });
    if (template !== undefined && name !== undefined) {
      await run("new", name, "--template", template.label);
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, `${name}.agent.yaml`));
    }
  }

  async #refresh(): Promise<void> {
    this.#sessions.refresh();
    await this.#inbox.refresh();
  }

  async #menu(): Promise<void> {
    const picks = [
      { label: "$(list-tree) Sessions", command: "fermata.sessions.focus" },
      { label: "$(inbox) Answer a question", command: "fermata.answer" },
      { label: "$(play) Run the agent in the editor", command: "fermata.run" },
      { label: "$(refresh) Restart the language server", command: "fermata.restartServer" },
      { label: "$(output) Show the logs", command: "fermata.showLogs" },
    ];
    const chosen = await vscode.window.showQuickPick(picks, { title: "Fermata" });
    if (chosen !== undefined) {
      await vscode.commands.executeCommand(chosen.command);
    }
  }

  /** The session that is meant: given, or chosen among those that fit. */
  async #sessionOf(title: string, target: Target | SessionItem | undefined, fits: (state: string) => boolean): Promise<string | undefined> {
    if (isTarget(target)) {
      return target.session;
    }
    if (target !== undefined) {
      return target.kind === "session" ? target.session.session : undefined;
    }
    const { sessions } = await this.#panels.server.tell("session/list", { limit: 100 });
    const picks = sessions.filter((session) => fits(session.state)).map(pickOf);
    if (picks.length === 0) {
      throw new Error("there is no such session");
    }
    return (await vscode.window.showQuickPick(picks, { title }))?.session;
  }
}

function pickOf(session: SessionSummary): vscode.QuickPickItem & { readonly session: string } {
  return { label: session.title ?? session.agent, description: `${session.run?.status ?? session.state} · ${session.session.slice(-8)}`, session: session.session };
}

function isTarget(target: Target | SessionItem | undefined): target is Target {
  return target !== undefined && !("kind" in target);
}

/** The agent file that is meant: given, or the one in the editor. */
function agentUri(target: Target | vscode.Uri | undefined): vscode.Uri {
  if (target instanceof vscode.Uri) {
    return target;
  }
  if (target?.uri !== undefined) {
    return toUri(target.uri);
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active === undefined || !AGENT_FILE.test(active.path)) {
    throw new Error("open an agent file first (*.agent.yaml)");
  }
  return active;
}

async function showReferences({ uri, position, locations }: Mentions): Promise<void> {
  const at = ({ line, character }: Place): vscode.Position => new vscode.Position(line, character);
  await vscode.commands.executeCommand("editor.action.showReferences", toUri(uri), at(position),
    locations.map(({ uri: file, range }) => new vscode.Location(toUri(file), new vscode.Range(at(range.start), at(range.end)))));
}

function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new Error("the workspace is not trusted: nothing is run in it");
  }
}

/** What `fermata new --list` says, a template a line. */
export function templatesIn(text: string): { label: string; description: string }[] {
  return text.split("\n").map((line) => /^\s*([a-z][a-z0-9-]*)\s{2,}(\S.*)$/.exec(line)).filter((found) => found !== null)
    .map((found) => ({ label: found[1] ?? "", description: found[2] ?? "" }));
}

function problemOfName(name: string): string | undefined {
  return /^[a-z][a-z0-9_-]*$/.test(name) ? undefined : "a name begins with a letter and has small letters, digits, - and _";
}

/** The boundary of every command: what it throws is shown. */
async function guarded(action: () => unknown): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    void vscode.window.showErrorMessage(`Fermata: ${wordsOf(error)}`);
    return undefined;
  }
}
