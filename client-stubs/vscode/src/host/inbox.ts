// The inbox: every open question of every run, with a badge that counts them.

import * as vscode from "vscode";
import type { QuestionView } from "../../../typescript/src/generated/protocol.js";
import { brief } from "../shared/format.js";
import { RunPanel } from "./runPanel.js";
import type { Server } from "./server.js";
import { wordsOf } from "./server.js";

export class Inbox implements vscode.TreeDataProvider<QuestionView>, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<QuestionView>;
  readonly #listener: vscode.Disposable;
  /** Questions that a person has been told of; those that were there at first are no news. */
  #told: Set<string> | undefined;
  #questions: readonly QuestionView[] = [];

  constructor(server: Server) {
    this.#server = server;
    this.#view = vscode.window.createTreeView("fermata.inbox", { treeDataProvider: this });
    this.#listener = server.onDaemon(() => void this.refresh());
  }

  async refresh(): Promise<void> {
    this.#questions = await this.#list();
    const count = this.#questions.length;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: count === 1 ? "1 question waits" : `${count} questions wait` };
    this.#view.message = count === 0 ? "No run asks anything." : "";
    this.#changed.fire(undefined);
    this.#tellNews();
  }

  async #list(): Promise<readonly QuestionView[]> {
    if (this.#server.daemon.state !== "ready") {
      return [];
    }
    try {
      return (await this.#server.ask("question/list", {})).questions;
    } catch (error) {
      this.#server.output.warn(`question/list: ${wordsOf(error)}`);
      return this.#questions;
    }
  }

  #tellNews(): void {
    const known = this.#told;
    this.#told = new Set(this.#questions.map((question) => question.question));
    if (known !== undefined) {
      this.#questions.filter((question) => !known.has(question.question)).forEach((question) => void this.#tell(question));
    }
  }

  /** Who has the run before their eyes sees the question there. */
  async #tell(question: QuestionView): Promise<void> {
    if (RunPanel.isInSight(question.session)) {
      return;
    }
    const answer = "Answer";
    const chosen = await vscode.window.showInformationMessage(`${question.agent} asks: ${brief(question.text, 200)}`, answer);
    if (chosen === answer) {
      await vscode.commands.executeCommand("fermata.answer", question);
    }
  }

  getChildren(item?: QuestionView): QuestionView[] {
    return item === undefined ? [...this.#questions] : [];
  }

  getTreeItem(question: QuestionView): vscode.TreeItem {
    const tree = new vscode.TreeItem(brief(question.text, 80));
    tree.id = question.question;
    tree.description = `${question.agent} · ${question.node}`;
    tree.tooltip = question.text;
    tree.iconPath = new vscode.ThemeIcon(question.kind === "toolApproval" || question.kind === "approval" ? "shield" : "question", new vscode.ThemeColor("charts.yellow"));
    tree.contextValue = "question";
    tree.command = { command: "fermata.openSession", title: "Open", arguments: [{ session: question.session, title: question.agent, question: question.question }] };
    return tree;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }
}
