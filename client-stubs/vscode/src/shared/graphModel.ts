// Folds the events of a run into the states of the nodes and ways of its graph. Pure.

import type { EventEnvelope, FermataEvent } from "../../../typescript/src/generated/protocol.js";

export type NodeState = "idle" | "running" | "held" | "done" | "failed";

export interface LiveNode {
  state: NodeState;
  visits: number;
}

export class GraphModel {
  readonly nodes = new Map<string, LiveNode>();
  /** How often a way was taken, by its ends. */
  readonly ways = new Map<string, number>();
  status = "";
  readonly #running = new Map<string, string>();
  readonly #asking = new Map<string, string>();

  static way(from: string, to: string): string {
    return JSON.stringify([from, to]);
  }

  apply(envelope: EventEnvelope): void {
    const event = envelope as FermataEvent;
    switch (event.type) {
      case "run.started":
        this.nodes.clear();
        this.ways.clear();
        this.#running.clear();
        this.#asking.clear();
        this.status = "running";
        break;
      case "run.held": this.status = "held"; break;
      case "run.resumed": this.status = "running"; break;
      case "run.completed": case "run.failed": case "run.cancelled":
        this.status = event.type.slice("run.".length);
        this.#stop();
        break;
      case "step.started":
        this.#running.set(event.data.step, event.data.node);
        this.#node(event.data.node).visits++;
        this.#node(event.data.node).state = "running";
        break;
      case "step.finished": {
        this.#running.delete(event.data.step);
        const isGood = event.data.status === "success" || event.data.status === "skipped";
        this.#node(event.data.node).state = this.#isRunning(event.data.node) ? "running" : isGood ? "done" : "failed";
        break;
      }
      case "edge.taken": {
        const way = GraphModel.way(event.data.from, event.data.to);
        this.ways.set(way, (this.ways.get(way) ?? 0) + 1);
        break;
      }
      case "question.asked": this.#ask(event.data.question, event.data.step, event.node); break;
      case "question.answered": case "question.expired": case "question.withdrawn": this.#settle(event.data.question); break;
      default: break;
    }
  }

  #ask(question: string, step: string, named: string | undefined): void {
    const node = this.#running.get(step) ?? named;
    if (node !== undefined) {
      this.#asking.set(question, node);
      this.#node(node).state = "held";
    }
  }

  #settle(question: string): void {
    const node = this.#asking.get(question);
    this.#asking.delete(question);
    if (node !== undefined && this.#node(node).state === "held" && ![...this.#asking.values()].includes(node)) {
      this.#node(node).state = "running";
    }
  }

  #isRunning(node: string): boolean {
    return [...this.#running.values()].includes(node);
  }

  #stop(): void {
    for (const node of this.nodes.values()) {
      if (node.state === "running" || node.state === "held") {
        node.state = this.status === "completed" ? "done" : "failed";
      }
    }
  }

  #node(id: string): LiveNode {
    let node = this.nodes.get(id);
    if (node === undefined) {
      node = { state: "idle", visits: 0 };
      this.nodes.set(id, node);
    }
    return node;
  }
}
