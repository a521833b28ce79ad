/**
 * Fresh increments for steps of one length, drawn some steps ahead where they are small: the stream's normals come in
 * the same order (ΔW, then H, step after step), so that no bit depends on how many are drawn at once.
 *
 * A mirrored run has the increments of −W: ΔW and H change sign, areas and signs do not.
 */
import type { Stream } from "../random/index.js";
import { freshIncrement } from "./fresh.js";
import type { Increment } from "./increment.js";

/** Numbers drawn at once: they and what they are made of stay in the fastest cache. */
const blockNumbers = 256;
/** Fewer steps than this at once are not worth the copy. */
const fewestSteps = 4;

export interface Increments {
  /** From here on the increments are those of this stream, for a run over `span`; null where nothing is to be drawn. */
  begin(stream: Stream | null, span: number): void;
  /** Draws the next increments, over steps of length h, at most so many; returns how many, at least 1. */
  fill(h: number, most: number): number;
  /** The increments drawn, row by row, ΔW and then H; without a column where `fill` writes the one it draws into w itself. */
  readonly block: Float64Array;
  readonly columns: number;
}

/** Increments for `w`. */
export function createIncrements(w: Increment, mirrored: boolean): Increments {
  const { dW, H, ...others } = w;
  const columns = dW.length + H.length;
  const plain = Object.values(others).every((part) => part.length === 0);
  const steps = columns > 0 ? Math.floor(blockNumbers / columns) : 0;
  return plain && steps >= fewestSteps ? inBlocks(w, mirrored, steps) : oneByOne(w, mirrored);
}

/** Copies a row of what was drawn. */
export function takeIncrement(block: Float64Array, row: number, dW: Float64Array, H: Float64Array): void {
  for (let k = 0; k < dW.length; k++) dW[k] = block[row + k];
  for (let k = 0; k < H.length; k++) H[k] = block[row + dW.length + k];
}

function oneByOne(w: Increment, mirrored: boolean): Increments {
  let stream: Stream | null = null;
  let span = 1;
  return {
    block: new Float64Array(0),
    columns: 0,
    begin(next, over) {
      stream = next;
      span = over;
    },
    fill(h) {
      if (stream) freshIncrement(stream, h, w, span);
      if (mirrored) {
        negate(w.dW);
        negate(w.H);
      }
      return 1;
    },
  };
}

function negate(part: Float64Array): void {
  for (let i = 0; i < part.length; i++) part[i] = -part[i];
}

function inBlocks({ dW, H }: Increment, mirrored: boolean, steps: number): Increments {
  const columns = dW.length + H.length;
  const block = new Float64Array(steps * columns);
  const weights = new Float64Array(H.length > 0 ? block.length : 0);
  const sign = mirrored ? -1 : 1;
  let stream: Stream | null = null;
  return {
    block,
    columns,
    begin(next) {
      stream = next;
    },
    fill(h, most) {
      const rows = Math.min(steps, most);
      if (!stream) return rows;
      const root = sign * Math.sqrt(h);
      if (H.length === 0) stream.fillNormals(block, 0, rows * columns, root);
      else {
        const areaRoot = sign * Math.sqrt(h / 12);
        for (let i = 0; i < rows * columns; i++) weights[i] = i % columns < dW.length ? root : areaRoot;
        stream.fillWeightedNormals(block, 0, rows * columns, weights, 0);
      }
      return rows;
    },
  };
}
