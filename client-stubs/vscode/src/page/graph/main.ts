// The page of the graph: the agent's nodes and ways as the server laid them out, and how a run is in them.

import type { FromGraphPage, Graph, GraphEdge, GraphNode, TextRange, ToGraphPage } from "../../shared/messages.js";
import type { LiveNode, NodeState } from "../../shared/graphModel.js";
import { GraphModel } from "../../shared/graphModel.js";
import { button, byId, element, svg } from "../dom.js";
import { Host } from "../host.js";

const SIGNS: { readonly [state in NodeState]: string } = { idle: "", running: "●", held: "?", done: "✓", failed: "✗" };

class GraphPage {
  readonly #host = new Host<FromGraphPage, ToGraphPage>();
  readonly #boxes = new Map<string, SVGGElement>();
  readonly #ways: { readonly edge: GraphEdge; readonly group: SVGGElement; readonly times: SVGTextElement }[] = [];
  readonly #canvas = element("div", { id: "canvas", tabindex: 0, role: "group", "aria-label": "Graph" });
  #model = new GraphModel();
  #graph: Graph | undefined;
  #zoom = 1;
  #isScheduled = false;
  #standing: string | undefined;

  constructor() {
    byId("page").append(
      element("div", { id: "tools", class: "line", role: "toolbar", "aria-label": "Graph" },
        element("h1", { id: "name" }, "Graph"), element("span", { id: "status", role: "status" }), element("span", { class: "fill" }),
        button("−", () => this.#scale(1 / 1.2), { "aria-label": "Smaller" }), button("+", () => this.#scale(1.2), { "aria-label": "Larger" }),
        button("Fit", () => this.#fit()), button("Export SVG", () => this.#host.send({ type: "export" }))),
      this.#canvas);
    this.#canvas.addEventListener("keydown", (event) => this.#key(event));
    this.#host.onMessage((message) => this.#take(message));
    this.#host.send({ type: "ready" });
  }

  #take(message: ToGraphPage): void {
    switch (message.type) {
      case "graph": this.#show(message.graph); break;
      case "restart":
        this.#model = new GraphModel();
        this.#host.remember({ session: message.session });
        this.#schedule();
        break;
      case "stands":
        this.#standing = message.node;
        this.#schedule();
        this.#boxes.get(message.node ?? "")?.scrollIntoView({ block: "nearest", inline: "nearest" });
        break;
      case "batch":
        message.batch.events?.forEach((event) => this.#model.apply(event));
        this.#host.send({ type: "shown", batch: message.batch.batch });
        this.#schedule();
        break;
    }
  }

  #show(graph: Graph | undefined): void {
    if (graph === undefined) {
      // Half-typed text has no graph; the last one stays until there is one again.
      if (this.#graph === undefined) {
        this.#canvas.replaceChildren(element("div", { class: "empty" }, "The file is no definition yet, or too large to be drawn."));
      }
      return;
    }
    const focused = (document.activeElement as SVGElement | null)?.dataset;
    const isFirst = this.#graph === undefined;
    this.#graph = graph;
    byId("name").textContent = graph.name;
    this.#canvas.replaceChildren(this.#draw(graph));
    if (isFirst) {
      this.#fit();
    } else {
      this.#scale(1);
    }
    if (focused?.["node"] !== undefined) {
      this.#boxes.get(focused["node"])?.focus();
    } else if (focused?.["way"] !== undefined) {
      this.#ways.find(({ group }) => group.dataset["way"] === focused["way"])?.group.focus();
    }
    this.#live();
  }

  #draw(graph: Graph): SVGSVGElement {
    this.#boxes.clear();
    this.#ways.length = 0;
    const inner = svg("g", { transform: `translate(${graph.margin} ${graph.margin})` });
    const ways = graph.edges.map((edge) => this.#drawWay(edge));
    // Lines are below boxes, so the keys come to the ways first.
    inner.append(...ways, ...graph.nodes.map((node) => this.#drawBox(node)));
    const head = svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7.5, refY: 4, markerUnits: "userSpaceOnUse", markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" },
      svg("polygon", { points: "0,0.5 8,4 0,7.5" }));
    return svg("svg", { viewBox: `0 0 ${graph.width} ${graph.height}`, role: "group", "aria-label": `graph of ${graph.name}` }, svg("defs", {}, head), inner);
  }

  #drawBox(node: GraphNode): SVGGElement {
    const middle = node.x + node.width / 2;
    const group = svg("g", { class: "box", tabindex: 0, role: "img", "data-node": node.id },
      svg("title", {}, `${node.id}: ${node.caption}`),
      svg("rect", { class: "frame", x: node.x, y: node.y, width: node.width, height: node.height, rx: 8 }),
      svg("text", { class: "name", x: middle, y: node.y + 20 }, cut(node.id)),
      svg("text", { class: "caption", x: middle, y: node.y + 36 }, cut(node.caption)),
      svg("circle", { class: "badge", cx: node.x + node.width - 2, cy: node.y + 2, r: 9 }),
      svg("text", { class: "state", x: node.x + node.width - 2, y: node.y + 6.5 }),
      svg("text", { class: "visits", x: node.x + node.width - 2, y: node.y + node.height + 12 }));
    group.classList.toggle("terminal", node.terminal);
    this.#opens(group, node.range);
    this.#boxes.set(node.id, group);
    return group;
  }

  #drawWay(edge: GraphEdge): SVGGElement {
    const path = svg("path", { d: edge.path, [edge.turned ? "marker-start" : "marker-end"]: "url(#arrow)" });
    const words = cut(edge.words);
    const width = words.length * 6.7 + 8;
    const times = svg("text", { class: "times", x: edge.x, y: edge.y + 4 });
    const group = svg("g", { class: `way ${edge.on}`, "data-way": `${edge.from} ${edge.to}` }, svg("title", {}, wordsOf(edge)), path);
    if (words !== "") {
      group.append(svg("rect", { class: "halo", x: edge.x - width / 2, y: edge.y - 9, width, height: 18 }), svg("text", { class: "words", x: edge.x, y: edge.y + 4 }, words));
      times.setAttribute("x", String(edge.x + width / 2 + 12));
    } else {
      this.#besideLine(times, path);
    }
    group.append(times);
    this.#opens(group, edge.range);
    this.#ways.push({ edge, group, times });
    return group;
  }

  /** The count of a way without words stands at the middle of its line. */
  #besideLine(times: SVGTextElement, path: SVGPathElement): void {
    queueMicrotask(() => {
      const middle = path.getPointAtLength(path.getTotalLength() / 2);
      times.setAttribute("x", String(middle.x + 12));
      times.setAttribute("y", String(middle.y + 4));
    });
  }

  #opens(target: SVGGElement, range: TextRange | undefined): void {
    if (range !== undefined) {
      target.setAttribute("tabindex", "0");
      target.setAttribute("role", "button");
      target.addEventListener("click", () => this.#host.send({ type: "open", range }));
      target.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          this.#host.send({ type: "open", range });
        }
      });
    }
  }

  #schedule(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      requestAnimationFrame(() => {
        this.#isScheduled = false;
        this.#live();
      });
    }
  }

  #live(): void {
    byId("status").textContent = this.#model.status;
    for (const [id, box] of this.#boxes) {
      this.#liveBox(id, box, this.#model.nodes.get(id));
    }
    for (const { edge, group, times } of this.#ways) {
      const count = this.#model.ways.get(GraphModel.way(edge.from, edge.to)) ?? 0;
      group.classList.toggle("taken", count > 0);
      times.textContent = count > 0 ? `${count}×` : "";
      if (edge.range !== undefined) {
        group.setAttribute("aria-label", `${wordsOf(edge)}${count > 0 ? `, taken ${count} ${count === 1 ? "time" : "times"}` : ""}`);
      }
    }
  }

  #liveBox(id: string, box: SVGGElement, live: LiveNode | undefined): void {
    const state = live?.state ?? "idle";
    for (const name of Object.keys(SIGNS)) {
      box.classList.toggle(name, name === state);
    }
    box.querySelector(".state")?.replaceChildren(SIGNS[state]);
    box.querySelector(".visits")?.replaceChildren(live !== undefined && live.visits > 1 ? `${live.visits}×` : "");
    const stands = id === this.#standing;
    box.classList.toggle("standing", stands);
    box.setAttribute("aria-label", `${id}, ${box.querySelector(".caption")?.textContent ?? ""}, ${state}${stands ? ", the debugger stands here" : ""}`);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "+" || event.key === "=") {
      this.#scale(1.2);
    } else if (event.key === "-") {
      this.#scale(1 / 1.2);
    } else if (event.key === "0") {
      this.#fit();
    }
  }

  #fit(): void {
    const graph = this.#graph;
    if (graph !== undefined) {
      this.#zoom = Math.min(1.4, Math.max(0.2, Math.min(this.#canvas.clientWidth / graph.width, this.#canvas.clientHeight / graph.height)));
      this.#scale(1);
    }
  }

  #scale(factor: number): void {
    this.#zoom = Math.min(4, Math.max(0.1, this.#zoom * factor));
    const drawing = this.#canvas.querySelector("svg");
    if (drawing !== null && this.#graph !== undefined) {
      drawing.setAttribute("width", String(Math.round(this.#graph.width * this.#zoom)));
      drawing.setAttribute("height", String(Math.round(this.#graph.height * this.#zoom)));
    }
  }
}

function wordsOf(edge: GraphEdge): string {
  return `${edge.from} → ${edge.to}${edge.words === "" ? "" : `: ${edge.words}`}`;
}

function cut(text: string): string {
  return text.length > 36 ? `${text.slice(0, 35)}…` : text;
}

Object.assign(window, { fermataPage: new GraphPage() });
