/**
 * Sums Σ_j w_j F(r_j, ε_j) over nodes (z_j, ε_j), r = L z + s, block by block: a function looks at many samples in one loop.
 */
import type { FieldRoot } from "./field-root.js";
import type { NodeList } from "./nodes.js";

/** Samples that are looked at together. */
export const BLOCK = 64;

/** Samples j < `count`, each number in a row of its own: number k of sample j at k × BLOCK + j. */
export interface SampleBlock {
  count: number;
  /** The standard normals that the fields are made of, then the others. */
  readonly z: Float64Array;
  /** The fields, then the normals beside them. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Adds Σ_j w_j F_j over a block. */
export type FieldIntegrand = (root: FieldRoot, block: SampleBlock, out: Float64Array) => void;

export interface FieldSum {
  /** Writes Σ_j w_j F over the nodes. */
  overNodes(root: FieldRoot, nodes: NodeList, out: Float64Array): void;
  /** Writes F at one z, the normals behind those of the fields. */
  atPoint(root: FieldRoot, z: ArrayLike<number>, out: Float64Array): void;
}

/** The sums of one integrand of m fields and n normals beside them. */
export function createFieldSum(m: number, n: number, integrand: FieldIntegrand): FieldSum {
  const block: SampleBlock = {
    count: 0,
    z: new Float64Array((m + n) * BLOCK),
    values: new Float64Array((m + n) * BLOCK),
    weights: new Float64Array(BLOCK),
  };
  /** r = M z, m × rank: the rows of L without the columns that have no pivot. */
  const M = new Float64Array(m * m);
  const pack = ({ L, columns, rank }: FieldRoot): void => {
    for (let p = 0; p < m; p++)
      for (let k = 0; k < m; k++) if (columns[k] >= 0) M[p * rank + columns[k]] = k <= p ? L[p * m + k] : 0;
  };
  /** Adds the integrand over the block, of the root packed last. */
  const add = (root: FieldRoot, out: Float64Array): void => {
    const { rank, shift } = root;
    const { count, z, values } = block;
    for (let p = 0; p < m; p++) {
      const row = p * BLOCK;
      const first = rank > 0 ? M[p * rank] : 0;
      for (let j = 0; j < count; j++) values[row + j] = first * z[j];
      for (let k = 1; k < rank; k++) {
        const factor = M[p * rank + k];
        if (factor === 0) continue;
        for (let j = 0; j < count; j++) values[row + j] += factor * z[k * BLOCK + j];
      }
      if (shift[p] !== 0) for (let j = 0; j < count; j++) values[row + j] += shift[p];
    }
    values.set(z.subarray(rank * BLOCK, (rank + n) * BLOCK), m * BLOCK);
    integrand(root, block, out);
  };
  const overNodes = (root: FieldRoot, nodes: NodeList, out: Float64Array): void => {
    const r = root.rank + n;
    const { z } = block;
    const { points, weights } = nodes;
    pack(root);
    out.fill(0);
    for (let from = 0; from < nodes.count; from += BLOCK) {
      const count = Math.min(BLOCK, nodes.count - from);
      block.count = count;
      block.weights.set(weights.subarray(from, from + count));
      for (let k = 0; k < r; k++) {
        let at = from * r + k;
        for (let j = k * BLOCK; j < k * BLOCK + count; j++) {
          z[j] = points[at];
          at += r;
        }
      }
      add(root, out);
    }
  };
  const atPoint = (root: FieldRoot, z: ArrayLike<number>, out: Float64Array): void => {
    pack(root);
    block.count = 1;
    block.weights[0] = 1;
    for (let k = 0; k < z.length; k++) block.z[k * BLOCK] = z[k];
    out.fill(0);
    add(root, out);
  };
  return { overNodes, atPoint };
}
