// Where each of very many rows of different heights stands: sums in O(log n), growth at the end.

/** A Fenwick tree over heights in pixels. */
export class Heights {
  #tree = new Float64Array(1025);
  #heights = new Float64Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The height of all rows. */
  get total(): number {
    return this.top(this.#count);
  }

  push(height: number): void {
    if (this.#count === this.#heights.length) {
      this.#grow();
    }
    const index = this.#count++;
    this.#heights[index] = height;
    // The tree has room beyond the count, where all heights are 0.
    this.#add(index, height);
  }

  set(index: number, height: number): void {
    const change = height - (this.#heights[index] ?? 0);
    if (change !== 0) {
      this.#heights[index] = height;
      this.#add(index, change);
    }
  }

  get(index: number): number {
    return this.#heights[index] ?? 0;
  }

  /** The height of all rows before one. */
  top(index: number): number {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) {
      sum += this.#tree[i] ?? 0;
    }
    return sum;
  }

  /** The row at a distance from the top; the last one beyond the end. */
  at(y: number): number {
    let position = 0;
    let rest = y;
    for (let size = this.#tree.length - 1; size > 0; size >>= 1) {
      const next = position + size;
      const height = this.#tree[next];
      if (height !== undefined && next <= this.#count && height <= rest) {
        position = next;
        rest -= height;
      }
    }
    return Math.max(0, Math.min(position, this.#count - 1));
  }

  clear(): void {
    this.#tree.fill(0);
    this.#heights.fill(0);
    this.#count = 0;
  }

  #add(index: number, change: number): void {
    for (let i = index + 1; i < this.#tree.length; i += i & -i) {
      this.#tree[i] = (this.#tree[i] ?? 0) + change;
    }
  }

  #grow(): void {
    const heights = new Float64Array(this.#heights.length * 2);
    heights.set(this.#heights);
    this.#heights = heights;
    const tree = new Float64Array(heights.length + 1);
    for (let i = 1; i < tree.length; i++) {
      tree[i] = (tree[i] ?? 0) + (heights[i - 1] ?? 0);
      const parent = i + (i & -i);
      if (parent < tree.length) {
        tree[parent] = (tree[parent] ?? 0) + (tree[i] ?? 0);
      }
    }
    this.#tree = tree;
  }
}
