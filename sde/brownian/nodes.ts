/**
 * The nodes of a binary tree over an interval of length T: the root is all of it, heap index 1; the halves of node n are
 * 2n and 2n + 1. Each has its W and H. The root's are drawn from the stream of (0, 0), those of two halves from
 * their parent's and the stream of its heap index (`halve.ts`). So they depend on the key and nothing else: not on who
 * asked for which node before.
 *
 * What is kept makes nothing but speed: the halves of all nodes in the first levels, as many as fit into 2^14 numbers,
 * and those of two nodes in each level below, the last ones looked at.
 */
import { powerOfTwo } from "../kernels/index.js";
import type { KeyedStream } from "../random/keyed.js";
import { halve } from "./halve.js";

/** Numbers that the first levels may take. */
const kept = 2 ** 14;

/** Nodes are known by where their numbers stand in `store`: W (m), H (m), and room for an area. */
export class Nodes {
  readonly store: Float64Array;
  /** Where the root stands. */
  readonly root = 0;
  /** From a left half to its right half. */
  readonly step: number;
  readonly #sources: number;
  readonly #stream: KeyedStream;
  /** The first levels, and how many nodes they have. */
  readonly #wide: number;
  readonly #wideNodes: number;
  /** By slot: the heap index of the node whose halves it holds, or 0. */
  readonly #held: Float64Array;
  /** By level: which of its two slots was used last. */
  readonly #recent: Uint8Array;
  /** By level: standard deviations of Z and N. */
  readonly #deviations: Float64Array;
  readonly #normals: Float64Array;

  /** `room`: numbers of an area, which are NaN in nodes that have just been made. */
  constructor(sources: number, span: number, depth: number, room: number, stream: KeyedStream) {
    const size = 2 * sources + room;
    let wide = 0;
    while (wide < depth && 2 * size * powerOfTwo(wide + 1) <= kept) wide++;
    const slots = powerOfTwo(wide) - 1 + 2 * (depth - wide);
    this.step = size;
    this.#sources = sources;
    this.#stream = stream;
    this.#wide = wide;
    this.#wideNodes = powerOfTwo(wide) - 1;
    this.#held = new Float64Array(slots);
    this.#recent = new Uint8Array(depth);
    this.#normals = new Float64Array(2 * sources);
    this.#deviations = new Float64Array(2 * depth);
    for (let level = 0, h = span; level < depth; level++, h /= 2) {
      this.#deviations[2 * level] = Math.sqrt(h / 16);
      this.#deviations[2 * level + 1] = Math.sqrt(h / 12);
    }
    this.store = new Float64Array((1 + 2 * slots) * size).fill(Number.NaN, 0, size);
    stream.begin(0, 0).fillNormals(this.store, 0, sources, Math.sqrt(span));
    stream.fillNormals(this.store, sources, sources, Math.sqrt(span / 12));
  }

  /** Where the left half of a node stands, the node itself standing at `place`. */
  halves(level: number, heap: number, place: number): number {
    const slot = level < this.#wide ? heap - 1 : this.#slotBelow(level, heap);
    const left = (1 + 2 * slot) * this.step;
    if (this.#held[slot] !== heap) {
      this.#held[slot] = heap;
      this.#make(level, heap, place, left);
    }
    return left;
  }

  #slotBelow(level: number, heap: number): number {
    const first = this.#wideNodes + 2 * (level - this.#wide);
    const which = this.#recent[level];
    if (this.#held[first + which] === heap) return first + which;
    this.#recent[level] = 1 - which;
    return first + 1 - which;
  }

  #make(level: number, heap: number, place: number, left: number): void {
    const m = this.#sources;
    const right = left + this.step;
    this.#stream.begin(heap, 0).fillNormals(this.#normals, 0, 2 * m);
    const deviationZ = this.#deviations[2 * level];
    const deviationN = this.#deviations[2 * level + 1];
    halve(m, this.store, place, this.#normals, deviationZ, deviationN, left, right);
    if (this.step > 2 * m) {
      this.store.fill(Number.NaN, left + 2 * m, right);
      this.store.fill(Number.NaN, right + 2 * m, right + this.step);
    }
  }
}
