/**
 * What a query of a Brownian path costs, one source, in nanoseconds: 1e9 over it are queries per second. Steps one after
 * the other, of a length that divides the grid and of one that does not (every end then goes down to a cell of its own);
 * intervals and values at random times; the same increments drawn afresh, which is what a fixed-step run does.
 */
import { brownianTree, createIncrement, createStreams } from "homogenized-sgd/sde";
import { type Contestant, seconds } from "./interleave.js";

/** Queries in one measurement. */
const queries = 100_000;

export type TreeQuery = "dyadicSteps" | "otherSteps" | "randomIntervals" | "randomValues" | "fresh";

/** Nanoseconds per query of a tree of this depth. */
export function treeContestants(depth: number): Record<TreeQuery, Contestant> {
  const tree = brownianTree({ sources: 1, to: 1, depth, seed: 1 });
  const w = createIncrement(1, ["space-time-area"]);
  const value = new Float64Array(1);
  const random = createStreams(1, "bench").stream(0);
  const times = Float64Array.from({ length: queries + 1 }, () => random.uniform());
  const cost = (work: () => void) => () => (seconds(work) * 1e9) / queries;
  const steps = (count: number) =>
    cost(() => {
      for (let i = 0; i < queries; i++) {
        const n = i % count;
        tree.increment(n / count, (n + 1) / count, w);
      }
    });
  return {
    dyadicSteps: steps(1024),
    otherSteps: steps(1000),
    randomIntervals: cost(() => {
      for (let i = 0; i < queries; i++) {
        const [s, u] = [times[i], times[i + 1]];
        tree.increment(Math.min(s, u), Math.max(s, u), w);
      }
    }),
    randomValues: cost(() => {
      for (let i = 0; i < queries; i++) tree.value(times[i], value);
    }),
    fresh: cost(() => {
      for (let i = 0; i < queries; i++) {
        random.fillNormals(w.dW, 0, 1, 0.03);
        random.fillNormals(w.H, 0, 1, 0.01);
      }
    }),
  };
}

/** Nanoseconds per increment with Lévy areas of two sources, over a grid of 2^12 cells in steps of one cell. */
export function areaContestant(): Contestant {
  const cells = 2 ** 12;
  const w = createIncrement(2, ["levy-area"]);
  return () => {
    // A new path each time, for areas that are kept cost nothing.
    const tree = brownianTree({ sources: 2, to: 1, depth: 12, seed: 1, needs: ["levy-area"] });
    const work = () => {
      for (let n = 0; n < cells; n++) tree.increment(n / cells, (n + 1) / cells, w);
    };
    return (seconds(work) * 1e9) / cells;
  };
}
