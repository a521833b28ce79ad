/**
 * The increment over an interval that begins and ends at cells of a tree: the nodes it consists of, at most two a level,
 * composed in an order that depends on the interval alone. The node in which its ends part is found first; then
 * comes what lies left of that node's middle, from the middle outwards, then what lies right of it, likewise. Lengths
 * are in cells.
 */
import { powerOfTwo } from "../kernels/index.js";
import type { NodeAreas } from "./node-areas.js";
import type { Nodes } from "./nodes.js";

export class Interval {
  readonly W: Float64Array;
  readonly H: Float64Array;
  /** A_kl, k < l, row by row. */
  readonly area: Float64Array;
  #cells = 0;
  readonly #nodes: Nodes;
  readonly #areas: NodeAreas | undefined;
  readonly #rootCells: number;

  constructor(sources: number, room: number, depth: number, nodes: Nodes, areas: NodeAreas | undefined) {
    this.W = new Float64Array(sources);
    this.H = new Float64Array(sources);
    this.area = new Float64Array(room);
    this.#nodes = nodes;
    this.#areas = areas;
    this.#rootCells = powerOfTwo(depth);
  }

  /** W, H and, if wanted, the area over cells first … end − 1. */
  gather(first: number, end: number, wantsArea: boolean): void {
    const nodes = this.#nodes;
    this.#cells = 0;
    if (first === end) {
      this.W.fill(0);
      this.H.fill(0);
      this.area.fill(0);
      return;
    }
    let level = 0;
    let heap = 1;
    let place = nodes.root;
    let low = 0;
    let cells = this.#rootCells;
    while (!(first === low && end === low + cells)) {
      const left = nodes.halves(level, heap, place);
      const half = cells / 2;
      const middle = low + half;
      level++;
      if (end <= middle) {
        heap = 2 * heap;
        place = left;
      } else if (first >= middle) {
        heap = 2 * heap + 1;
        place = left + nodes.step;
        low = middle;
      } else {
        this.#leftOf(level, 2 * heap, left, half, first - low, wantsArea);
        this.#rightOf(level, 2 * heap + 1, left + nodes.step, half, end - middle, wantsArea);
        return;
      }
      cells = half;
    }
    this.#add(level, heap, place, cells, 1, wantsArea);
  }

  /** Takes in all but the first `skipped` cells of a node, from its end backwards. */
  #leftOf(level: number, heap: number, place: number, cells: number, skipped: number, area: boolean): void {
    const nodes = this.#nodes;
    while (skipped > 0) {
      const left = nodes.halves(level, heap, place);
      cells /= 2;
      level++;
      heap *= 2;
      place = left;
      if (skipped < cells) this.#add(level, heap + 1, left + nodes.step, cells, 1, area);
      else {
        skipped -= cells;
        heap++;
        place += nodes.step;
      }
    }
    this.#add(level, heap, place, cells, 1, area);
  }

  /** Takes in the first `taken` cells of a node, from its beginning on. */
  #rightOf(level: number, heap: number, place: number, cells: number, taken: number, area: boolean): void {
    const nodes = this.#nodes;
    while (taken < cells) {
      const left = nodes.halves(level, heap, place);
      cells /= 2;
      level++;
      heap *= 2;
      place = left;
      if (taken > cells) {
        this.#add(level, heap, left, cells, -1, area);
        taken -= cells;
        heap++;
        place += nodes.step;
      }
    }
    this.#add(level, heap, place, cells, -1, area);
  }

  /** Takes in a node that lies before what is there (side 1) or after it (−1). */
  #add(level: number, heap: number, place: number, cells: number, side: number, wantsArea: boolean): void {
    const { store } = this.#nodes;
    const m = this.W.length;
    if (wantsArea) {
      this.#areas!.require(level, heap, place);
      if (this.#cells > 0) addArea(m, store, place, this.W, side, this.area);
      else for (let pair = 0; pair < this.area.length; pair++) this.area[pair] = store[place + 2 * m + pair];
    }
    addNode(m, store, place, cells, this.W, this.H, this.#cells, side);
    this.#cells += cells;
  }
}

/** As `composeIncrements`, in place, one of the two being in the store. */
function addNode(
  m: number,
  store: Float64Array,
  place: number,
  cells: number,
  W: Float64Array,
  H: Float64Array,
  there: number,
  side: number,
): void {
  if (there === 0) {
    for (let k = 0; k < m; k++) {
      W[k] = store[place + k];
      H[k] = store[place + m + k];
    }
    return;
  }
  const all = there + cells;
  for (let k = 0; k < m; k++) {
    const w = store[place + k];
    const turn = 0.5 * side * (there * w - cells * W[k]);
    H[k] = (cells * store[place + m + k] + there * H[k] + turn) / all;
    W[k] += w;
  }
}

function addArea(
  m: number,
  store: Float64Array,
  place: number,
  W: Float64Array,
  side: number,
  area: Float64Array,
): void {
  let pair = 0;
  for (let k = 0; k < m; k++)
    for (let l = k + 1; l < m; l++, pair++)
      area[pair] =
        store[place + 2 * m + pair] +
        area[pair] +
        0.5 * side * (store[place + k] * W[l] - store[place + l] * W[k]);
}
