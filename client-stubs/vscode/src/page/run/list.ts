// A list of very many rows, of which only those in sight are in the page.

import { Heights } from "../../shared/heights.js";
import { element } from "../dom.js";

/** What a list asks of whoever has the rows. */
export interface RowSource {
  /** How high a row is before it was drawn. */
  estimate(index: number): number;
  /** Draws a row. */
  draw(index: number): HTMLElement;
  /** The words by which a screen reader names a row. */
  label(index: number): string;
}

/** How far beyond what is in sight rows are drawn, in pixels. */
const MARGIN = 400;

export class VirtualList {
  readonly element: HTMLElement;
  readonly #space: HTMLElement;
  readonly #source: RowSource;
  readonly #heights = new Heights();
  readonly #drawn = new Map<number, HTMLElement>();
  readonly #stale = new Set<number>();
  #focused = 0;
  #follows = true;
  #isScheduled = false;
  #onFollow: (follows: boolean) => void = () => {};

  constructor(source: RowSource, label: string) {
    this.#source = source;
    this.#space = element("div", { class: "space" });
    this.element = element("div", { class: "list", role: "feed", "aria-label": label, tabindex: 0 }, this.#space);
    this.element.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.element.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.refresh()).observe(this.element);
  }

  get count(): number {
    return this.#heights.count;
  }

  /** How many rows are in the page. */
  get drawn(): number {
    return this.#drawn.size;
  }

  get follows(): boolean {
    return this.#follows;
  }

  onFollow(listener: (follows: boolean) => void): void {
    this.#onFollow = listener;
  }

  /** Whether the end stays in sight while rows come. */
  follow(follows: boolean): void {
    if (this.#follows !== follows) {
      this.#follows = follows;
      this.#onFollow(follows);
    }
    this.#schedule();
  }

  /** Takes note of rows at the end. */
  grow(count: number): void {
    while (this.#heights.count < count) {
      this.#heights.push(this.#source.estimate(this.#heights.count));
    }
    this.#schedule();
  }

  /** Draws a row anew, if it is in the page. */
  redraw(index: number): void {
    if (this.#drawn.has(index)) {
      this.#stale.add(index);
      this.#schedule();
    }
  }

  /** Forgets all rows. */
  reset(count: number): void {
    this.#heights.clear();
    this.#drawn.forEach((row) => row.remove());
    this.#drawn.clear();
    this.#stale.clear();
    this.#focused = 0;
    this.grow(count);
  }

  refresh(): void {
    this.#drawn.forEach((_, index) => this.#stale.add(index));
    this.#schedule();
  }

  /** Brings a row into sight and gives it the focus. */
  reveal(index: number): void {
    this.#focused = Math.max(0, Math.min(index, this.count - 1));
    this.follow(false);
    this.element.scrollTop = this.#heights.top(this.#focused) - this.element.clientHeight / 3;
    this.#draw();
    this.#drawn.get(this.#focused)?.focus({ preventScroll: true });
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - 4;
    if (this.#follows !== isAtEnd && !this.#isScheduled) {
      this.#follows = isAtEnd;
      this.#onFollow(isAtEnd);
    }
    this.#schedule();
  }

  #key(event: KeyboardEvent): void {
    const inside = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (inside || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const page = Math.max(1, Math.floor(this.element.clientHeight / 60));
    const to = { ArrowDown: this.#focused + 1, ArrowUp: this.#focused - 1, PageDown: this.#focused + page, PageUp: this.#focused - page, Home: 0, End: this.count - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.reveal(to);
    } else if (event.key === "Enter" && event.target === this.#drawn.get(this.#focused)) {
      this.#drawn.get(this.#focused)?.querySelector<HTMLElement>("summary, button")?.click();
    }
  }

  #schedule(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      requestAnimationFrame(() => {
        this.#isScheduled = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    if (this.#follows) {
      this.#layOut(this.#heights.total - this.element.clientHeight);
      this.element.scrollTop = this.element.scrollHeight;
    } else {
      this.#layOut(this.element.scrollTop);
    }
  }

  /** Heights become known as rows are drawn; what stands above the top moves the rest. */
  #layOut(top: number): void {
    for (let pass = 0; pass < 3; pass++) {
      const [from, to] = this.#range(this.#follows ? this.#heights.total - this.element.clientHeight : top);
      this.#show(from, to);
      if (!this.#measure(from, to)) {
        break;
      }
    }
    this.#space.style.height = `${this.#heights.total}px`;
    for (const [index, row] of this.#drawn) {
      row.style.transform = `translateY(${this.#heights.top(index)}px)`;
    }
  }

  #range(top: number): [number, number] {
    if (this.count === 0) {
      return [0, 0];
    }
    const from = this.#heights.at(Math.max(0, top - MARGIN));
    return [from, this.#heights.at(top + this.element.clientHeight + MARGIN) + 1];
  }

  #show(from: number, to: number): void {
    for (const [index, row] of this.#drawn) {
      // A row with the focus stays, or typing would end when it leaves the sight.
      if ((index < from || index >= to) && !row.contains(document.activeElement)) {
        row.remove();
        this.#drawn.delete(index);
      }
    }
    let after: Element | null = null;
    for (let index = from; index < to; index++) {
      const there = this.#drawn.get(index);
      const row: HTMLElement = there === undefined || this.#isStale(index, there) ? this.#drawOne(index, there) : there;
      if (there === undefined) {
        this.#space.insertBefore(row, after === null ? this.#space.firstChild : after.nextSibling);
      }
      after = row;
    }
  }

  /** Who types in a row keeps it as it is. */
  #isStale(index: number, row: HTMLElement): boolean {
    const active = document.activeElement;
    const types = active !== null && active !== row && row.contains(active) && active.matches("input, textarea, select");
    return this.#stale.has(index) && !types;
  }

  #drawOne(index: number, before: HTMLElement | undefined): HTMLElement {
    const row = this.#source.draw(index);
    row.classList.add("row");
    row.setAttribute("role", "article");
    row.setAttribute("aria-label", this.#source.label(index));
    row.setAttribute("aria-posinset", String(index + 1));
    row.setAttribute("aria-setsize", String(this.count));
    row.tabIndex = -1;
    row.addEventListener("focusin", () => { this.#focused = index; });
    row.addEventListener("toggle", () => this.#toggled(index, row), true);
    const hadFocus = before !== undefined && before === document.activeElement;
    before?.replaceWith(row);
    this.#drawn.set(index, row);
    this.#stale.delete(index);
    if (hadFocus) {
      row.focus({ preventScroll: true });
    }
    return row;
  }

  #toggled(index: number, row: HTMLElement): void {
    this.#heights.set(index, row.offsetHeight);
    this.#schedule();
  }

  /** Whether a height was not as thought. */
  #measure(from: number, to: number): boolean {
    let isChanged = false;
    for (let index = from; index < to; index++) {
      const height = this.#drawn.get(index)?.offsetHeight ?? 0;
      if (height > 0 && height !== this.#heights.get(index)) {
        this.#heights.set(index, height);
        isChanged = true;
      }
    }
    return isChanged;
  }
}
