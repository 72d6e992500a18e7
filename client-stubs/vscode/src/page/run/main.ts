// The page of the run panel: a form to start with, or the timeline of a session.

import type { Batch, FromRunPage, ToRunPage } from "../../shared/messages.js";
import type { Row } from "../../shared/rows.js";
import { RunModel } from "../../shared/runModel.js";
import { byId, element } from "../dom.js";
import { Host } from "../host.js";
import type { Drawing } from "./draw.js";
import { drawRow, estimate, labelOf } from "./draw.js";
import { drawHead } from "./head.js";
import { VirtualList } from "./list.js";
import type { Draft } from "./questions.js";
import { drawQuestion } from "./questions.js";
import { drawStart } from "./start.js";

/** How long of a frame events are folded. */
const SLICE_MS = 8;

class RunPage {
  readonly #host = new Host<FromRunPage, ToRunPage>();
  readonly #drafts = new Map<string, Draft>();
  readonly #batches: Batch[] = [];
  readonly #list: VirtualList;
  readonly #drawing: Drawing;
  #model = new RunModel();
  #shown: Row[] = this.#model.rows;
  #node = "";
  #canAct = false;
  #isFolding = false;
  #place = 0;
  #lost = "";
  #reveal: string | undefined;

  constructor() {
    const page = this;
    this.#drawing = {
      opened: new Set<string>(),
      toNode: (node) => this.#host.send({ type: "node", node }),
      toChild: (session) => this.#host.send({ type: "child", session }),
      forkAt: (seq) => this.#host.send({ type: "forkAt", seq }),
      get canAct() { return page.#canAct; },
    };
    this.#list = new VirtualList({
      estimate: (index) => estimate(this.#row(index)),
      draw: (index) => this.#draw(this.#row(index)),
      label: (index) => labelOf(this.#row(index)),
    }, "Events of the run");
    this.#list.onFollow(() => this.#head());
    this.#host.onMessage((message) => this.#take(message));
    this.#host.send({ type: "ready" });
  }

  #row(index: number): Row {
    const row = this.#shown[index];
    if (row === undefined) {
      throw new Error(`no row ${index}`);
    }
    return row;
  }

  #take(message: ToRunPage): void {
    switch (message.type) {
      case "form": this.#start(message); break;
      case "follow": this.#follow(message.session, message.canAct); break;
      case "batch":
        this.#batches.push(message.batch);
        this.#fold();
        break;
      case "reveal":
        this.#reveal = message.question;
        this.#revealWanted();
        break;
      case "outcome": this.#outcome(message.about, message.problem); break;
    }
  }

  #start(message: Extract<ToRunPage, { type: "form" }>): void {
    byId("page").replaceChildren(drawStart(message.form, (entry, input) => this.#host.send({ type: "start", entry, input })));
  }

  #follow(session: string, canAct: boolean): void {
    this.#canAct = canAct;
    this.#model = new RunModel();
    this.#shown = this.#model.rows;
    this.#node = "";
    this.#batches.length = 0;
    this.#place = 0;
    this.#host.remember({ session });
    byId("page").replaceChildren(element("header", { id: "head" }), this.#list.element, element("div", { id: "said", class: "hidden", role: "status", "aria-live": "polite" }));
    this.#list.reset(0);
    this.#list.follow(true);
    this.#head();
  }

  /** Folds what has come, a slice a frame, so that the page answers while very much comes. */
  #fold(): void {
    if (!this.#isFolding) {
      this.#isFolding = true;
      requestAnimationFrame(() => {
        this.#isFolding = false;
        this.#foldSlice();
      });
    }
  }

  #foldSlice(): void {
    const end = performance.now() + SLICE_MS;
    const before = this.#model.head.openQuestions;
    while (this.#batches.length > 0 && performance.now() < end) {
      const batch = this.#batches[0] as Batch;
      if (this.#foldSome(batch, end)) {
        this.#batches.shift();
        this.#place = 0;
        this.#host.send({ type: "shown", batch: batch.batch });
      }
    }
    this.#refresh(before);
    if (this.#batches.length > 0) {
      this.#fold();
    }
  }

  /** Whether all of the batch is folded. */
  #foldSome(batch: Batch, end: number): boolean {
    const events = batch.events ?? [];
    for (; this.#place < events.length; this.#place++) {
      if ((this.#place & 63) === 63 && performance.now() >= end) {
        return false;
      }
      const event = events[this.#place];
      if (event !== undefined) {
        this.#model.apply(event);
      }
    }
    batch.deltas?.forEach((piece) => this.#model.applyPiece(piece));
    if (batch.gap !== undefined) {
      this.#model.applyGap(batch.gap);
    }
    this.#lost = batch.lost ?? batch.ended ?? "";
    return true;
  }

  #refresh(questionsBefore: number): void {
    const dirty = this.#model.takeDirty();
    if (this.#node === "") {
      this.#list.grow(this.#shown.length);
      dirty.forEach((row) => this.#list.redraw(row.index));
    } else {
      this.#filter();
    }
    this.#head();
    this.#revealWanted();
    if (this.#model.head.openQuestions > questionsBefore) {
      byId("said").textContent = "The run asks a question.";
    }
  }

  #head(): void {
    const head = document.getElementById("head");
    if (head !== null) {
      drawHead(head, {
        head: this.#model.head, nodes: [...this.#model.nodes], node: this.#node, events: this.#model.rows.length,
        follows: this.#list.follows, canAct: this.#canAct, lost: this.#lost,
        act: (action) => this.#host.send({ type: "act", action }),
        follow: () => this.#list.follow(true),
        filter: (node) => { this.#node = node; this.#filter(); this.#head(); },
        question: () => this.#toQuestion(),
        file: (path) => this.#host.send({ type: "file", path }),
        kept: (name) => this.#host.send({ type: "kept", name }),
      });
    }
  }

  #filter(): void {
    this.#shown = this.#node === "" ? this.#model.rows : this.#model.rows.filter((row) => row.node === this.#node);
    this.#list.reset(this.#shown.length);
  }

  #toQuestion(): void {
    const open = this.#shown.findIndex((row) => row.kind === "question" && row.state === "open");
    if (open >= 0) {
      this.#list.reveal(open);
    }
  }

  #revealWanted(): void {
    const wanted = this.#reveal;
    const index = wanted === undefined ? -1 : this.#shown.findIndex((row) => row.kind === "question" && row.question === wanted);
    if (index >= 0) {
      this.#reveal = undefined;
      this.#list.reveal(index);
    }
  }

  #draw(row: Row): HTMLElement {
    const box = row.kind === "question" ? this.#drawQuestion(row) : drawRow(row, this.#drawing);
    const outer = element("div", { class: `depth-${Math.min(row.depth, 6)}`, "data-seq": row.seq }, box);
    return outer;
  }

  #drawQuestion(row: Extract<Row, { kind: "question" }>): HTMLElement {
    return drawQuestion(row, this.#draft(row.question), this.#canAct, (asked, action, content) => {
      const draft = this.#draft(asked.question);
      draft.isSent = true;
      draft.problem = "";
      this.#host.send({ type: "answer", question: asked.question, action, content });
      (document.activeElement as HTMLElement | null)?.blur();
      this.#redrawQuestion(asked.question);
    });
  }

  #draft(question: string): Draft {
    let draft = this.#drafts.get(question);
    if (draft === undefined) {
      draft = { fields: new Map(), isSent: false, problem: "" };
      this.#drafts.set(question, draft);
    }
    return draft;
  }

  #outcome(about: string, problem: string | undefined): void {
    if (problem !== undefined) {
      const draft = this.#draft(about);
      draft.isSent = false;
      draft.problem = problem;
    }
    this.#redrawQuestion(about);
    byId("said").textContent = problem ?? "";
  }

  #redrawQuestion(question: string): void {
    const index = this.#shown.findIndex((row) => row.kind === "question" && row.question === question);
    if (index >= 0) {
      this.#list.redraw(index);
    }
  }

  /** For tests: how much is in the page. */
  get sizes(): { rows: number; drawn: number; waiting: number } {
    return { rows: this.#model.rows.length, drawn: this.#list.drawn, waiting: this.#batches.length };
  }
}

Object.assign(window, { fermataPage: new RunPage() });
