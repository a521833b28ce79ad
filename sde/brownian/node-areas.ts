/**
 * Lévy areas of the nodes of a tree: those of its cells, the nodes of the last level, are drawn given W and H
 * (`levy-area.ts`), all others composed from their halves' by Chen's relation,
 *
 *     A = A_left + A_right + ½(W_left ⊗ W_right − W_right ⊗ W_left),
 *
 * so that an area costs one draw for each cell below that is not kept: m(m − 1)/2 numbers A_kl, k < l, row by row. A cell's
 * stream is that of its heap index and 1.
 */
import type { KeyedStream } from "../random/keyed.js";
import { drawLevyArea } from "./levy-area.js";
import type { Nodes } from "./nodes.js";

export class NodeAreas {
  readonly #nodes: Nodes;
  readonly #sources: number;
  readonly #depth: number;
  readonly #cell: number;
  readonly #terms: number;
  readonly #stream: KeyedStream;
  readonly #dW: Float64Array;
  readonly #H: Float64Array;
  readonly #A: Float64Array;

  /** `cell`: length of a cell; `terms`: of the series its area is drawn by. */
  constructor(
    nodes: Nodes,
    sources: number,
    depth: number,
    cell: number,
    terms: number,
    stream: KeyedStream,
  ) {
    this.#nodes = nodes;
    this.#sources = sources;
    this.#depth = depth;
    this.#cell = cell;
    this.#terms = terms;
    this.#stream = stream;
    this.#dW = new Float64Array(sources);
    this.#H = new Float64Array(sources);
    this.#A = new Float64Array(sources * sources);
  }

  /** Writes the area of the node at `place` behind its W and H, unless it is there. */
  require(level: number, heap: number, place: number): void {
    const { store, step } = this.#nodes;
    const m = this.#sources;
    if (step === 2 * m || !Number.isNaN(store[place + 2 * m])) return;
    if (level === this.#depth) this.#draw(heap, place);
    else {
      const left = this.#nodes.halves(level, heap, place);
      this.require(level + 1, 2 * heap, left);
      this.require(level + 1, 2 * heap + 1, left + step);
      composeAreas(m, store, left, left + step, place);
    }
  }

  #draw(heap: number, place: number): void {
    const { store } = this.#nodes;
    const m = this.#sources;
    for (let k = 0; k < m; k++) {
      this.#dW[k] = store[place + k];
      this.#H[k] = store[place + m + k];
    }
    drawLevyArea(this.#stream.begin(heap, 1), this.#cell, this.#terms, this.#dW, this.#H, this.#A);
    let at = place + 2 * m;
    for (let k = 0; k < m; k++) for (let l = k + 1; l < m; l++) store[at++] = this.#A[k * m + l];
  }
}

function composeAreas(m: number, store: Float64Array, left: number, right: number, whole: number): void {
  let pair = 2 * m;
  for (let k = 0; k < m; k++)
    for (let l = k + 1; l < m; l++, pair++)
      store[whole + pair] =
        store[left + pair] +
        store[right + pair] +
        0.5 * (store[left + k] * store[right + l] - store[left + l] * store[right + k]);
}
