/** Sums over paths for the weak order, by group: what its biases, their errors and the limit's come from. */
import { powerOfTwo } from "../kernels/index.js";
import type { Progress } from "../march.js";
import { groupCount, jackknife } from "./fit.js";
import type { Functional } from "./functional.js";
import { type Walk, walkPaths } from "./walk.js";

/** A mean over paths; a group may be left out. */
export type GroupMean = (without?: number) => number;

export interface Biases {
  /** Length of the steps, from the coarsest level to the finest. */
  readonly steps: readonly number[];
  /** Mean of φ(X_T^h) − φ(X_T), by level; of no meaning where paths diverged. */
  readonly bias: readonly GroupMean[];
  /** How many paths stopped being finite, by level. */
  readonly diverged: Float64Array;
  /** Mean of φ(X_T). */
  readonly solution: GroupMean;
  /** Mean of |φ(X_T)|. */
  readonly size: number;
  /** Groups of paths; 0 where nothing is random. */
  readonly groups: number;
}

export function* sumBiases(job: Walk, { of: phi }: Functional): Generator<Progress, Biases> {
  const { from, to } = job.setting;
  const [coarsest, finest] = job.levels;
  const count = finest - coarsest + 1;
  const groups = Math.min(groupCount, job.paths);
  const differences = Array.from({ length: count }, () => new Float64Array(groups));
  const solutions = new Float64Array(groups);
  const counts = new Float64Array(groups);
  const diverged = new Float64Array(count);
  let size = 0;
  yield* walkPaths(job, (p, { ends, finite, solution, known }) => {
    const group = p % groups;
    const truth = known ? phi(solution) : Number.NaN;
    if (known) {
      counts[group]++;
      solutions[group] += truth;
      size += Math.abs(truth);
    }
    for (let i = 0; i < count; i++) {
      if (known && finite[i]) differences[i][group] += phi(ends[i]) - truth;
      else diverged[i]++;
    }
  });
  const meanOf =
    (sums: Float64Array): GroupMean =>
    (without = -1) =>
      totalWithout(sums, without) / totalWithout(counts, without);
  return {
    steps: Array.from({ length: count }, (_, i) => (to - from) / powerOfTwo(coarsest + i)),
    bias: differences.map(meanOf),
    diverged,
    solution: meanOf(solutions),
    size: size / totalWithout(counts, -1),
    groups: groups > 1 ? groups : 0,
  };
}

function totalWithout(values: Float64Array, without: number): number {
  let sum = 0;
  for (let g = 0; g < values.length; g++) if (g !== without) sum += values[g];
  return sum;
}

/** Standard error of a mean, by leaving out every group in turn. */
export const standardErrorOf = (mean: GroupMean, groups: number): number =>
  jackknife(Array.from({ length: groups }, (_, g) => mean(g)));
